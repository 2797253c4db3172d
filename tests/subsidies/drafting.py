"""Versions of a scheme in the making, for the tests of their life and of their pages."""

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from governance.people.models import User
from subsidies import examples, services
from subsidies.models import SubsidyScheme

NOW = datetime(2026, 1, 15, 8, tzinfo=UTC)


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def data(**changed: Any) -> dict[str, Any]:
    """A sound scheme of another key than the case's."""
    return copy.deepcopy(examples.scheme("year_by_star")) | {"key": "own", "title": "本区办法"} | changed


def draft(district: int, by: User, **changed: Any) -> SubsidyScheme:
    return services.draft_scheme(district=district, data=data(**changed), by=by, now=NOW, reason="起草")


def through(made: SubsidyScheme, by: User, *, minute: int = 1) -> SubsidyScheme:
    """A draft of somebody else, checked and released."""
    made = services.check_scheme(scheme=made, seen=made.drafted_at, by=by, now=later(minute))
    return services.release_scheme(
        scheme=made, seen=made.drafted_at, by=by, now=later(minute + 1), reason="管政〔2026〕1 号"
    )


def released(district: int, by: User, other: User, **changed: Any) -> SubsidyScheme:
    """Drafted by one, checked and released by the other."""
    return through(draft(district, by, **changed), other)
