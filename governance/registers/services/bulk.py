"""One field set for many records at once, as one change; shown before it is done."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from governance.audit.services import change
from governance.people.models import User
from governance.registers import constraints, values
from governance.registers.declarations import Refused, Register

MOST = 5000


@dataclass(frozen=True)
class Outcome:
    """What the new value means for one record: the old and new text, or why it can't be."""

    record: Any
    old: str
    new: str
    refusal: str = ""

    @property
    def changes(self) -> bool:
        return not self.refusal and self.old != self.new


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
        return [_set(register, record, data) for record in records]


def _texts(register: Register, record: Any, names: Iterable[str]) -> str:
    adapters = values.of(register)
    return "；".join(adapters[name].text(record) for name in names)


def _tried(register: Register, record: Any, data: Mapping[str, Any]) -> Outcome:
    old = _texts(register, record, data)
    before = register.model._default_manager.get(pk=record.pk)
    for name, value in data.items():
        setattr(record, name, value)
    try:
        register.prepare(record, before)
    except Refused as refusal:
        return Outcome(record, old, _texts(register, record, data), str(refusal.message))
    return Outcome(record, old, _texts(register, record, data))


def _set(register: Register, record: Any, data: Mapping[str, Any]) -> Outcome:
    outcome = _tried(register, record, data)
    if outcome.refusal:
        raise Refused(f"{record}：{outcome.refusal}")
    if outcome.changes:
        before = register.model._default_manager.get(pk=record.pk)
        with constraints.in_words(register):
            record.save()
            register.after(record, before)
    return outcome
