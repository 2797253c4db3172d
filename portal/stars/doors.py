"""Which round, courtyard and sheet an address names, and whether the person may write there."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from ratings import scores, sheets
from ratings.models import RatingEntry, RatingRound
from ratings.rounds import pipeline
from ratings.services.scoring import served


def of(request: Any, page: str, **where: Any) -> str:
    """The address of one of these pages."""
    return reverse(f"stars:{page}", kwargs={"district": request.portal.district.code, **where})


def round_for(request: Any, year: int) -> RatingRound:
    """The round of a year. 404 where there is none."""
    rounds = RatingRound.objects.select_related("standard")
    found: RatingRound = get_object_or_404(rounds, district_id=request.portal.district.pk, year=year)
    return found


def entry_for(request: Any, round_: RatingRound, code: str) -> Any:
    """A courtyard in the scope of the round and in sight, with `is_served`. 404 otherwise."""
    found = scores.entries(round_, request.portal.clock.today).filter(courtyard__code=code).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Desk:
    """What somebody finds at the sheet of a courtyard. `locked` says why they may only read; empty where they may write."""

    round: RatingRound
    entry: RatingEntry
    seats: sheets.Seats
    locked: str


def desk_for(request: Any, year: int, code: str) -> Desk:
    """The sheet of an address as the person finds it."""
    round_ = round_for(request, year)
    entry = entry_for(request, round_, code)
    seats = sheets.seats(round_, entry.courtyard, request.portal.user)
    return Desk(round_, entry, seats, _locked(request, round_, entry, seats))


def may(request: Any, permission: str, street: int) -> bool:
    """Whether the person may do it in the street; the past can only be read."""
    portal = request.portal
    if portal.clock.is_past or not portal.may(permission):
        return False
    streets = portal.streets_for(permission)
    return streets is None or street in streets


def _locked(request: Any, round_: RatingRound, entry: Any, seats: sheets.Seats) -> str:
    portal = request.portal
    if portal.clock.is_past:
        return _("The past can only be read.")
    if not portal.may("rating.score"):
        return _("Your role may only read here.")
    if said := pipeline.closed(round_, entry.step):
        return said
    if not may(request, "rating.score", entry.street_id):
        return _("It belongs to another street.")
    if seats.seats:
        if seats.mine is None:
            return scores.doubled()
        return _("You have handed in this sheet; it stands.") if seats.mine.handed_in_at else ""
    return served() if entry.is_served and portal.streets_for("rating.score") is not None else ""
