"""The dashboard: where do we stand, where is it worst, what moved."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.common.periods import Month, months
from governance.indicators import registry, statistics
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
    cards = figures.cards(portal.district.pk, portal.clock.on, list(cells.values()))
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
