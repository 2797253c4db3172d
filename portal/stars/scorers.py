"""Who scores which courtyard blind, what is settled where two differ, and how far they agree."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.divisions.models import Street
from governance.people.models import Membership, User
from governance.people.permissions import BY_ROLE, requires
from portal.registers.doors import said
from portal.stars import doors
from ratings import doubles, scores, services
from ratings.choices import EntryStep, Scorer
from ratings.models import RatingRound, ScorerSeat
from ratings.rounds import pipeline

PER_PAGE = 30


@requires("records.read")
def ScorerList(request: Any, year: int) -> HttpResponse:
    """Courtyards of a street with their two scorers; who may, names them here."""
    portal, round_ = request.portal, doors.round_for(request, year)
    streets = list(Street.objects.filter(district_id=portal.district.pk).order_by("code"))
    chosen = request.GET.get("street", "")
    street = next((one for one in streets if one.code == chosen), streets[0] if streets else None)
    return render(request, "stars/scorer_list.html", _listed(request, round_, streets, street, {}))


def _listed(
    request: Any, round_: RatingRound, streets: list[Street], street: Street | None, refused: dict[int, str],
    wanted: dict[int, tuple[User | None, User | None]] | None = None,
) -> dict[str, Any]:
    entries = scores.entries(round_, request.portal.clock.today).filter(street=street)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    seats: dict[int, dict[int, ScorerSeat]] = {}
    at = {"district_id": round_.district_id, "round": round_, "courtyard_id__in": [entry.courtyard_id for entry in page]}
    for seat in ScorerSeat.objects.filter(**at):
        seats.setdefault(seat.courtyard_id, {})[seat.scorer] = seat
    rows = []
    for entry in page:
        own = [seats.get(entry.courtyard_id, {}).get(scorer) for scorer in (1, 2)]
        typed = (wanted or {}).get(entry.courtyard_id)
        chosen = [user.pk if user else None for user in typed] if typed else [seat.user_id if seat else None for seat in own]
        both_in = all(seat and seat.handed_in_at for seat in own)
        rows.append((entry, list(zip((1, 2), own, chosen, strict=True)), refused.get(entry.courtyard_id, ""), both_in))
    locked = scores.locked(round_)
    may_assign = bool(street) and not locked and doors.may(request, "rating.assign", street.pk if street else 0)
    return {
        "round": round_, "streets": streets, "street": street, "page": page, "rows": rows, "may_assign": may_assign,
        "people": candidates(request, street) if street and may_assign else [], "locked": locked,
    }


def candidates(request: Any, street: Street) -> list[User]:
    """Who in sight may score in the street on the day, by name."""
    portal, day = request.portal, request.portal.clock.today
    roles = [role for role, may in BY_ROLE.items() if "rating.score" in may]
    held = Membership.objects.filter(
        Q(street=street) | Q(street__isnull=True), district_id=portal.district.pk, role__in=roles, valid_from__lte=day,
        valid_to__gt=day, user__is_active=True, user__is_service=False,
    )
    people = {one.user_id: one.user for one in held.select_related("user")}
    return sorted(people.values(), key=lambda user: (user.name, user.pk))


@require_POST
@requires("rating.assign")
def ScorerAssign(request: Any, year: int) -> HttpResponse:
    """Names the scorers of the courtyards in the form; what is refused stays on the page with its reason."""
    portal, round_ = request.portal, doors.round_for(request, year)
    streets = list(Street.objects.filter(district_id=portal.district.pk).order_by("code"))
    street = next((one for one in streets if one.code == request.POST.get("street", "")), None)
    if street is None:
        messages.error(request, _("Choose a street first."))
        return redirect(doors.of(request, "scorer-list", year=year))
    people = {str(user.pk): user for user in candidates(request, street)}
    wanted = _pairs(request, people, scores.entries(round_, portal.clock.today).filter(street=street))
    try:
        changed, refused = services.assign(
            round=round_, pairs=wanted, on=portal.clock.today, by=portal.user, street=street.pk,
            reason=said(request, "reason", _("Scorers of %(street)s named") % {"street": street.name}),
        )
    except services.RoundAnnounced as error:
        messages.error(request, str(error))
        return redirect(doors.of(request, "scorer-list", year=year))
    if changed:
        messages.success(request, _("%(n)s courtyards have their scorers.") % {"n": changed})
    if refused:
        messages.error(request, _("%(n)s were refused; the page says why.") % {"n": len(refused)})
        return render(request, "stars/scorer_list.html", _listed(request, round_, streets, street, refused, wanted))
    return redirect(f"{doors.of(request, 'scorer-list', year=year)}?street={street.code}")


@require_POST
@requires("rating.assign")
def SheetGiveBack(request: Any, year: int) -> HttpResponse:
    """Opens a sheet that one of two handed in; the other's stays closed."""
    portal, round_ = request.portal, doors.round_for(request, year)
    rows = ScorerSeat.objects.filter(district_id=round_.district_id, round=round_).select_related("courtyard__street")
    asked = request.POST.get("seat", "")
    seat = rows.filter(pk=int(asked)).first() if asked.isdecimal() else None
    if seat is None:
        raise Http404
    if not doors.may(request, "rating.assign", seat.street_id):
        raise PermissionDenied
    reason = said(request, "reason")
    if not reason:
        messages.error(request, _("Write the reason: it tells the scorer what to mend."))
    else:
        try:
            services.give_back(
                round=round_, courtyard=seat.courtyard, scorer=Scorer(seat.scorer), by=portal.user, reason=reason
            )
        except (services.ScorerRefused, services.RoundAnnounced, services.HandedOn) as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The sheet of %(name)s is open for %(person)s again.")
                             % {"name": seat.courtyard.name, "person": seat.user_name})
    return redirect(f"{doors.of(request, 'scorer-list', year=year)}?street={seat.courtyard.street.code}")


