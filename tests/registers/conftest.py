"""What the tests of the registers share: a form as the page shows it, filled in."""

from typing import Any

import pytest

from tests.support.entries import BY, Ground


@pytest.fixture
def ground(cast: Any) -> Ground:
    """Entered in the home district's first street, as it is asked for."""
    return Ground(cast.home)


@pytest.fixture
def writer(as_user: Any) -> Any:
    """`writer(key)`: the person who enters this register, at the browser."""
    return lambda key: as_user(BY.get(key, "clerk"))


def shown(form: Any) -> dict[str, Any]:
    """What a browser would send back of a form that nobody touched."""
    found = {}
    for bound in form:
        value = bound.value()
        if value is True:
            found[bound.html_name] = "on"
        elif value not in (None, False, ""):
            found[bound.html_name] = [str(part) for part in value] if isinstance(value, list) else str(value)
    return found
