from collections.abc import Iterator
from typing import Any

import pytest

from tests.indicators.village import Village, founded


@pytest.fixture
def village(cast: Any) -> Iterator[Village]:
    """A district made by hand, rolled back afterwards."""
    with founded(cast.home.user("governance")) as made:
        yield made
