from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.subsidies import ground, offices
from tests.support import databases


@pytest.fixture
def laid(db: None) -> Iterator[ground.Ground]:
    """Three courtyards of 1,000, 2,000.55 and 12,345.67 ㎡, rated with five stars each and enrolled from January 2021."""
    with ground.standing() as by:
        place = ground.lay(by, areas=("1000.00", "2000.55", "12345.67"))
        place.enrol_all()
        place.rate_all()
        yield place


@pytest.fixture
def office(cast: Any, as_user: Any) -> dict[str, Any]:
    """The browsers of the offices by role; the first street's courtyard is enrolled, in a year whose holidays are known."""
    return offices.opened(cast, as_user)


@pytest.fixture
def spoil(own_database: str) -> Callable[[str], None]:
    """A superuser at work on one row: neither triggers nor policies stop them."""

    def run(statement: str) -> None:
        spoiler = databases.connect(own_database)
        spoiler.autocommit = True
        with spoiler.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(statement)
            assert cursor.rowcount == 1
        spoiler.close()

    return run
