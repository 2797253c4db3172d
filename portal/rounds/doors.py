"""Which round, courtyard, objection an address names, and what the person may do with it."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from ratings.choices import EntryStep, RoundStatus
from ratings.models import RatingEntry, RatingRound
from ratings.rules.rounds import WAY, Deed, Step

# The permission that acting at a step needs.
PERMISSIONS = {
    EntryStep.SELF: "rating.score", EntryStep.OPINION: "rating.score", EntryStep.RATING: "rating.score",
    EntryStep.RECHECK: "rating.recheck", EntryStep.PASSED: "rating.recheck", EntryStep.PUBLISHED: "rating.manage",
    EntryStep.REINSPECTION: "rating.recheck",
}
# What a person does with one courtyard by a button; the rest follows from draws, publicities, objections and rulings.
BY_HAND = (Deed.HAND_ON, Deed.GIVE_BACK, Deed.CLOSE)
TONES = {
    EntryStep.PASSED: "good", EntryStep.PUBLISHED: "good", EntryStep.REINSPECTION: "bad", EntryStep.RECHECK: "warn",
}


def found(rows: Any, **wanted: Any) -> Any:
    """The one row in sight. 404 for a missing and for a foreign one."""
    row = rows.filter(**wanted).first()
    if row is None:
        raise Http404
    return row


def round_for(request: Any, year: int) -> RatingRound:
    """A round of the district."""
    rows = RatingRound.objects.filter(district_id=request.portal.district.pk).select_related("standard")
    one: RatingRound = found(rows, year=year)
    return one


def entry_for(request: Any, year: int, code: str) -> RatingEntry:
    """A courtyard of a round, in sight."""
    rows = RatingEntry.objects.filter(district_id=request.portal.district.pk, round__year=year)
    one: RatingEntry = found(rows.select_related("round__standard", "courtyard__street"), courtyard__code=code)
    return one


def may(request: Any, permission: str, street: int | None = None) -> bool:
    """Whether the person may do it here; the past can only be read."""
    portal = request.portal
    if portal.user is None or portal.clock.is_past or not portal.may(permission):
        return False
    streets = portal.streets_for(permission)
    return streets is None or street is None or street in streets


def deeds_at(request: Any, round: RatingRound, step: str, street: int | None = None) -> list[Deed]:
    """What the person's roles let them do by hand at a step of a round; the rule says more of each courtyard."""
    if round.status == RoundStatus.ANNOUNCED and step != EntryStep.REINSPECTION:
        return []
    if not may(request, PERMISSIONS[EntryStep(step)], street):
        return []
    return [deed for deed in BY_HAND if (Step(step), deed) in WAY]


def of(request: Any, page: str, **where: Any) -> str:
    """The address of one of these pages."""
    return reverse(f"rounds:{page}", kwargs={"district": request.portal.district.code, **where})
