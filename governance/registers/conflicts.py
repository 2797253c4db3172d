"""What a form that is older than its record must be told: what it was, what it is now, and what was typed."""

from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.utils.translation import gettext as _

from governance.audit import history
from governance.registers import values
from governance.registers.declarations import Register
from governance.registers.forms import RecordForm


@dataclass(frozen=True)
class Conflict:
    """One field that somebody else changed after the form was opened."""

    name: str
    label: str
    before: str
    now: str
    typed: str
    # Both wrote the same: nothing to decide.
    agrees: bool


@dataclass(frozen=True)
class Overtaken:
    """The versions of others since the form was opened, and the fields in which they differ from it."""

    events: list[history.Event]
    conflicts: list[Conflict]


def since(register: Register, record: Any, version: int, form: RecordForm) -> Overtaken:
    """What happened to the record after `version`, beside what the form says."""
    versions = _opened(register, record, version)
    opened, typed = _as_of(register, record, versions), copy(record)
    if register.base:
        setattr(typed, register.base, copy(getattr(record, register.base)))
    own = {f.name for f in register.model._meta.concrete_fields}
    for name, value in form.attributes().items():
        setattr(typed if name in own else getattr(typed, register.base), name, value)
    found = [
        Conflict(v.name, str(v.label), _text(v, opened), v.text(record), v.text(typed), not _differ(v, typed, record))
        for v in form.typed()
        if _differ(v, opened, record)
    ]
    events = [
        event for row, then in zip(_rows(register, record), versions, strict=True) for event in history.of(row)
        if event.version_id > then
    ]
    return Overtaken(sorted(events, key=lambda event: (event.known_from, event.version_id), reverse=True), found)


def timeline(register: Register, record: Any) -> list[history.Event]:
    """The versions of a record and its base, newest first; what one change did to both is told once."""
    told: dict[tuple[object, str, str], history.Event] = {}
    for event in (event for row in _rows(register, record) for event in history.of(row)):
        at = (event.known_from, event.actor, event.reason)
        same = told.get(at)
        told[at] = event if same is None else replace(same, changes=(*same.changes, *event.changes))
    return sorted(told.values(), key=lambda event: (event.known_from, event.version_id), reverse=True)


def _differ(value: values.Value, one: Any, other: Any) -> bool:
    """By what stands in the column: two masks, or the names of two records, may read alike."""
    name = value.field.attname
    return bool(getattr(value.row(one), name) != getattr(value.row(other), name))


def _text(value: values.Value, opened: Any) -> str:
    """What stood there; what the old version named may have left the registers, or the reader's sight, since."""
    try:
        return value.text(opened)
    except ObjectDoesNotExist:
        return _("no longer in the registers")


def _rows(register: Register, record: Any) -> list[Any]:
    """The record and its base."""
    return [record, *([getattr(record, register.base)] if register.base else [])]


def as_of_version(register: Register, record: Any, version: int) -> Any:
    """The record as it was when it had that version; as it is where the version is not kept."""
    return _as_of(register, record, _opened(register, record, version))


def _opened(register: Register, record: Any, version: int) -> list[int]:
    """The version of each row when they added up to `version` (see `entering.version_of`)."""
    if not register.base:
        return [version]
    rows, then = _rows(register, record), [0, 0]
    events = [(event.known_from, event.version_id, number) for number, row in enumerate(rows) for event in history.of(row)]
    for _moment, version_id, number in sorted(events):
        then[number] = version_id
        if sum(then) == version:
            break
    return then


def _as_of(register: Register, record: Any, versions: list[int]) -> Any:
    """The record as it was at those versions."""
    then = _version(record, versions[0])
    if register.base:
        setattr(then, register.base, _version(getattr(record, register.base), versions[1]))
    return then


def _version(row: Any, version: int) -> Any:
    fields = [f for f in row._meta.concrete_fields if not f.generated]
    columns = ", ".join(f'"{f.column}"' for f in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT {columns} FROM history."{row._meta.db_table}" WHERE id = %s AND version_id <= %s'
            " ORDER BY version_id DESC LIMIT 1",
            [row.pk, version],
        )
        found = cursor.fetchone()
    if found is None:
        return copy(row)
    return type(row)(**{f.attname: value for f, value in zip(fields, found, strict=True)})
