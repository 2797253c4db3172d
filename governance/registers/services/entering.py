"""Entering, correcting and ending a record of any register."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from governance.audit import locking
from governance.audit.services import change
from governance.common.pinyin import pinyin_key
from governance.people.models import User
from governance.registers import constraints, sight
from governance.registers.declarations import Refused, Register
from governance.registers.entries import LATEST
from governance.registers.services import files


class NotInForce(Refused):
    """A record can be ended once, on a day on which it holds or after."""


def enter(
    register: Register, *, district: int, data: Mapping[str, Any], by: User, reason: str, on_behalf_of: str = ""
) -> Any:
    """A new record. Raises Refused, with the field, where a law of the register or of the database forbids it."""
    record, base = begun(register, district=district, data=data)
    street = _street(record)
    with change(district=district, by=by, reason=reason, street=street, on_behalf_of=on_behalf_of):
        write_new(register, record, base)
    return record


def begun(register: Register, *, district: int, data: Mapping[str, Any]) -> tuple[Any, Any]:
    """A record and its base as `data` says them, not written yet."""
    record = register.model(district_id=district)
    base = register.base_model(district_id=district) if register.base else None
    assign(register, record, base, {**register.constants, **data})
    if base is not None:
        setattr(record, register.base, base)
    derive(register, record)
    return record, base


def write_new(register: Register, record: Any, base: Any) -> None:
    """Writes what was begun, inside the caller's change: wholly, or not at all (Refused)."""
    with constraints.in_words(register):
        register.prepare(record, None)
        sight.demand_own(register, record)
        demand_standing(record)
        if register.number is not None:
            register.number([record])
        save(register, record, base)
        register.after(record, None)


def correct(
    register: Register, *, record: Any, data: Mapping[str, Any], version: int, by: User, reason: str,
    on_behalf_of: str = "",
) -> Any:
    """Corrects a record. Raises StaleRecord if it changed since `version`, Refused; writes nothing if nothing differs."""
    with change(
        district=record.district_id, by=by, reason=reason, street=_street(record), on_behalf_of=on_behalf_of
    ):
        current, base = lock(register, record, version)
        sight.demand_own(register, current)
        before = register.model._default_manager.get(pk=record.pk)
        write_over(register, current, base, before, data)
    return current


def write_over(register: Register, current: Any, base: Any, before: Any, data: Mapping[str, Any]) -> bool:
    """Corrects a record that the caller holds locked, inside its change. Says whether anything differed; or Refused."""
    given = {name: value for name, value in data.items() if name not in register.fixed}
    if not assign(register, current, base, given):
        return False
    derive(register, current)
    with constraints.in_words(register):
        register.prepare(current, before)
        sight.demand_own(register, current)
        save(register, current, base)
        register.after(current, before)
    if _street(current) != _street(before):
        files.follow(register, records=[current.pk], district=current.district_id, street=_street(current))
    return True


def end(
    register: Register, *, record: Any, last_day: date, version: int, by: User, reason: str, on_behalf_of: str = "",
    data: Mapping[str, Any] | None = None,
) -> Any:
    """Ends a dated record after `last_day`, with a reason; what it said until then stays true.

    `data` says more about the end (why a committee was dissolved). Raises NotInForce, StaleRecord, Refused.
    """
    if not register.is_dated:
        raise NotInForce(_("This record has no time to end; a wrong entry is removed instead."))
    held = register.base_of(record).valid
    if held.upper is not None and held.upper <= last_day:
        raise NotInForce(_("It ended before this day already."), "last_day")
    if held.lower is not None and last_day < held.lower:
        raise NotInForce(_("It can't end before it began. Remove a wrong entry instead."), "last_day")
    if last_day > LATEST:
        raise NotInForce(_("The year of this date can't be right."), "last_day")
    until = last_day + timedelta(days=1)
    return correct(
        register, record=record, data={**(data or {}), "valid": DateRange(held.lower, until)}, version=version, by=by,
        reason=reason, on_behalf_of=on_behalf_of,
    )


def version_of(register: Register, record: Any) -> int:
    """The version of a record and its base together. Each table counts for itself: only the sum moves on with either."""
    own = locking.version_of(record)
    return own + locking.version_of(getattr(record, register.base)) if register.base else own


def lock(register: Register, record: Any, version: int) -> tuple[Any, Any]:
    """The record and its base, freshly read and locked. Raises StaleRecord if they moved on."""
    current = register.model._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    base = None
    if register.base:
        base = register.base_model._default_manager.select_for_update().get(pk=getattr(current, f"{register.base}_id"))
        setattr(current, register.base, base)
    if version_of(register, current) != version:
        raise locking.StaleRecord(current)
    return current, base


def assign(register: Register, record: Any, base: Any, data: Mapping[str, Any]) -> list[str]:
    """Puts values on the record or its base; says which of them differed."""
    own = {f.name for f in register.model._meta.concrete_fields}
    changed = []
    for name, value in data.items():
        row = record if name in own else base
        if row is None:
            raise KeyError(name)
        field = row._meta.get_field(name)
        # Two references are the same when their keys are.
        now = getattr(row, field.attname)
        new = value.pk if isinstance(value, Model) else value
        if now != new:
            setattr(row, name, value)
            changed.append(name)
        # The base stands in the same street as the record.
        if base is not None and name == "street":
            base.street = value
    return changed


def derive(register: Register, record: Any) -> None:
    """Sets what follows from other fields, and the street of the record they lead to."""
    for name, path in register.derived.items():
        value: Any = record
        for step in path.split("."):
            value = getattr(value, step) if value is not None else None
        setattr(record, name, value)
    names = {f.name for f in record._meta.concrete_fields}
    if "courtyard" in names and record.courtyard_id:
        record.street_id = record.courtyard.street_id


def demand_standing(record: Any) -> None:
    """Nothing new is entered for a courtyard that had left the register by then. Raises Refused."""
    courtyard, term = getattr(record, "courtyard", None), getattr(record, "valid", None)
    if courtyard is None or term is None or courtyard.valid.upper is None:
        return
    if term.lower is not None and term.lower >= courtyard.valid.upper:
        left = courtyard.valid.upper.isoformat()
        raise Refused(_("This courtyard left the register on %(day)s.") % {"day": left}, "courtyard")


def _street(record: Any) -> int | None:
    return getattr(record, "street_id", None)


def save(register: Register, record: Any, base: Any) -> None:
    for row in (base, record):
        if row is not None:
            if any(f.name == "name_pinyin" for f in row._meta.concrete_fields):
                row.name_pinyin = pinyin_key(row.name)
            row.save()
            if row is base:
                setattr(record, register.base, base)
