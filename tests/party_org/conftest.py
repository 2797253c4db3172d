from collections.abc import Iterator

import pytest

from tests.party_org.ground import Ground


@pytest.fixture
def ground(cast) -> Iterator[Ground]:
    """The home district, entered by its organisation department."""
    by = cast.home.user("organisation")
    with cast.home.scope(actor=by.pk):
        yield Ground(cast.home, by)
