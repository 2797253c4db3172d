"""By what a row of a sheet is recognised as a record that stands in the register already."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import UniqueConstraint
from django.utils.translation import gettext as _

from governance.registers import registry, values
from governance.registers.declarations import Register
from governance.spreadsheets.drafts import Draft
from governance.spreadsheets.filling import CODE, KEY

# As an exported list writes it: register, id, version.
KEYED = re.compile(r"([a-z-]+)#(\d{1,18})@(\d{1,18})")
OVERLAP, SAME_START = "valid", "valid_from"


@cache
def fields_of(key: str) -> tuple[str, ...]:
    """The fields that identify a record: declared, or of a unique constraint, or those that can't be corrected."""
    register = registry.every()[key]
    if register.identity:
        return register.identity
    adapters = values.of(register)
    hidden = {*register.untyped, *register.constants}
    for constraint in register.model._meta.constraints:
        if not isinstance(constraint, UniqueConstraint) or constraint.condition is not None:
            continue
        names = tuple(name for name in constraint.fields if name not in ("district", "street"))
        if "id" not in names and names and all(name in adapters and name not in hidden for name in names):
            return names
    names = tuple(name for name in register.fields if name in register.fixed and name != "street")
    if "name" in adapters:
        names = (*names, "name")
    if register.is_dated:
        return (*names, OVERLAP)
    days = (n for n, v in adapters.items() if isinstance(v, values.Day) and v.is_required and n not in hidden)
    return (*names, *(name for name in days if name not in names))


class Recognition:
    """Finds the records of a chunk of rows: by the key of an exported list, by code, or by what identifies them."""

    def __init__(self, register: Register, district: int, today: date) -> None:
        self.register, self.district, self.today = register, district, today
        self.adapters = values.of(register)
        self.fields = fields_of(register.key)
        self.rows = register.rows(district).select_related(*values.related(register))

    def by_key(self, drafts: Sequence[Draft]) -> None:
        """Rows of an exported list name their record themselves, and so do codes."""
        wanted: dict[int, list[Draft]] = defaultdict(list)
        coded: dict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            if draft.decision.isdigit():
                wanted[int(draft.decision)].append(draft)
            elif KEY in draft.texts:
                self._by_own_key(draft, wanted)
            elif CODE in draft.texts:
                coded[draft.texts[CODE]].append(draft)
        for record in self.rows.filter(pk__in=list(wanted)):
            for draft in wanted[record.pk]:
                draft.record = record
        if coded:
            path = self.register.natural_key
            for record in self.rows.filter(**{f"{path}__in": list(coded)}):
                for draft in coded[getattr(record, path)]:
                    draft.record = record
        for draft in [draft for drafts_ in (*wanted.values(), *coded.values()) for draft in drafts_]:
            if draft.record is None:
                self._gone(draft)

    def _by_own_key(self, draft: Draft, wanted: dict[int, list[Draft]]) -> None:
        found = KEYED.fullmatch(draft.texts[KEY])
        if found is None or found[1] != self.register.key:
            message = _("This row was exported from another list, or its hidden key was changed. Take it from a new export.")
            draft.fault("key", message, name=KEY)
            return
        wanted[int(found[2])].append(draft)
        draft.exported = int(found[3])

    def _gone(self, draft: Draft) -> None:
        if CODE in draft.texts and not draft.decision and KEY not in draft.texts:
            message = _("No record of the code %(code)s is in your sight. Leave the code empty to enter a new one.")
            draft.fault("not_found", message % {"code": draft.texts[CODE]}, name=CODE)
            return
        draft.fault("gone", _("This record was removed since, or lies outside your sight. Leave the row out."), name=KEY)

    def by_fields(self, drafts: Sequence[Draft]) -> None:
        """Rows that name no record are looked for by what identifies them."""
        identified = {}
        for draft in drafts:
            if draft.record is None and draft.decision != "new" and not draft.exported:
                key = self._key_of(draft)
                if key is not None:
                    identified[id(draft)] = (draft, key)
                    draft.identity = _digest(self.register.key, key, draft, self.fields)
        if not identified:
            return
        found = defaultdict(list)
        for record in self._alike([key for _draft, key in identified.values()]):
            found[self._key_of_record(record)].append(record)
        for draft, key in identified.values():
            fitting = [record for record in found.get(key, ()) if self._at_that_time(record, draft)]
            if len(fitting) == 1:
                draft.record = fitting[0]
            elif fitting:
                draft.candidates = [
                    {"id": record.pk, "label": _label(record, self.adapters), "likeness": 100} for record in fitting[:5]
                ]

    def _names(self) -> list[str]:
        return [name for name in self.fields if name not in (OVERLAP, SAME_START)]

    def _key_of(self, draft: Draft) -> tuple[Any, ...] | None:
        """What identifies the row; None where it does not say all of it, or can't be read."""
        key: list[Any] = []
        for name in self._names():
            value = self.adapters[name]
            if isinstance(value, values.Reference):
                key.append(draft.refers[name].pk if name in draft.refers else None)
            else:
                key.append(draft.texts.get(name))
            if key[-1] is None:
                return None
        return tuple(key) if key else None

    def _key_of_record(self, record: Any) -> tuple[Any, ...]:
        return tuple(_told(self.adapters[name], record) for name in self._names())

    def _alike(self, keys: Sequence[tuple[Any, ...]]) -> Sequence[Any]:
        """Records that share the most telling field with any of the rows; one statement."""
        names = self._names()
        plain = [at for at, name in enumerate(names) if not isinstance(self.adapters[name], values.Term | values.Moment)]
        best = max(plain, key=lambda at: len({key[at] for key in keys}))
        value = self.adapters[names[best]]
        wanted = {key[best] for key in keys}
        path = f"{value.path}_id" if isinstance(value, values.Reference) else value.path
        return list(self.rows.filter(**{f"{path}__in": wanted}))

    def _at_that_time(self, record: Any, draft: Draft) -> bool:
        """Whether the record holds in the row's time; of a row that tells no time, today."""
        if OVERLAP not in self.fields and SAME_START not in self.fields:
            return True
        held = self.register.base_of(record)
        start, until = draft.texts.get("valid_from"), draft.texts.get("valid_until")
        if SAME_START in self.fields:
            return start is None or held.valid_from == date.fromisoformat(start)
        if start is None and until is None:
            return bool(held.valid_from <= self.today < held.valid_to)
        begins = date.fromisoformat(start) if start else date.min
        ends = date.fromisoformat(until) + timedelta(days=1) if until else date.max
        return bool(held.valid_from < ends and begins < held.valid_to)


