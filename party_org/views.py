"""The board of the organisation department, its proposals, cross-appointments, and the tree of organisations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.divisions.models import Community, Street
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from party_org import presenters, reading, services
from party_org.forms import ProposalForm
from party_org.reading import Bearer, Opening, Place
from party_org.rules import balance, tree

PER_PAGE = 50
# Lines of one form: below what the server takes (DATA_UPLOAD_MAX_NUMBER_FIELDS), with room for the other fields.
MOST_LINES = 1900
MISSING: dict[str, tuple[str | Promise, Callable[[Place], bool]]] = {
    "pairing": (gettext_lazy("without a pairing"), lambda place: not place.paired),
    "cadre": (gettext_lazy("without a cadre"), lambda place: not place.assigned),
    "branch": (gettext_lazy("without a branch to pair"), lambda place: place.branch_id is None and not place.paired),
}


def _streets(request: Any) -> dict[int, Street]:
    return {street.pk: street for street in Street.objects.filter(district_id=request.portal.district.pk)}


def _street(request: Any, streets: Mapping[int, Street]) -> Street | None:
    """The street that the address names by its code; 404 for one out of sight."""
    code = request.GET.get("street")
    if not code:
        return None
    found = next((street for street in streets.values() if street.code == code), None)
    if found is None:
        raise Http404
    return found


def _places(request: Any, day: date) -> list[Place]:
    """The three-no courtyards of the day, or all of them."""
    found = reading.places(request.portal.district.pk, day)
    return found if request.GET.get("population") == "all" else [place for place in found if place.three_no]


@requires("records.read")
def Board(request: Any) -> HttpResponse:
    """Which courtyards have a pairing and a cadre, which have none, who carries how much, and who is active."""
    portal, day = request.portal, request.portal.clock.on
    district, streets = portal.district.pk, _streets(request)
    street, places = _street(request, streets), _places(request, day)
    rows, total = presenters.by_street(places, streets)
    missing = request.GET.get("missing") if request.GET.get("missing") in MISSING else "pairing"
    lacks = MISSING[missing][1]
    listed = [p for p in places if lacks(p) and (street is None or p.in_street_id == street.pk)]
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    # A street sees only its own ties: what a carrier of the whole district carries elsewhere it can't count.
    whole = portal.street_id is None
    loads = [
        (label, reading.Loads.of(bearer.carrier.load for bearer in found(district, day)))
        for label, found in ((_("Organ branches"), reading.organ_branches), (_("Cadres"), reading.cadres))
    ] if whole else []
    return render(
        request, "party_org/board.html",
        {
            "rows": rows, "total": total, "streets": streets.values(), "street": street, "page": page,
            "listed": [(place, streets.get(place.in_street_id)) for place in page], "missing": missing,
            "missings": [(key, label) for key, (label, _test) in MISSING.items()],
            "population": request.GET.get("population", ""), "loads": loads,
            "activities": reading.by_quarter(district, day, "activities"),
            "visits": reading.by_quarter(district, day, "visits"),
            "may_apply": portal.may("board.apply") and portal.clock.as_of is None,
            "may_cover": portal.may("party-covers.write") and not portal.clock.is_past,
        },
    )


@dataclass(frozen=True)
class Kind:
    """What is proposed: pairings of branches, or cadres for courtyards."""

    key: str
    title: str | Promise
    gap: str | Promise
    carrier: str | Promise
    openings: Callable[[Sequence[Place]], list[Opening]]
    bearers: Callable[[int, date], list[Bearer]]
    apply: Callable[..., int]


PAIRINGS = Kind(
    "pairings", gettext_lazy("Proposed pairings"), gettext_lazy("Courtyard branch"), gettext_lazy("Organ branch"),
    reading.without_pairing, reading.organ_branches, services.apply_pairings,
)
CADRES = Kind(
    "cadres", gettext_lazy("Proposed cadres"), gettext_lazy("Courtyard"), gettext_lazy("Cadre"),
    reading.without_cadre, reading.cadres, services.apply_assignments,
)


@requires("board.apply")
def ProposalPairings(request: Any) -> HttpResponse:
    """Organ branches for the courtyard branches without one: computed, edited, entered as one change."""
    return _proposal(request, PAIRINGS)


@requires("board.apply")
def ProposalCadres(request: Any) -> HttpResponse:
    """Cadres for the courtyards without one: computed, edited, entered as one change."""
    return _proposal(request, CADRES)


def _proposal(request: Any, kind: Kind) -> HttpResponse:
    portal, day = request.portal, request.portal.clock.on
    form = ProposalForm(
        request.POST if request.method == "POST" else None, bearers=kind.bearers(portal.district.pk, day),
        has_agreement=kind is PAIRINGS, day=day, only_look="preview" in request.POST,
    )
    status, refused = 200, []
    if form.is_bound and form.is_valid():
        try:
            return _applied(request, kind, form)
        except services.LinesRefused as refusal:
            refused, status = refusal.lines, 409
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
    return _sheet(request, kind, form, refused, 400 if form.errors else status)


def _applied(request: Any, kind: Kind, form: ProposalForm) -> HttpResponse:
    data, portal = form.cleaned_data, request.portal
    given: dict[str, Any] = {"agreement": data["agreement"]} if "agreement" in data else {}
    n = kind.apply(
        district=portal.district.pk, lines=form.lines, first_day=data["first_day"], by=portal.user,
        reason=data["reason"], **given,
    )
    messages.success(request, ngettext("%(n)d line is entered.", "%(n)d lines are entered, as one change.", n) % {"n": n})
    board = reverse("party_org:board", kwargs={"district": portal.district.code})
    return redirect(f"{board}?on={data['first_day']}")


def _sheet(
    request: Any, kind: Kind, form: ProposalForm, refused: Sequence[services.RefusedLine], status: int
) -> HttpResponse:
    portal, streets = request.portal, _streets(request)
    street, places = _street(request, streets), _places(request, portal.clock.on)
    found = sorted(
        (o for o in kind.openings(places) if street is None or o.in_street == street.pk), key=lambda o: o.gap
    )
    openings = found[:MOST_LINES]
    proposal = balance.propose((o.gap for o in openings), (bearer.carrier for bearer in form.bearers))
    communities = {c.pk: c for c in Community.objects.filter(district_id=portal.district.pk)}
    shown = presenters.sheet(openings, form.bearers, proposal, form, streets, communities)
    branchless = [
        place for place in places
        if kind is PAIRINGS and MISSING["branch"][1](place) and (street is None or place.in_street_id == street.pk)
    ]
    return render(
        request, "party_org/proposal.html",
        {
            "kind": kind, "form": form, "sheet": shown, "more": len(found) - len(openings),
            "refused": refused, "branchless": branchless,
            "streets": streets.values(), "street": street, "population": request.GET.get("population", ""),
            "is_open": portal.clock.as_of is None,
            "may_cover": portal.may("party-covers.write") and not portal.clock.is_past,
        },
        status=status,
    )


@requires("records.read")
def CrossPosts(request: Any) -> HttpResponse:
    """Persons who stand in two or more kinds of bodies on the day, with counts by street."""
    portal, streets = request.portal, _streets(request)
    found, street = reading.cross_posts(portal.district.pk, portal.clock.on), _street(request, streets)
    listed = [person for person in found if street is None or street.pk in person.streets]
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    presenters.with_labels(page)
    return render(
        request, "party_org/cross_posts.html",
        {
            "page": page, "total": len(found), "counts": presenters.posts_by_street(found, streets),
            "streets": streets.values(), "street": street, "may_apply": portal.may("board.apply"),
        },
    )


@requires("records.read")
def Tree(request: Any) -> HttpResponse:
    """The district's own organisations as a tree; below them the streets, one of them open."""
    portal, streets = request.portal, _streets(request)
    street = _street(request, streets)
    roots = tree.grow(reading.organisations(portal.district.pk, portal.clock.on))
    return render(
        request, "party_org/tree.html",
        {
            "groups": presenters.grouped(roots, lambda node: node.own.street is None),
            "trees": presenters.streets_of(roots, streets, street.code if street else ""), "street": street,
            "may_apply": portal.may("board.apply"),
        },
    )
