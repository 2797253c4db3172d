"""The only writers of arrangements."""

from collections.abc import Sequence

from governance.audit import locking, turns
from governance.audit.services import change
from governance.dashboards.models import DashboardArrangement
from governance.indicators import registry
from governance.people.choices import Role
from governance.people.models import User

MOST_INDICATORS = 9


class ArrangementRefused(ValueError):
    """A dashboard needs a panel, and from one to nine key figures that exist, each once."""


def arrange(
    *, district: int, role: Role, panels: Sequence[str], indicators: Sequence[str], version: int, by: User, reason: str
) -> DashboardArrangement:
    """The district's own dashboard of a role. `version` is that of the arrangement it was made from, 0 for the shipped.

    Raises ArrangementRefused, StaleRecord, UnknownIndicator.
    """
    _demand(panels, indicators)
    with change(district=district, by=by, reason=reason):
        turns.take(district, "governance.dashboards", role)
        current = of(district, role)
        if current is None:
            return DashboardArrangement.objects.create(
                district_id=district, role=role, panels=list(panels), indicators=list(indicators)
            )
        locked: DashboardArrangement = locking.lock(current, version=version)
        locked.panels, locked.indicators = list(panels), list(indicators)
        locked.save()
    return locked


def reset(*, district: int, role: Role, by: User, reason: str) -> None:
    """Back to what the portal ships; what was before stays in the history."""
    with change(district=district, by=by, reason=reason):
        DashboardArrangement.objects.filter(district_id=district, role=role).delete()


def of(district: int, role: str) -> DashboardArrangement | None:
    """The district's own arrangement of a role."""
    return DashboardArrangement.objects.filter(district_id=district, role=role).first()


def _demand(panels: Sequence[str], indicators: Sequence[str]) -> None:
    whole = panels and 0 < len(indicators) <= MOST_INDICATORS
    if not whole or len({*panels}) != len(panels) or len({*indicators}) != len(indicators):
        raise ArrangementRefused
    for key in indicators:
        registry.find(key)
