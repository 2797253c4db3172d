"""A record's history as sentences: who changed what, when and why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _

from governance.common.fields import FenField, PersonalField
from governance.common.money import to_yuan
from governance.common.periods import as_written

QUIET = {"id", "district_id", "name_pinyin", "valid_from", "valid_to"}


@dataclass(frozen=True)
class FieldChange:
    """One field's old and new value, as a person reads them."""

    label: str
    old: str
    new: str

    def __str__(self) -> str:
        if not self.old:
            return _("%(field)s: %(new)s") % {"field": self.label, "new": self.new}
        return _("%(field)s: %(old)s → %(new)s") % {
            "field": self.label, "old": self.old, "new": self.new or _("(empty)")
        }


@dataclass(frozen=True)
class Event:
    """One version of the record. `known_to` is None while it is the present one."""

    version_id: int
    known_from: datetime
    known_to: datetime | None
    actor: str
    reason: str
    changes: tuple[FieldChange, ...]
    is_first: bool
    on_behalf_of: str = ""


def of(record: models.Model) -> list[Event]:
    """The record's versions, newest first. One query, whatever their number (foreign keys: one per table)."""
    table = record._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT v.*, c.actor_name, c.reason, c.on_behalf_of FROM history."{table}" v'
            " LEFT JOIN public.governance_change c ON c.id = v.version_change_id AND c.district_id = v.district_id"
            " WHERE v.id = %s AND v.known_from < v.known_to ORDER BY v.known_from",
            [record.pk],
        )
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    words = _Words(record, rows)
    events, before = [], None
    for row in rows:
        events.append(
            Event(
                version_id=row["version_id"], known_from=row["known_from"],
                known_to=None if row["known_to"].year == 9999 else row["known_to"],
                actor=row["actor_name"] or _("somebody outside your street"), reason=row["reason"] or "",
                changes=tuple(words.differences(before, row)), is_first=before is None,
                on_behalf_of=row["on_behalf_of"] or "",
            )
        )
        before = row
    return events[::-1]


@dataclass(frozen=True)
class Latest:
    """The version of a record that holds now, and by whom it became so."""

    version_id: int
    known_from: datetime
    actor: str
    reason: str


def latest(model: type[models.Model], ids: Collection[int]) -> dict[int, Latest]:
    """The present version of each record: one query, whatever their number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT v.id, v.version_id, v.known_from, COALESCE(c.actor_name, %s), COALESCE(c.reason, '')"
            f' FROM history."{model._meta.db_table}" v'
            " LEFT JOIN public.governance_change c ON c.id = v.version_change_id AND c.district_id = v.district_id"
            " WHERE v.id = ANY(%s) AND v.known_to = 'infinity'",
            [_("somebody outside your street"), list(ids)],
        )
        return {pk: Latest(*told) for pk, *told in cursor.fetchall()}


class _Words:
    """Column values as a person reads them: choices by label, references by name."""

    def __init__(self, record: models.Model, rows: list[dict[str, Any]]) -> None:
        self.fields: list[Any] = [f for f in record._meta.concrete_fields if f.column not in QUIET]
        self.names = {
            f.column: {str(o.pk): str(o) for o in f.related_model._default_manager.filter(
                pk__in={r[f.column] for r in rows if r.get(f.column)})}
            for f in self.fields
            if f.is_relation
        }

    def differences(self, before: dict[str, Any] | None, after: dict[str, Any]) -> list[FieldChange]:
        found = []
        for field in self.fields:
            old = self.text(field, before.get(field.column)) if before else ""
            new = self.text(field, after.get(field.column))
            # Two masks, or the names of two records, may read alike where something else stands there.
            alike = isinstance(field, PersonalField) or field.is_relation
            if old != new or (before and alike and before.get(field.column) != after.get(field.column)):
                label = _("in force") if field.name == "valid" else str(field.verbose_name)
                found.append(FieldChange(label, old, new))
        return found

    def text(self, field: Any, value: Any) -> str:
        if value is None or value == "":
            return ""
        if field.column in self.names:
            return self.names[field.column].get(str(value), str(value))
        if isinstance(field, PersonalField):
            return field.masked(str(value))
        if isinstance(field, FenField):
            return f"{to_yuan(value):,}"
        if isinstance(value, list):
            labels = dict(getattr(field.base_field, "choices", None) or ())
            return "、".join(str(labels.get(part, part)) for part in value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if hasattr(value, "lower") and hasattr(value, "upper") and not isinstance(value, str):
            return as_written(value)
        return str(value)
