import json
from collections.abc import Iterator
from typing import Any

import pytest

from property_firms.services import credit
from tests.indicators.village import Village, founded


@pytest.fixture
def village(cast: Any) -> Iterator[Village]:
    """A district made by hand, rolled back afterwards."""
    with founded(cast.home.user("governance")) as made:
        yield made


@pytest.fixture
def rules() -> dict[str, Any]:
    """The example rules as data."""
    loaded: dict[str, Any] = json.loads(credit.example())
    return loaded
