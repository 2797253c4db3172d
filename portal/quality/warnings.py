"""What is told of a record: on its page, and right after it was entered, corrected or ended. Nothing is held up by it."""

from typing import Any

from django.contrib import messages
from django.utils.translation import ngettext

from governance.quality import findings
from governance.quality.findings import Asked, Finding
from governance.quality.registry import of_register
from governance.registers.declarations import Register
from portal.quality.remedies import Told, told

SHOWN = 3


def of_record(request: Any, register: Register, record: Any) -> list[Told]:
    """The findings of a record on the page's day, for its page; accepted ones last."""
    if not of_register(register.key):
        return []
    found = findings.of_records(_asked(request, request.portal.clock.on), {register.key: [record.pk]})
    return sorted((told(request, finding) for finding in found), key=lambda told: told.finding.is_accepted)


def after_writing(request: Any, register: Register, record: Any) -> list[Finding]:
    """The open findings of the record that was written, and of the courtyard that it is about."""
    about: dict[str, list[int]] = {register.key: [record.pk]}
    courtyard = getattr(record, "courtyard_id", None)
    if courtyard is not None:
        about["courtyards"] = [courtyard]
    found = findings.of_records(_asked(request, request.portal.clock.today), about)
    return [finding for finding in found if not finding.is_accepted]


def tell(request: Any, register: Register, record: Any) -> None:
    """The same as a message on the next page, the most serious first."""
    found = after_writing(request, register, record)
    if not found:
        return
    sentences = " ".join(f"{finding.name}：{finding.sentence}" for finding in found[:SHOWN])
    text = ngettext("There is %(n)d thing to see to: %(what)s", "There are %(n)d things to see to: %(what)s", len(found))
    text %= {"n": len(found), "what": sentences if len(found) <= SHOWN else f"{sentences} …"}
    messages.warning(request, text)


def _asked(request: Any, day: Any) -> Asked:
    return Asked(request.portal.district.pk, day)
