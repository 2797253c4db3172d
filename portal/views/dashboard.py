"""The dashboard: where do we stand, where is it worst, what moved; and every figure opens to its records."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.audit.models import FigureClaim
from governance.common.periods import Month, months
from governance.divisions.models import Community, Street
from governance.indicators import catalogue, registry, statistics
from governance.indicators.definitions import POPULATION_WORDS, Measure
from governance.people.choices import Role
from governance.people.permissions import requires
from portal import figures

FIVE = ("party_cover", "self_governance_coverage", "volunteer_cover", "branch_pairing", "cadre_assignment")
FURTHER = (
    "long_term_mode_coverage", "covenant_coverage", "three_no_share", "firm_party_organisation", "instructor_cover",
    "firm_party_work", "service_started", "fee_collection",
)
TOTALS = (
    "courtyard_count", "self_management_committee_count", "owners_committee_count", "building_head_count",
    "volunteer_organisation_count", "volunteer_count", "organ_branch_count", "cadre_count", "firm_count",
    "contracted_courtyard_count", "firm_turnover", "firm_income",
)
BY_STREET = (*FIVE, "long_term_mode_coverage", "covenant_coverage")
TREND_BEGINS = Month(2019, 12)
PER_PAGE = 50


@requires("statistics.read")
def Dashboard(request: Any) -> HttpResponse:
    """Key rates beside what documents claim, totals, the table by street with its gaps."""
    portal = request.portal
    question = statistics.Question(portal.district.pk, portal.clock.on)
    keys = (*FIVE, *FURTHER, *TOTALS)
    cells = {
        cell.indicator.key: cell
        for cell in statistics.values(question, [registry.find(k) for k in keys], district_name=portal.district.name)
    }
    claims = _claims(portal.district.pk, portal.clock.on)
    cards = {key: figures.Card(cells[key], claims.get(key)) for key in keys}
    return render(
        request, "portal/dashboard.html",
        {
            "five": [cards[key] for key in FIVE], "further": [cards[key] for key in FURTHER],
            "totals": [cards[key] for key in TOTALS], "table": figures.table(question, BY_STREET),
            "stars": figures.star_distribution(portal.district.pk, portal.clock.on),
            "paid": figures.subsidy_by_month(portal.district.pk, portal.clock.on),
            "presets": [(date(2019, 12, 31), "D0"), (date(2021, 1, 31), "D1"), (date(2022, 7, 7), "D2")]
            if portal.district.is_demo else [],
        },
    )


def _claims(district: int, on: date) -> dict[str, FigureClaim]:
    """Declared values on the day, by indicator."""
    return {claim.indicator: claim for claim in FigureClaim.objects.filter(district_id=district, on=on)}


@requires("statistics.read")
def Trend(request: Any) -> HttpResponse:
    """The five rates month by month up to the day; fetched after the page, for it counts every month anew."""
    portal = request.portal
    until = min(Month.of(portal.clock.on), TREND_BEGINS.plus(40))
    first = TREND_BEGINS if until >= TREND_BEGINS else until
    days = [min(figures.last_day(month), portal.clock.on) for month in months(first, until.next())]
    question = statistics.Question(portal.district.pk, portal.clock.on)
    series = statistics.series(question, [registry.find(key) for key in FIVE], days)
    lines = [
        {"name": str(registry.find(key).label), "values": [str(cell.value or 0) for _day, cell in series[key]]}
        for key in FIVE
    ]
    chart = {
        "type": "line", "unit": " %", "max": 100, "labels": [f"{day:%Y-%m}" for day in days], "series": lines,
        "description": _("Monthly trend of the five coverage rates"),
    }
    rows = [(day, [series[key][i][1] for key in FIVE]) for i, day in enumerate(days)]
    labels = [registry.find(key).label for key in FIVE]
    return render(request, "portal/trend.html", {"chart": chart, "rows": rows, "labels": labels})


@requires("statistics.read")
def FigureDetail(request: Any, indicator: str) -> HttpResponse:
    """What a figure counts, and the records behind it: covered and missing, with the reason."""
    portal = request.portal
    try:
        found = catalogue.find(indicator, portal.district.pk, portal.clock.on)
        population = statistics.population_of(found, request.GET.get("population"))
    except (catalogue.UnknownIndicator, statistics.PopulationNotDefined) as unknown:
        raise Http404 from unknown
    question = _question(request)
    covered = {"yes": True, "no": False}.get(request.GET.get("covered", ""))
    number = _page_number(request)
    members, total = statistics.members(
        question, found, population=population, covered=covered, search=request.GET.get("q", "").strip(),
        limit=PER_PAGE, offset=(number - 1) * PER_PAGE,
    )
    [cell] = statistics.values(question, [found], population=population, district_name=portal.district.name)
    claim = _claims(portal.district.pk, portal.clock.on).get(found.key) if question.street is None else None
    return render(
        request, "portal/figure_detail.html",
        {
            "indicator": found, "card": figures.Card(cell, claim), "members": members, "total": total,
            "page": Paginator(range(total), PER_PAGE).get_page(number), "covered": request.GET.get("covered", ""),
            "population": POPULATION_WORDS.get(population, ""), "chosen": population,
            "populations": [(name, POPULATION_WORDS[name]) for name in found.populations],
            "streets": Street.objects.filter(district_id=portal.district.pk), "street": request.GET.get("street", ""),
            "owner": Role(found.owner).label,
            "is_percent": found.measure is Measure.PERCENT, "is_english": (get_language() or "").startswith("en"),
        },
    )


def _page_number(request: Any) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isdigit() and 0 < int(text) < 100_000 else 1


def _question(request: Any) -> statistics.Question:
    """The figure's place from the codes in the query; a code that is not ours is like none at all: 404."""
    portal = request.portal
    question = statistics.Question(portal.district.pk, portal.clock.on)
    for name, model in (("street", Street), ("community", Community)):
        code = request.GET.get(name)
        if code:
            place = model._default_manager.filter(district_id=portal.district.pk, code=code).first()
            if place is None:
                raise Http404
            setattr(question, name, place.pk)
    return question
