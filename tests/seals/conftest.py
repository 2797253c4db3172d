from collections.abc import Iterator
from typing import Any

import pytest

from tests.seals.office import Office


@pytest.fixture
def office(cast: Any) -> Iterator[Office]:
    """The home district's governance office, in its scope, rolled back afterwards."""
    with cast.home.scope(actor=cast.home.user("governance").pk):
        yield Office(cast.home)
