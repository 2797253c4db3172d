import pytest

from tests.payments import office as offices
from tests.subsidies import ground


@pytest.fixture
def laid(db):
    """Three courtyards of 1,000, 2,000.55 and 12,345.67 ㎡ with five stars, enrolled from January 2021."""
    with ground.standing() as by:
        place = ground.lay(by, areas=("1000.00", "2000.55", "12345.67"))
        place.enrol_all()
        place.rate_all()
        yield place


@pytest.fixture
def office(laid):
    """January is computed; the office can pay it."""
    opened = offices.open_office(laid)
    opened.compute()
    return opened
