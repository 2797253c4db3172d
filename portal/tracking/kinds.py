"""What can be objected to: of each kind, who knows how an objection stands, and how everybody is told. One shape for all.

A further kind is one line of `KINDS`. No kind tells a person, grounds, signatures or an amount.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.tenancy.tracking import NumberUnknown
from ratings.choices import ObjectionState, Star
from ratings.rounds import services as rounds
from subsidies.choices_applications import ApplicationStep, ObjectionOutcome
from subsidies.payments import services as payments
from subsidies.payments.choices import BatchStep, ProtestState
from subsidies.services import applications


@dataclass(frozen=True)
class Told:
    """How an objection stands. `about`: what it objects to, by name; `state`: a word; `says`: what follows, in sentences.

    Days are as the database writes them (2021-02-03). `due_on` is None where no day is set for the answer.
    """

    kind: str
    district: str
    courtyard: str
    about: str
    state: str
    received_on: str
    last_on: str | None
    due_on: str | None
    answered_on: str | None
    says: tuple[str, ...]
    answer: str


@dataclass(frozen=True)
class Kind:
    """One thing that can be objected to. `ask` raises NumberUnknown; `tell` makes of its answer what is shown."""

    ask: Callable[[str], dict[str, Any]]
    tell: Callable[[dict[str, Any]], Told]


def find(number: str) -> Told:
    """The standing of the objection with this number, of whatever kind. Raises NumberUnknown."""
    for kind in KINDS:
        try:
            return kind.tell(kind.ask(number))
        except NumberUnknown:
            continue
    raise NumberUnknown(number)


def _told(told: dict[str, Any], **said: Any) -> Told:
    """What every kind tells in the same words."""
    return Told(
        district=told["district"], courtyard=told["courtyard"], received_on=told["received_on"], last_on=told["last_on"],
        due_on=told.get("due_on"), answered_on=told["answered_on"], answer=told["answer"], **said,
    )


def _of_star(told: dict[str, Any]) -> Told:
    says = [_("Published star: %(star)s.") % {"star": Star(told["star"]).label}]
    if told["new_star"] is not None:
        says.append(_("After the re-inspection: %(new_star)s.") % {"new_star": Star(told["new_star"]).label})
    if told["announced_on"]:
        says.append(_("The stars were announced on %(day)s.") % {"day": told["announced_on"]})
    return _told(
        told, kind=_("Objection to a star rating"), about=_("star rating of %(year)s") % {"year": told["year"]},
        state=str(ObjectionState(told["state"]).label), says=tuple(says),
    )


def _of_application(told: dict[str, Any]) -> Told:
    says = _("The application for the subsidy: %(step)s.") % {"step": ApplicationStep(told["step"]).label}
    return _told(
        told, kind=_("Objection to an application"), about=_("application %(number)s") % {"number": told["application"]},
        state=str(ObjectionOutcome(told["state"]).label), says=(says,),
    )


def _of_payment(told: dict[str, Any]) -> Told:
    return _told(
        told, kind=_("Objection to a payment"), about=_("payment batch %(number)s") % {"number": told["batch"]},
        state=str(ProtestState(told["state"]).label),
        says=(_holding(told), _("The payment batch: %(step)s.") % {"step": BatchStep(told["step"]).label}),
    )


def _holding(told: dict[str, Any]) -> str:
    """What the objection means for the money of its courtyard."""
    if told["state"] == ProtestState.OPEN:
        return _("Until it is answered this batch pays this courtyard nothing; the other courtyards are not held up.")
    if told["state"] == ProtestState.UPHELD:
        return _("The courtyard has left this batch. The records are corrected, and a later batch pays what then follows.")
    if told["is_dropped"]:
        return _("The amount stands, but the courtyard is no longer in this batch: a later batch pays it.")
    return _("The amount stands, and the courtyard goes on in this batch.")


KINDS = (
    Kind(rounds.tracked, _of_star),
    Kind(applications.tracked, _of_application),
    Kind(payments.tracked, _of_payment),
)
