"""The office of the home district in its scope, and a courtyard of its first street."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.entries import Ground


@pytest.fixture
def ground(cast: Any) -> Iterator[Ground]:
    """Entered in the home district's first street, as it is asked for."""
    with cast.home.scope():
        yield Ground(cast.home)
