"""Entering, correcting and ending one record as a program says it: one service call, refusals as problems."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from governance.audit import locking
from governance.registers import services
from governance.registers.declarations import Refused, Register
from portal.api.registers import bodies, versions
from portal.api.registers.drafts import Draft, Faults, is_conflict
from portal.problems import Declined, fault

ENDINGS = ("last_day", "valid_to")
Given = Mapping[str, Any]


def declined(faults: Faults, status: int = 400) -> Declined:
    """The problem of faults in fields; in conflict where another record stands in the way."""
    code = "conflict" if status == 409 else "invalid_fields"
    return Declined(status, code, " ".join(dict.fromkeys(one["message"] for one in faults)), faults)


def refused(draft: Draft, refusal: Refused) -> Declined:
    return declined([draft.refusal(refusal)], 409 if is_conflict(refusal) else 400)


def enter(register: Register, portal: Any, given: Given) -> Any:
    """A new record. Raises Declined."""
    draft = Draft(register, portal.district.pk, given)
    if draft.faults:
        raise declined(draft.faults)
    try:
        return services.enter(
            register, district=portal.district.pk, data=draft.attributes(), by=portal.actor, reason=draft.reason,
            on_behalf_of=draft.on_behalf_of,
        )
    except Refused as refusal:
        raise refused(draft, refusal) from refusal


def correct(register: Register, portal: Any, given: Given, *, record: Any, version: int) -> Any:
    """Corrects the named fields. Raises Declined."""
    draft = Draft(register, portal.district.pk, given, record)
    if draft.faults:
        raise declined(draft.faults)
    try:
        return services.correct(
            register, record=record, data=draft.attributes(), version=version, by=portal.actor, reason=draft.reason,
            on_behalf_of=draft.on_behalf_of,
        )
    except locking.StaleRecord as error:
        raise versions.stale(register, error.current, version) from error
    except Refused as refusal:
        raise refused(draft, refusal) from refusal


def end(register: Register, portal: Any, given: Given, *, record: Any, version: int) -> Any:
    """Ends a record by its last day or by the day after it; what else the body says is corrected too. Raises Declined."""
    said = {name: value for name, value in given.items() if name != "valid_to"}
    draft = Draft(register, portal.district.pk, said, record, ENDINGS)
    name, last_day = _last_day(given, draft.faults)
    if "valid" in draft.named:
        message = _("Ending says when the record ceases to hold. Correct its beginning in a request of its own.")
        draft.faults.append(fault("valid_from", "read_only", message, bodies.shown(given["valid_from"])))
    if draft.faults or last_day is None:
        raise declined(draft.faults)
    try:
        return services.end(
            register, record=record, last_day=last_day, version=version, by=portal.actor, reason=draft.reason,
            on_behalf_of=draft.on_behalf_of, data=draft.attributes(),
        )
    except locking.StaleRecord as error:
        raise versions.stale(register, error.current, version) from error
    except Refused as refusal:
        problem = refused(draft, refusal)
        if refusal.field in ("last_day", "valid"):
            problem.errors = [{**problem.errors[0], "path": name, "value": bodies.shown(given[name])}]
        raise problem from refusal


def _last_day(given: Given, faults: Faults) -> tuple[str, date | None]:
    """The name under which the end is said, and the last day that it means."""
    said = [name for name in ENDINGS if name in given]
    name = said[0] if said else "last_day"
    day = bodies.day(given.get(name)) if len(said) == 1 else None
    if day is None or day <= date.min:
        message = _("Give either last_day or valid_to, the day after it, written as 2022-07-07.")
        faults.append(fault(name, "invalid" if said else "required", message, bodies.shown(given.get(name))))
        return name, None
    return name, day - timedelta(days=1) if name == "valid_to" else day
