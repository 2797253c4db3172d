"""Versions of a standard in the making, for the tests of their life and of their pages."""

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from governance.people.models import User
from governance.tenancy import scope
from ratings import examples, services
from ratings.models import RatingStandard

NOW = datetime(2026, 1, 15, 8, tzinfo=UTC)


def later(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def data(**changed: Any) -> dict[str, Any]:
    """A sound standard of another key than the case's."""
    return copy.deepcopy(examples.standard("old_courtyard")) | {"key": "own", "title": "本区细则"} | changed


def person(side: Any, role: str) -> User:
    with scope.enter(scope.Scope(signing_in=side.username(role))):
        return User.objects.get(username=side.username(role))


def draft(district: int, by: User, **changed: Any) -> RatingStandard:
    return services.draft_standard(district=district, data=data(**changed), by=by, now=NOW, reason="起草")


def released(district: int, by: User, other: User, **changed: Any) -> RatingStandard:
    """Drafted by one, checked and released by the other."""
    made = draft(district, by, **changed)
    made = services.check_standard(standard=made, seen=made.drafted_at, by=other, now=later(1))
    return services.release_standard(standard=made, seen=made.drafted_at, by=other, now=later(2), reason="管政〔2026〕1 号")
