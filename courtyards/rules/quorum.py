"""Civil Code (2020) article 278: how owners adopt a management covenant.

Item 2 of the article: owners holding two thirds of the exclusive area and two thirds of the owners take part in the
vote; of those who take part, more than half by area and more than half by number are in favour.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from django.utils.translation import gettext as _

TURNOUT = (2, 3)  # at least
CONSENT = (1, 2)  # more than


@dataclass(frozen=True)
class Votes:
    """Owners and exclusive area (㎡): all, those who voted, those in favour. None where it was not counted."""

    owners_total: int | None
    owners_voting: int | None
    owners_for: int | None
    area_total_m2: Decimal | None
    area_voting_m2: Decimal | None
    area_for_m2: Decimal | None

    @classmethod
    def of(cls, record: Any) -> Self:
        return cls(**{name: getattr(record, name) for name in cls.__dataclass_fields__})

    @property
    def are_complete(self) -> bool:
        return all(getattr(self, name) is not None for name in self.__dataclass_fields__)


@dataclass(frozen=True)
class Judgement:
    """Whether each of the four conditions is met."""

    turnout_by_owners: bool
    turnout_by_area: bool
    consent_by_owners: bool
    consent_by_area: bool

    @property
    def is_adopted(self) -> bool:
        return self.turnout_by_owners and self.turnout_by_area and self.consent_by_owners and self.consent_by_area


def judge(votes: Votes) -> Judgement:
    """Judges complete votes by article 278; fractions are compared by multiplying, so nothing is rounded."""
    assert votes.are_complete
    owners = (votes.owners_total or 0, votes.owners_voting or 0, votes.owners_for or 0)
    area = (votes.area_total_m2 or Decimal(0), votes.area_voting_m2 or Decimal(0), votes.area_for_m2 or Decimal(0))
    return Judgement(
        turnout_by_owners=_at_least(owners[1], owners[0], TURNOUT), turnout_by_area=_at_least(area[1], area[0], TURNOUT),
        consent_by_owners=_more_than(owners[2], owners[1], CONSENT), consent_by_area=_more_than(area[2], area[1], CONSENT),
    )


def _at_least(part: Any, whole: Any, fraction: tuple[int, int]) -> bool:
    return bool(whole > 0 and part * fraction[1] >= whole * fraction[0])


def _more_than(part: Any, whole: Any, fraction: tuple[int, int]) -> bool:
    return bool(whole > 0 and part * fraction[1] > whole * fraction[0])


def refusal(*, by_owners: bool, has_owners_committee: bool, votes: Votes) -> tuple[str, str] | None:
    """Why a covenant can't stand as adopted like this, and the field to mend; None where it can.

    With an owners' committee the owners vote; without one the residents or the committee may adopt it.
    """
    if has_owners_committee and not by_owners:
        return (
            _("This courtyard has an owners' committee: the owners adopt the covenant by vote (Civil Code art. 278)."),
            "adopted_how",
        )
    if not by_owners:
        return None
    if not votes.are_complete:
        return _("Enter all six numbers of the vote: owners and area, in all, voting and in favour."), "owners_total"
    found = judge(votes)
    if not (found.turnout_by_owners and found.turnout_by_area):
        return _("Two thirds of the owners and of the area must take part in the vote (Civil Code art. 278)."), "owners_voting"
    if not found.is_adopted:
        return (
            _("More than half of those who voted must be in favour, by owners and by area (Civil Code art. 278)."),
            "owners_for",
        )
    return None
