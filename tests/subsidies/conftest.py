from collections.abc import Iterator

import pytest

from tests.subsidies import ground


@pytest.fixture
def laid(db: None) -> Iterator[ground.Ground]:
    """Three courtyards of 1,000, 2,000.55 and 12,345.67 ㎡, rated with five stars each and enrolled from January 2021."""
    with ground.standing() as by:
        place = ground.lay(by, areas=("1000.00", "2000.55", "12345.67"))
        place.enrol_all()
        place.rate_all()
        yield place
