"""The receipt of an objection, of whatever kind: its tracking number, and the address where it is typed, on A4."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.common import codes


@dataclass(frozen=True)
class Receipt:
    """What is printed. `about`: what is objected to, by name; `last_on`: the last day of the publicity.

    `reference` is what the office calls it, where it has a name of its own; `due_on` is None where no day is set for the answer;
    `address` is where anybody types the number.
    """

    number: str
    reference: str
    address: str
    district: str
    courtyard: str
    about: str
    objector: str
    grounds: str
    received_on: date
    last_on: date
    due_on: date | None
    state: str
    answer: str
    answered_on: date | None


def of(request: Any, objection: Any, *, about: str, objector: str, last_on: date, reference: str = "") -> Receipt:
    """The receipt of an objection with its courtyard at hand."""
    place = objection.courtyard
    return Receipt(
        number=codes.shown(objection.number), reference=reference, address=address(request),
        district=request.portal.district.name, courtyard=f"{place.street.name} {place.name}", about=about, objector=objector,
        grounds=objection.grounds, received_on=objection.received_on, last_on=last_on,
        due_on=getattr(objection, "due_on", None), state=str(objection.get_state_display()), answer=objection.answer,
        answered_on=objection.answered_on,
    )


def address(request: Any) -> str:
    """Where anybody types a tracking number, as it is printed."""
    return str(request.build_absolute_uri(reverse("tracking:track-start")))


def how_to_follow(request: Any) -> str:
    """The sentence of a public notice about what becomes of an objection."""
    return _(
        "Whoever objects is given a receipt with a tracking number. At %(address)s the number tells how the objection stands,"
        " without an account."
    ) % {"address": address(request)}
