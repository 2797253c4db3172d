"""The score sheet of a round: how often each item was found at each courtyard, and the points that follow."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.divisions.models import Street
from governance.people.permissions import requires
from governance.registers.grids import Answer
from portal.grids import bodies
from portal.grids.pages import PER_PAGE, row, sheet
from portal.problems import Declined
from ratings import scores, services
from ratings.choices import RoundStatus
from ratings.models import RatingRound
from ratings.services.scoring import served


def _round(request: Any, year: int) -> RatingRound:
    rounds = RatingRound.objects.select_related("standard")
    found: RatingRound = get_object_or_404(rounds, district_id=request.portal.district.pk, year=year)
    return found


@requires("records.read")
def ScoreGrid(request: Any, year: int) -> HttpResponse:
    """The courtyards of the round in sight, with their findings, points and star."""
    portal, round_ = request.portal, _round(request, year)
    locked = _locked(request, round_)
    chosen, text = request.GET.get("street", ""), request.GET.get("q", "").strip().replace("\x00", "")
    streets = list(Street.objects.filter(district_id=portal.district.pk).values_list("code", "name"))
    entries = scores.entries(round_, portal.clock.today)
    if chosen in dict(streets):
        entries = entries.filter(courtyard__street__code=chosen)
    if text:
        entries = entries.filter(Q(courtyard__name__icontains=text) | Q(courtyard__code__icontains=text))
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    table = scores.ScoreSheet(round_)
    columns, texts = table.columns(), table.texts(page)
    seen = table.seen([entry.courtyard_id for entry in page])
    why = _Locks(request, locked)
    rows = [
        row(columns, texts[entry.courtyard_id], id=entry.courtyard_id, version=seen[entry.courtyard_id].version,
            locked=why.of(entry), url=_address(portal.district.code, year, entry.courtyard.code))
        for entry in page
    ]
    if not locked and rows and all(one["locked"] == served() for one in rows):
        locked = served()
    save = "" if locked else reverse("grids:score-grid-save", kwargs={"district": portal.district.code, "year": year})
    context = sheet(request, columns, rows, page, save=save, suggest="", enters=False, beginnings={})
    return render(
        request, "grids/score_grid.html",
        {**context, "round": round_, "locked": locked, "streets": streets, "chosen": chosen, "enters": False,
         "is_computed": round_.status == RoundStatus.COMPUTED},
    )


def _locked(request: Any, round_: RatingRound) -> str:
    """Why nothing may be written on the whole sheet; empty where something may."""
    if request.portal.clock.is_past:
        return _("The past can only be read.")
    if not request.portal.may("rating.score"):
        return _("Your role may only read here.")
    return scores.locked(round_)


class _Locks:
    """Why a person may not write in a row."""

    def __init__(self, request: Any, whole: str) -> None:
        self.whole, self.streets = whole, request.portal.streets_for("rating.score")

    def of(self, entry: Any) -> str:
        if self.whole or entry.is_doubled:
            return self.whole or scores.doubled()
        if self.streets is None:
            return ""
        if entry.street_id not in self.streets:
            return _("It belongs to another street.")
        return served() if entry.is_served else ""


def _address(district: str, year: int, code: str) -> str:
    """A courtyard's own sheet: the way on for a phone, and for photos."""
    return reverse("stars:sheet-detail", kwargs={"district": district, "year": year, "code": code})


@require_POST
@requires("rating.score")
@bodies.answering
def ScoreGridSave(request: Any, year: int) -> HttpResponse:
    """Takes rows of the sheet, and answers for each."""
    portal, round_ = request.portal, _round(request, year)
    if portal.clock.is_past:
        raise Declined(403, "not_allowed", _("The past can only be read."))
    columns = [column.name for column in scores.ScoreSheet(round_).columns()]
    reason, rows = bodies.read(request, columns)
    try:
        answers = services.save_scores(
            round=round_, rows=rows, on=portal.clock.today, by=portal.user, reason=reason, street=portal.street_id
        )
    except services.RoundAnnounced as error:
        raise Declined(409, "conflict", str(error)) from error

    def address(answer: Answer) -> str:
        return ""

    return bodies.told(answers, address)
