"""One field set for many records at once, as one change; shown before it is done."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.people.models import User
from governance.registers import constraints, sight, values
from governance.registers.declarations import Refused, Register

MOST = 5000


@dataclass(frozen=True)
class Outcome:
    """What the new value means for one record: the old and new text, or why it can't be."""

    record: Any
    old: str
    new: str
    refusal: str = ""
    # Two records of one name read alike and are not the same.
    differs: bool = False

    @property
    def changes(self) -> bool:
        return not self.refusal and self.differs


def set_for_all(
    register: Register, *, records: Iterable[Any], data: Mapping[str, Any], district: int, by: User, reason: str,
    street: int | None, dry_run: bool = False,
) -> list[Outcome]:
    """Sets the values for every record, all or none. With `dry_run` nothing is written, and refusals are told.

    Raises Refused for the first record that can't take it; a field outside `register.bulk` is a KeyError.
    """
    if not set(data) <= set(register.bulk):
        raise KeyError(", ".join(sorted(set(data) - set(register.bulk))))
    if dry_run:
        return [_tried(register, record, data) for record in records]
    with change(district=district, by=by, reason=reason, street=street):
        return [_set(register, record, data) for record in _locked(register, records)]


def _locked(register: Register, records: Iterable[Any]) -> list[Any]:
    """The records read anew, so that what somebody else corrected since they were listed stays.

    Locked in one order, so that two such edits wait for each other and not both at once. Raises Refused.
    """
    listed = {record.pk: record for record in records}
    rows = register.model._default_manager.select_for_update(of=("self",)).select_related(*values.related(register))
    found = list(rows.filter(pk__in=list(listed)).order_by("pk"))
    for pk in listed.keys() - {record.pk for record in found}:
        raise Refused(_("%(name)s: it was removed meanwhile.") % {"name": listed[pk]})
    return found


def _texts(register: Register, record: Any, names: Iterable[str]) -> str:
    adapters = values.of(register)
    return "；".join(adapters[name].text(record) for name in names)


def _tried(register: Register, record: Any, data: Mapping[str, Any]) -> Outcome:
    old, before = _texts(register, record, data), copy(record)
    for name, value in data.items():
        setattr(record, name, value)
    try:
        register.prepare(record, before)
    except Refused as refusal:
        return Outcome(record, old, _texts(register, record, data), str(refusal.message))
    fields = [f.attname for f in record._meta.concrete_fields]
    differs = any(getattr(record, name) != getattr(before, name) for name in fields)
    return Outcome(record, old, _texts(register, record, data), differs=differs)


def _set(register: Register, record: Any, data: Mapping[str, Any]) -> Outcome:
    before = copy(record)
    try:
        sight.demand_own(register, record)
        with constraints.in_words(register):
            outcome = _tried(register, record, data)
            if outcome.refusal:
                raise Refused(outcome.refusal)
            if outcome.changes:
                record.save()
                register.after(record, before)
    except Refused as refused:
        raise Refused(f"{before}：{refused.message}", refused.field) from refused
    return outcome
