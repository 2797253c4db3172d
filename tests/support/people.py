"""Fixtures of the people: the cast, a browser signed in as one of them, a program with a token."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(scope="session")
def loaded_cast(django_db_setup: str, django_db_blocker: Any) -> Any:
    """The ids of the cast; equal in every copy of the template."""
    from tests.support import cast

    with django_db_blocker.unblock():
        return cast.load()


@pytest.fixture
def cast(db: None, loaded_cast: Any) -> Any:
    """The fixed cast: `cast.home` and `cast.neighbour` (see tests/support/cast)."""
    return loaded_cast


@pytest.fixture
def as_user(loaded_cast: Any) -> Callable[..., Any]:
    """`as_user("clerk")`: a browser of the home district's clerk; `as_user("clerk", loaded_cast.neighbour)`;
    `as_user("leader-410104")`: by user name. Needs `db` or a database of its own.
    """
    from django.test import Client

    from governance.tenancy import scope
    from tests.support import cast

    def client(who: str, side: Any = None) -> Client:
        known = who in (cast.STRANGER, cast.OPERATOR) or "-" in who or side is False
        user = cast.person(who if known else (side or loaded_cast.home).username(who))
        browser = Client()
        with scope.enter(scope.Scope(actor=user.pk)):
            browser.force_login(user, backend="governance.people.backends.ScopedBackend")
        return browser

    return client


@pytest.fixture
def api(loaded_cast: Any) -> Callable[..., Any]:
    """`api()`: a program with the home district's token; `api(street=0)` of one street; `api("text")`: any token."""
    from django.test import Client

    from tests.support.cast.ground import token_text

    def client(token: str | None = None, side: Any = None, street: int | None = None) -> Client:
        place = side or loaded_cast.home
        text = token or token_text(place.district, 0 if street is None else street + 1)
        return Client(headers={"Authorization": f"Bearer {text}"})

    return client
