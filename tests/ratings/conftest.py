from collections.abc import Iterator

import pytest

from tests.subsidies import ground


@pytest.fixture
def laid(db: None) -> Iterator[ground.Ground]:
    """Three courtyards, a released standard and an open round; nothing rated yet."""
    with ground.standing() as by:
        yield ground.lay(by, areas=("1000.00", "2000.55", "12345.67"))
