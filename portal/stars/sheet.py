"""The score sheet of a courtyard, for a phone and for a desk: filled, saved, handed in; and the photos on it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers.models import Attachment
from governance.registers.services.files import content_of
from portal.registers.doors import said
from portal.stars import doors, typed
from ratings import services, sheets
from ratings.choices import Scorer, Star
from ratings.models import Occurrence
from ratings.rules.standard import Bands
from ratings.rules.stars import Rating
from ratings.services.sheets import KEY


@requires("records.read")
def SheetDetail(request: Any, year: int, code: str) -> HttpResponse:
    """A courtyard's sheet with what is saved. Two scorers each find their own; nobody else finds either."""
    desk = doors.desk_for(request, year, code)
    if desk.seats.are_in and desk.seats.mine is None:
        return redirect(doors.of(request, "sheet-settle", year=year, code=code))
    return page(request, desk, sheets.Sheet(desk.round, desk.entry.courtyard, desk.seats.scorer))


def page(request: Any, desk: doors.Desk, sheet: sheets.Sheet, *, status: int = 200, seen: Any = None) -> HttpResponse:
    """The page of a sheet. `seen`: who saved it meanwhile and when, where somebody did."""
    if desk.seats.is_blind:
        return render(request, "stars/sheet_blind.html", {"desk": desk, "entry": desk.entry, "round": desk.round})
    rating = sheet.rating()
    found = sheets.version(desk.round, desk.entry.courtyard, desk.seats.scorer)
    return render(
        request, "stars/sheet_detail.html",
        {
            "desk": desk, "round": desk.round, "entry": desk.entry, "seats": desk.seats, "locked": desk.locked,
            "parts": sheet.parts(rating), "version": found.version, "seen": found if found.at else None, "stale": seen,
            "now": request.portal.now,
            "draft": f"{request.portal.user.pk}:{desk.round.pk}:{desk.entry.courtyard_id}:{int(desk.seats.scorer)}",
            "wrong": [line for line in sheet.lines if line.error], **standing(desk, rating, is_saved=status == 200),
        },
        status=status,
    )


def standing(desk: doors.Desk, rating: Rating, *, is_saved: bool) -> dict[str, Any]:
    """What a sheet comes to, in words; by rank a star is known once the whole round is computed."""
    by_rank = desk.round.standard.bands == Bands.RANK
    return {
        "score": rating.score, "star": None if by_rank else rating.star,
        "star_words": _("the star is known once the round is computed") if by_rank else str(Star(rating.star).label),
        "is_vetoed": rating.is_vetoed, "bonus": rating.bonus, "to_next": rating.to_next_star, "is_saved": is_saved,
    }


@requires("rating.score")
def SheetStanding(request: Any, year: int, code: str) -> HttpResponse:
    """What the numbers in the fields would come to, by the rule of the server; nothing is saved."""
    desk = doors.desk_for(request, year, code)
    if desk.locked:
        raise PermissionDenied
    sheet = sheets.Sheet(desk.round, desk.entry.courtyard, desk.seats.scorer)
    before = [line.text for line in sheet.lines]
    sheet.take(typed.cells(request.GET, [line.item.code for line in sheet.lines]), {})
    rating = sheet.rating()
    is_saved = before == [line.text for line in sheet.lines]
    return render(
        request, "stars/_standing.html",
        {"parts": sheet.parts(rating), "is_preview": True, **standing(desk, rating, is_saved=is_saved)},
    )


@require_POST
@requires("rating.score")
def SheetSave(request: Any, year: int, code: str) -> HttpResponse:
    """Saves the whole sheet, or nothing of it: then the page says at each item why, and keeps what was typed."""
    desk = doors.desk_for(request, year, code)
    portal, courtyard, scorer = request.portal, desk.entry.courtyard, desk.seats.scorer
    sheet = sheets.Sheet(desk.round, courtyard, scorer)
    codes = [line.item.code for line in sheet.lines]
    back = doors.of(request, "sheet-detail", year=year, code=code)
    try:
        given = typed.read(request, codes)
        version = services.save_sheet(
            round=desk.round, courtyard=courtyard, scorer=scorer, typed=given, on=portal.clock.today, by=portal.user,
            reason=said(request, "reason", _("Score sheet of %(name)s") % {"name": courtyard.name}),
        )
    except (typed.Unreadable, services.SheetRefused) as wrong:
        _take(sheet, request, codes, wrong.errors)
        messages.error(request, _("Nothing was saved. Mend what is marked, then save again; photos must be chosen anew."))
        return page(request, desk, sheet, status=400)
    except services.SheetStale as stale:
        _take(sheet, request, codes, {})
        messages.error(request, str(stale))
        return page(request, desk, sheet, status=409, seen=stale.seen)
    except (services.ScorerRefused, services.RoundAnnounced, services.HandedOn) as refused:
        messages.error(request, str(refused))
        return redirect(back)
    if "hand_in" in request.POST:
        return _hand_in(request, desk, back, version)
    messages.success(request, _("The sheet of %(name)s is saved.") % {"name": courtyard.name})
    return redirect(f"{back}?saved={version}")


def _take(sheet: sheets.Sheet, request: Any, codes: list[str], errors: dict[str, str]) -> None:
    """What was typed back into the fields; beside it what is saved now, where that differs."""
    sheet.take(typed.cells(request.POST, codes), typed.notes(request.POST, codes))
    for line in sheet.lines:
        line.error = errors.get(line.item.code, "")
        if not line.locked and line.text != line.saved:
            line.theirs = line.saved


def _hand_in(request: Any, desk: doors.Desk, back: str, version: int) -> HttpResponse:
    portal = request.portal
    try:
        services.hand_in(round=desk.round, courtyard=desk.entry.courtyard, by=portal.user, at=portal.now)
    except (services.ScorerRefused, services.RoundAnnounced, services.HandedOn) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your sheet is handed in. Both sheets open when the other scorer has handed in too."))
    return redirect(f"{back}?saved={version}")


@requires("records.read")
def SheetPhoto(request: Any, year: int, code: str, photo: int) -> HttpResponse:
    """A photo on a sheet, for whoever may see that sheet."""
    desk = doors.desk_for(request, year, code)
    kept = get_object_or_404(Attachment, pk=photo, district_id=request.portal.district.pk, register=KEY)
    seen = Occurrence.objects.select_related("finding").filter(
        district_id=request.portal.district.pk, pk=kept.record_id, courtyard=desk.entry.courtyard, finding__round=desk.round
    ).first()
    if seen is None or not _may_see(desk, Scorer(seen.finding.scorer)):
        raise Http404
    answer = HttpResponse(content_of(kept), content_type=kept.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(False, kept.name) or "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer


def _may_see(desk: doors.Desk, scorer: Scorer) -> bool:
    """One's own; both once both handed in; what holds, where nobody scores blind."""
    if desk.seats.are_in or not desk.seats.seats:
        return True
    return desk.seats.mine is not None and scorer == desk.seats.scorer
