from collections.abc import Iterator
from datetime import date

import pytest
from psycopg2.extras import DateRange

from governance.audit.services import change
from governance.people.services import create_user
from ratings import services as ratings
from ratings.rounds import services
from tests.ratings.office import AFTER, OPENED, Office, plan
from tests.subsidies import ground


@pytest.fixture
def laid(db: None) -> Iterator[ground.Ground]:
    """Three courtyards, a released standard and an open round; nothing rated yet."""
    with ground.standing() as by:
        yield ground.lay(by, areas=("1000.00", "2000.55", "12345.67"))


@pytest.fixture
def office(laid) -> Office:
    people = [create_user(username=name, name=told) for name, told in (("k1", "王专干"), ("a1", "安科长"), ("b1", "白主任"))]
    return Office(laid, *people)


@pytest.fixture
def opened(office) -> Office:
    with change(district=office.laid.district, by=office.laid.by, reason="改期"):
        office.laid.round.applies = DateRange(date(2021, 1, 1), date(2024, 1, 1))
        office.laid.round.save()
    office.round = services.open_with_steps(plan=plan(office.laid), on=OPENED, by=office.ana, reason="2024 年度评定")
    return office


@pytest.fixture
def announced(opened) -> Office:
    opened.published()
    ratings.announce(round=opened.round, on=AFTER, by=opened.ana, reason="公告")
    return opened
