"""The clerk's street and its first community, and courtyards in it."""

from collections.abc import Callable
from typing import Any

import pytest

from governance.divisions.models import Community
from tests.support.entries import Ground


@pytest.fixture
def ground(cast: Any) -> Ground:
    """Entered in the home district's first street, as it is asked for."""
    return Ground(cast.home)


@pytest.fixture
def desk(cast: Any) -> Any:
    """The governance office of the home district, in its scope."""
    with cast.home.scope():
        yield cast.home.user("governance")


@pytest.fixture
def community(cast: Any, desk: Any) -> str:
    """The name of the first street's first community."""
    return Community.objects.filter(street_id=cast.home.streets[0]).order_by("code")[0].name


@pytest.fixture
def home(cast: Any) -> int:
    return int(cast.home.district)


@pytest.fixture
def bring(home: int, desk: Any) -> Callable[..., Any]:
    """`bring("courtyards", rows)`: received, planned and checked, by the office."""
    from tests.imports import ground as sheets

    def act(key: str, *rows: Any, **options: Any) -> Any:
        return sheets.bring(key, sheets.book(*rows), by=desk, district=home, **options)

    return act