def _pairs(request: Any, people: dict[str, User], entries: Iterable[Any]) -> dict[int, tuple[User | None, User | None]]:
    """What the form says of each courtyard that stands in it."""
    found = {}
    for entry in entries:
        names = [f"scorer-{entry.courtyard.code}-{scorer}" for scorer in (1, 2)]
        if all(name in request.POST for name in names):
            first, second = (people.get(request.POST[name]) for name in names)
            found[entry.courtyard_id] = (first, second)
    return found


@requires("records.read")
def Agreement(request: Any, year: int) -> HttpResponse:
    """How far the scorers agree: in the round, by street, by courtyard."""
    round_ = doors.round_for(request, year)
    whole, streets, courtyards = doubles.places(round_)
    return render(
        request, "stars/agreement.html",
        {
            "round": round_, "whole": whole, "streets": streets,
            "page": Paginator(courtyards, PER_PAGE).get_page(request.GET.get("page")),
            "waiting": ScorerSeat.objects.filter(
                district_id=round_.district_id, round=round_, handed_in_at__isnull=True
            ).count(),
        },
    )


@requires("records.read")
def SheetSettle(request: Any, year: int, code: str) -> HttpResponse:
    """Both sheets side by side once both are handed in."""
    return settling(request, doors.desk_for(request, year, code), {}, {})


@require_POST
@requires("rating.settle")
def SheetHold(request: Any, year: int, code: str) -> HttpResponse:
    """Writes what holds where the two differ; what stays open is averaged."""
    portal, desk = request.portal, doors.desk_for(request, year, code)
    values = _chosen(request, desk)
    reason = said(request, "reason")
    back = doors.of(request, "sheet-settle", year=year, code=code)
    if not reason or not values:
        messages.error(request, _("Say what holds for one item at least, and why."))
        return settling(request, desk, values, {}, status=400)
    try:
        wrong = services.settle(
            round=desk.round, courtyard=desk.entry.courtyard, values=values, on=portal.clock.today, by=portal.user, reason=reason
        )
    except (services.ScorerRefused, services.StillScored, services.RoundAnnounced, services.HandedOn) as refused:
        messages.error(request, str(refused))
        return redirect(back)
    if wrong:
        messages.error(request, _("Nothing was settled. Mend what is marked, then save again."))
        return settling(request, desk, values, wrong, status=400)
    messages.success(request, _("%(n)s items are settled.") % {"n": len(values)})
    return redirect(back)


def _chosen(request: Any, desk: doors.Desk) -> dict[str, str]:
    """By item, the first's, the second's or another value, as the form says; items left open are not there."""
    found = {}
    for side in doubles.sides(desk.round, [desk.entry.courtyard_id]).get(desk.entry.courtyard_id, []):
        code = side.item.code
        other = request.POST.get(f"other-{code}", "").strip()
        by_choice = {"first": side.first, "second": side.second, "other": other}
        if text := by_choice.get(request.POST.get(f"holds-{code}", "")):
            found[code] = text
    return found


def settling(
    request: Any, desk: doors.Desk, values: dict[str, str], wrong: dict[str, str], *, status: int = 200
) -> HttpResponse:
    """The page of two sheets; before both are handed in, it says only how far they are."""
    if not desk.seats.are_in:
        return render(request, "stars/sheet_blind.html", {"desk": desk, "entry": desk.entry, "round": desk.round})
    sides = doubles.sides(desk.round, [desk.entry.courtyard_id]).get(desk.entry.courtyard_id, [])
    rows = [(side, values.get(side.item.code, side.settled), wrong.get(side.item.code, "")) for side in sides]
    # A re-inspection looks at all of it again, also at what both had found alike.
    is_open = desk.entry.step == EntryStep.REINSPECTION
    place = doubles.place(desk.entry.courtyard, sides)
    return render(
        request, "stars/sheet_settle.html",
        {
            "desk": desk, "entry": desk.entry, "round": desk.round, "place": place,
            "apart": [row for row in rows if is_open or not row[0].pair.agrees], "is_reinspected": is_open,
            "alike": [row for row in rows if row[0].pair.agrees and not is_open],
            "may_settle": doors.may(request, "rating.settle", desk.entry.street_id)
            and not pipeline.closed(desk.round, desk.entry.step),
            "reason": request.POST.get("reason", ""),
        },
        status=status,
    )