def _told(value: values.Value, record: Any) -> Any:
    """A field of a record as the key of a row has it."""
    if isinstance(value, values.Reference):
        return getattr(value.row(record), value.field.attname)
    told = value.read(record)
    if isinstance(value, values.Term):
        return f"{told.lower}/{values.last_day(told)}"
    if isinstance(value, values.Flag):
        return "on" if told else ""
    if isinstance(value, values.Moment):
        return value.text(record)
    return str(told)


def _label(record: Any, adapters: dict[str, values.Value]) -> str:
    """By which a person recognises a record."""
    told = [value.text(record) for value in list(adapters.values())[:4]]
    return " · ".join(text for text in told if text != values.EMPTY)


def _digest(register: str, key: tuple[Any, ...], draft: Draft, fields: tuple[str, ...]) -> str:
    """The same for two rows that would be one record."""
    start = draft.texts.get("valid_from", "") if {OVERLAP, SAME_START} & set(fields) else ""
    text = json.dumps([register, *map(str, key), start], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def versions_of(register: Register, records: Sequence[Any]) -> dict[int, int]:
    """The present versions of many records, their bases added (see `entering.version_of`): a statement a table."""
    found = _versions(register.model, [record.pk for record in records])
    if not register.base:
        return found
    based = {record.pk: getattr(record, f"{register.base}_id") for record in records}
    of_base = _versions(register.base_model, list(based.values()))
    return {pk: version + of_base.get(based[pk], 0) for pk, version in found.items()}


def _versions(model: Any, ids: Sequence[int]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT id, version_id FROM history."{model._meta.db_table}" WHERE id = ANY(%s) AND known_to = \'infinity\'',
            [list(ids)],
        )
        return dict(cursor.fetchall())
