from collections.abc import Iterator
from typing import Any

import pytest

from tests.indicators.village import Village, founded
from tests.returns.street import Street


@pytest.fixture
def village(cast: Any) -> Iterator[Village]:
    """A district made by hand, rolled back afterwards."""
    with founded(cast.home.user("governance")) as made:
        yield made


@pytest.fixture
def street(village: Village) -> Street:
    """The first street: three courtyards under contract, each with a return of May; nothing of June."""
    return Street(village).contracted(3)
