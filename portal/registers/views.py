"""Lists and record pages that join several registers, on the day and in the knowledge that the clock says."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from courtyards.choices import CommitteeKind, ManagementMode
from courtyards.models import Courtyard
from governance.audit import history
from governance.divisions.models import Community, Street
from governance.people.permissions import requires
from party_org.models import Instructor, PartyOrganisation
from portal.registers import querysets, tables
from portal.registers.lists import Choice, Listing, export
from property_firms.choices import FirmKind
from property_firms.models import FeeReturn, Firm, IncomeReturn, ServiceContract
from ratings.models import RatingResult
from subsidies.models import EntitlementLine

MODES, BODIES = dict(ManagementMode.choices), dict(CommitteeKind.choices)


def _yes_no(name: str, label: str, field: str) -> Choice:
    options = [("yes", _("yes")), ("no", _("no"))]
    return Choice(name, label, options, lambda rows, value: rows.filter(**{field: value == "yes"}))


def _streets(request: Any) -> list[tuple[str, str]]:
    return list(Street.objects.filter(district_id=request.portal.district.pk).values_list("code", "name"))


def _courtyard_choices(request: Any) -> list[Choice]:
    street = request.GET.get("street", "")
    communities = Community.objects.filter(district_id=request.portal.district.pk, street__code=street)
    return [
        Choice("street", _("Street"), _streets(request), lambda rows, v: rows.filter(street__code=v)),
        Choice(
            "community", _("Community"), list(communities.values_list("code", "name")),
            lambda rows, v: rows.filter(community__code=v),
        ),
        _yes_no("three_no", _("Three-no"), "three_no"),
        Choice(
            "mode", _("Management mode"), [*ManagementMode.choices, ("none", _("none"))],
            lambda rows, v: rows.filter(mode__isnull=True) if v == "none" else rows.filter(mode=v),
        ),
        Choice(
            "body", _("Governance body"), [*CommitteeKind.choices, ("none", _("none"))],
            lambda rows, v: rows.filter(body__isnull=True) if v == "none" else rows.filter(body=v),
        ),
        Choice(
            "provider", _("Service provider"), [("yes", _("yes")), ("no", _("no"))],
            lambda rows, v: rows.filter(provider__isnull=v == "no"),
        ),
        _yes_no("party", _("Party cover"), "party"),
        _yes_no("renovated", _("Renovated"), "renovated"),
    ]


@requires("records.read")
def CourtyardList(request: Any) -> HttpResponse:
    """The courtyards of the day with their four independent dimensions."""
    portal = request.portal
    listing = Listing(
        querysets.courtyards(portal.district.pk, portal.clock.on), _courtyard_choices(request),
        {"name": "name_pinyin", "code": "code", "area": "area_m2", "households": "households", "street": "street__code"},
        lambda rows, text: rows.search(text),  # type: ignore[attr-defined]
    ).of(request.GET)
    if request.GET.get("format") == "csv":
        return export([tables.courtyard_row(courtyard) for courtyard in listing.rows], "courtyards")
    page = listing.page(request.GET.get("page"))
    for courtyard in page:
        courtyard.mode_label, courtyard.body_label = MODES.get(courtyard.mode), BODIES.get(courtyard.body)
    return render(
        request, "registers/courtyard_list.html",
        {"page": page, "listing": listing, "may_write": portal.may("courtyard.write")},
    )


@requires("records.read")
def CourtyardDetail(request: Any, code: str) -> HttpResponse:
    """One courtyard: facts, dimensions, registers around it, stars, subsidy, history."""
    portal = request.portal
    courtyard: Any = get_object_or_404(
        Courtyard.objects.select_related("street", "community", "cluster"), district_id=portal.district.pk, code=code
    )
    at = {"district": portal.district.pk, "courtyard": courtyard}
    return render(
        request, "registers/courtyard_detail.html",
        {
            "courtyard": courtyard, "around": querysets.around(courtyard, portal.clock.on),
            "facts": tables.facts(courtyard), "events": history.of(courtyard),
            "results": RatingResult.objects.filter(**at).latest_revisions().select_related("round"),
            "lines": EntitlementLine.objects.filter(**at, month__lte=portal.clock.on).order_by("-month", "-sequence"),
            "may_write": portal.may("courtyard.write") and not portal.clock.is_past,
        },
    )


@requires("records.read")
def FirmList(request: Any) -> HttpResponse:
    """The firms of the day."""
    portal = request.portal
    on = portal.clock.on
    contracts = querysets.active(ServiceContract, on, firm=OuterRef("pk"))
    listing = Listing(
        querysets.firms(portal.district.pk, on),
        [
            Choice("kind", _("Kind"), FirmKind.choices, lambda rows, v: rows.filter(kind=v)),
            _yes_no("organised", _("Party organisation"), "organised"),
            _yes_no("instructed", _("Instructor"), "instructed"),
            Choice(
                "contracts", _("Contracts"), [("yes", _("yes")), ("no", _("no"))],
                lambda rows, v: rows.filter(Exists(contracts)) if v == "yes" else rows.exclude(Exists(contracts)),
            ),
        ],
        {"name": "unit__name_pinyin", "staff": "staff", "members": "unit__party_members"},
        lambda rows, text: rows.filter(unit__name__icontains=text) | rows.filter(unit__uscc__icontains=text),
    ).of(request.GET)
    if request.GET.get("format") == "csv":
        return export([tables.firm_row(firm) for firm in listing.rows], "firms")
    page = listing.page(request.GET.get("page"))
    return render(
        request, "registers/firm_list.html", {"page": page, "listing": listing, "may_write": portal.may("firm.write")}
    )


@requires("records.read")
def FirmDetail(request: Any, uscc: str) -> HttpResponse:
    """One firm: facts, Party presence, contracts, fees and income."""
    portal, on = request.portal, request.portal.clock.on
    firm = get_object_or_404(
        Firm.objects.select_related("unit", "street"), district_id=portal.district.pk, unit__uscc=uscc
    )
    contracts = querysets.active(ServiceContract, on, firm=firm).select_related("courtyard__street")
    return render(
        request, "registers/firm_detail.html",
        {
            "firm": firm, "contracts": contracts.order_by("courtyard__name_pinyin"),
            "organisation": querysets.active(PartyOrganisation, on, unit=firm.unit).first(),
            "instructor": querysets.active(Instructor, on, unit=firm.unit).first(),
            "fees": tables.fee_totals(FeeReturn.objects.filter(firm=firm)),
            "incomes": IncomeReturn.objects.filter(firm=firm).order_by("-period"),
            "events": history.of(firm.unit), "may_write": portal.may("firm.write") and not portal.clock.is_past,
        },
    )


@requires("records.read")
def RegisterIndex(request: Any) -> HttpResponse:
    """All registers, with the number of their records that hold on the day."""
    portal = request.portal
    registers = [
        (register, register.rows(portal.district.pk, portal.clock.on).count()) for register in tables.REGISTERS.values()
    ]
    return render(request, "registers/index.html", {"registers": registers})


@requires("records.read")
def RegisterList(request: Any, key: str) -> HttpResponse:
    """One register: the records that hold on the day."""
    portal = request.portal
    register = tables.REGISTERS.get(key)
    if register is None:
        raise Http404
    listing = Listing(
        register.rows(portal.district.pk, portal.clock.on),
        [Choice("street", _("Street"), _streets(request), lambda rows, v: rows.filter(street__code=v))],
        {}, register.search,
    ).of(request.GET)
    if request.GET.get("format") == "csv":
        return export([register.named(record) for record in listing.rows], key)
    page = listing.page(request.GET.get("page"))
    rows = [register.cells(record) for record in page]
    return render(
        request, "registers/register_list.html", {"register": register, "page": page, "listing": listing, "rows": rows}
    )
