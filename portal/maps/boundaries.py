"""Boundaries: what holds and whence, a GeoJSON brought in, checked and taken over, and a boundary that ends."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from governance.boundaries import matching, reading, services
from governance.boundaries.matching import Place
from governance.boundaries.models import Boundary, BoundaryDraft
from governance.divisions.models import Community, Street
from governance.people.permissions import requires
from portal.registers.doors import said


@requires("statistics.read")
def BoundaryList(request: Any) -> HttpResponse:
    """Which streets and communities have a boundary on the day, and whence; the office brings in new ones here."""
    if request.method != "POST":
        return _list(request)
    if not request.portal.may("boundary.write"):
        raise PermissionDenied
    return _receive(request)


def _list(request: Any, *, refusal: str = "", status: int = 200) -> HttpResponse:
    district, on = request.portal.district.pk, request.portal.clock.on
    held = {b.division.code: b for level in ("street", "community") for b in Boundary.objects.filter(
        district_id=district).on(on).of(level)}
    streets = [(place, held.get(place.code)) for place in Street.objects.filter(district_id=district)]
    communities = [b for b in held.values() if b.community_id is not None]
    return render(
        request, "maps/boundary_list.html",
        {
            "streets": streets, "communities": communities, "may": _may(request), "refusal": refusal,
            "all_communities": Community.objects.filter(district_id=district).count(), "draft": _draft(request),
            "most": reading.MOST_BYTES // 1024 // 1024, "most_points": reading.MOST_POSITIONS,
        },
        status=status,
    )


def _may(request: Any) -> bool:
    """The past can only be read."""
    return request.portal.may("boundary.write") and not request.portal.clock.is_past


def _draft(request: Any) -> BoundaryDraft | None:
    if not _may(request):
        return None
    return BoundaryDraft.objects.filter(district_id=request.portal.district.pk, owner=request.portal.user).first()


def _receive(request: Any) -> HttpResponse:
    given = request.FILES.get("file")
    if given is None:
        return _list(request, refusal=_("Choose a file."), status=400)
    try:
        # Of a file that is too large no more is read than shows it.
        services.receive(
            district=request.portal.district.pk, file_name=given.name, content=given.read(reading.MOST_BYTES + 1),
            by=request.portal.user,
        )
    except reading.UnreadableBoundaries as unreadable:
        return _list(request, refusal=unreadable.message, status=400)
    return redirect("district:boundary-check", district=request.portal.district.code)


@requires("boundary.write")
def BoundaryCheck(request: Any) -> HttpResponse:
    """The person's own file: what is which street or community, what is none, what is wrong; and taking it over."""
    draft = _draft(request)
    if draft is None:
        return redirect("district:boundary-list", district=request.portal.district.code)
    if request.method == "POST":
        return _decide(request, draft)
    return _check(request, draft)


def _check(request: Any, draft: BoundaryDraft, *, refusals: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    shapes, places = [reading.Shape(**shape) for shape in draft.shapes], _places(request.portal.district.pk)
    names = matching.properties_of(shapes)
    asked = (request.POST if request.method == "POST" else request.GET).get("property", "")
    chosen = asked if asked in names else matching.guess(shapes, places)
    matches = matching.match(shapes, chosen, places)
    found = {match.place for match in matches if match.is_good}
    return render(
        request, "maps/boundary_check.html",
        {
            "draft": draft, "names": names, "chosen": chosen, "refusals": refusals,
            "good": [match for match in matches if match.is_good], "bad": [match for match in matches if not match.is_good],
            "without": [place for place in places if place.community is None and place not in found],
            "valid_from": request.POST.get("valid_from") or request.portal.clock.today.isoformat(),
            "source": request.POST.get("source", draft.file_name), "reason": request.POST.get("reason", ""),
        },
        status=status,
    )


def _decide(request: Any, draft: BoundaryDraft) -> HttpResponse:
    """Takes the file over or puts it away."""
    back = redirect("district:boundary-list", district=request.portal.district.code)
    if "discard" in request.POST:
        services.discard(draft=draft)
        return back
    day, source, reason = _day(request, "valid_from"), said(request, "source"), said(request, "reason")
    lacking = tuple(text for text, given in (
        (_("Say from which day on the boundaries hold."), day), (_("Say where the boundaries come from."), source),
        (_("Give a reason; it stays in the history."), reason),
    ) if not given)
    if lacking or day is None:
        return _check(request, draft, refusals=lacking, status=400)
    shapes = [reading.Shape(**shape) for shape in draft.shapes]
    matches = matching.match(shapes, request.POST.get("property", ""), _places(request.portal.district.pk))
    try:
        taken = services.take_over(
            draft=draft, matches=matches, valid_from=day, source=source, by=request.portal.user, reason=reason
        )
    except services.NothingToTake:
        return _check(request, draft, refusals=(_("No feature can be taken over as it is."),), status=400)
    text = _("Boundaries taken over: %(new)d new, %(replaced)d replaced, %(unchanged)d as they were.")
    messages.success(request, text % {"new": taken.new, "replaced": taken.replaced, "unchanged": taken.unchanged})
    return back


@requires("boundary.write")
def BoundaryEnd(request: Any, boundary: int) -> HttpResponse:
    """From a day on the place has no boundary."""
    found: Boundary = get_object_or_404(
        Boundary.objects.select_related("street", "community"), pk=boundary, district_id=request.portal.district.pk
    )
    refusals: list[str] = []
    if request.method == "POST" and _may(request):
        day, reason = _day(request, "on"), said(request, "reason")
        refusals = [] if reason else [_("Give a reason; it stays in the history.")]
        if day is None:
            refusals.append(_("Say on which day it ends."))
        elif reason:
            try:
                services.end(boundary=found, on=day, by=request.portal.user, reason=reason)
                messages.success(request, _("The boundary of %(name)s has ended.") % {"name": found.division.name})
                return redirect("district:boundary-list", district=request.portal.district.code)
            except services.NothingToEnd as refused:
                refusals = [refused.message]
    return render(
        request, "maps/boundary_end.html",
        {"boundary": found, "refusals": refusals, "may": _may(request), "reason": request.POST.get("reason", "")},
        status=400 if refusals else 200,
    )


def _day(request: Any, name: str) -> date | None:
    try:
        day = parse_date(request.POST.get(name, ""))
    except ValueError:
        return None
    return day if day and 1900 <= day.year <= 2200 else None


def _places(district: int) -> list[Place]:
    streets = Street.objects.filter(district_id=district).order_by("code")
    communities = Community.objects.filter(district_id=district).order_by("code")
    return [Place(s.code, s.name, s.pk) for s in streets] + [Place(c.code, c.name, c.street_id, c.pk) for c in communities]
