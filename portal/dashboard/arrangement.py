"""Which panels a person sees, in which order, and which figures are the key ones: as shipped for the role, or as arranged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from governance.dashboards import services
from governance.dashboards.models import DashboardArrangement
from governance.indicators import registry
from governance.indicators.definitions import Indicator
from governance.people.choices import Role
from portal.dashboard.panels import PANELS

FIVE = ("party_cover", "self_governance_coverage", "volunteer_cover", "branch_pairing", "cadre_assignment")
KEY = (*FIVE, "long_term_mode_coverage", "covenant_coverage")
PANELS_OF_ALL = (
    "rates", "heat", "gaps", "courtyards", "trend", "multiples", "map", "stars", "paid", "budget", "further", "totals",
)


@dataclass(frozen=True)
class Arrangement:
    """`stored` is the district's own; None where the role has what the portal ships."""

    role: str
    panels: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    stored: DashboardArrangement | None = None


def _shipped(*first: str, key: Sequence[str] = KEY, without: Sequence[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    rest = [panel for panel in PANELS_OF_ALL if panel not in first and panel not in without]
    return (*first, *rest), tuple(key)


# What each role begins with; a role that is not named sees what the leader does.
SHIPPED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Role.LEADER: _shipped(),
    Role.HOUSING: _shipped(
        "rates", "heat", "gaps", "courtyards", "stars", "paid",
        key=("service_provider_coverage", "service_started", "fee_collection", "long_term_mode_coverage",
             "covenant_coverage", "self_governance_coverage"),
    ),
    Role.ORGANISATION: _shipped(
        key=("party_cover", "branch_pairing", "cadre_assignment", "firm_party_organisation", "firm_party_work",
             "instructor_cover"),
        without=("stars", "paid", "budget"),
    ),
    Role.FINANCE: _shipped("rates", "paid", "budget", "stars", "heat", key=("subsidy_payment", "fee_collection", *KEY[-2:])),
    # The people of a street begin with what they can close.
    Role.CLERK: _shipped("rates", "courtyards", "gaps", "heat", without=("stars", "paid", "budget")),
    Role.REVIEWER: _shipped("rates", "courtyards", "gaps", "heat", without=("stars", "paid", "budget")),
}


def shipped(role: str) -> Arrangement:
    panels, indicators = SHIPPED.get(role, SHIPPED[Role.LEADER])
    return Arrangement(role, panels, tuple(registry.find(key) for key in indicators))


def of(district: int, role: str) -> Arrangement:
    """The role's arrangement in the district: one statement. What a release no longer knows is left out."""
    stored = services.of(district, role)
    if stored is None:
        return shipped(role)
    known = registry.every()
    indicators = tuple(known[key] for key in stored.indicators if key in known)
    return Arrangement(
        role, tuple(key for key in stored.panels if key in PANELS), indicators or shipped(role).indicators, stored
    )


def mine(request: Any) -> Arrangement:
    """That of the person's first role here."""
    membership = request.portal.membership
    return of(request.portal.district.pk, membership.role if membership else Role.LEADER)
