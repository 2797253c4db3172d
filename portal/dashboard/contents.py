"""What the panels say: each builds the context of its template from the view."""

from typing import Any

from governance.indicators import registry, statistics
from portal import figures
from portal.dashboard import board, heating, months
from portal.dashboard import gaps as ranked
from portal.dashboard.view import View
from subsidies.scenarios.forecast import forecast

FURTHER = (
    "long_term_mode_coverage", "covenant_coverage", "three_no_share", "firm_party_organisation", "instructor_cover",
    "firm_party_work", "service_started", "fee_collection",
)
TOTALS = (
    "courtyard_count", "self_management_committee_count", "owners_committee_count", "building_head_count",
    "volunteer_organisation_count", "volunteer_count", "organ_branch_count", "cadre_count", "firm_count",
    "contracted_courtyard_count", "firm_turnover", "firm_income",
)


def rates(view: View) -> dict[str, Any]:
    return {"rates": view.board.rates}


def heat(view: View) -> dict[str, Any]:
    return {"table": heating.table(view)}


def gaps(view: View) -> dict[str, Any]:
    return {"pairs": ranked.pairs(view.board)}


def courtyards(view: View) -> dict[str, Any]:
    """The worst of a district or street; of a community every courtyard."""
    return ranked.courtyards(
        view.request, view.place, view.indicators, on=view.on, whole=view.place.level == "community"
    )


def trend(view: View) -> dict[str, Any]:
    return months.trend(view)


def multiples(view: View) -> dict[str, Any]:
    return months.multiples(view)


def place_only(view: View) -> dict[str, Any]:
    return {}


def further(view: View) -> dict[str, Any]:
    """Rates that are not among the key ones."""
    key = {indicator.key for indicator in view.indicators}
    return {"cards": _cards(view, [name for name in FURTHER if name not in key]), "look": "figure-rate"}


def totals(view: View) -> dict[str, Any]:
    return {"cards": _cards(view, TOTALS), "look": "figure-total"}


def stars(view: View) -> dict[str, Any]:
    return {"stars": figures.star_distribution(view.place.district, view.on)}


def paid(view: View) -> dict[str, Any]:
    return {"paid": figures.subsidy_by_month(view.place.district, view.on)}


def budget(view: View) -> dict[str, Any]:
    """The years of the day's and of what is enrolled: budget, spent, committed, free."""
    return {"years": [year for year in forecast(view.place.district, view.on).years if year.year >= view.on.year - 1]}


def _cards(view: View, keys: Any) -> list[figures.Card]:
    question = view.place.question(view.on)
    cells = statistics.values(question, [registry.find(key) for key in keys], district_name=view.place.name)
    return list(board.cards(view.place, view.on, cells).values())
