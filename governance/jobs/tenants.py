"""Scheduled work goes through the districts one by one, each in a scope and transaction of its own."""

from collections.abc import Iterator
from datetime import timedelta

from governance.people.models import User
from governance.people.services import service_account
from governance.tenancy import scope
from governance.tenancy.models import District

# Two beats, or one restarted, fire the same schedule within this time.
SAME_RUN = timedelta(hours=12)


def all_districts() -> tuple[int, ...]:
    """Every district's code: the one thing the scheduler may know before it stands in one of them."""
    with scope.enter(scope.Scope(roster=True)):
        return tuple(District.objects.order_by("pk").values_list("pk", flat=True))


def each() -> Iterator[tuple[int, User]]:
    """Stands in one district after the other as the service account; what is written commits per district."""
    by = service_account()
    for district in all_districts():
        with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
            yield district, by
