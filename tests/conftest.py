"""Fixtures of every test. The databases are explained in tests/support/databases.py, the people in …/cast."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

pytest.register_assert_rewrite("tests.support")

from tests.support import databases, order, tally  # noqa: E402  (after the rewriting of their asserts)

pytest_plugins = ["tests.support.people", "tests.support.workers"]


def pytest_configure(config: pytest.Config) -> None:
    tally.configure(config)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Emptying tables after a test is refused: the application's role may not, and the cast would be gone."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        forbidden = {"transactional_db", "live_server", "django_db_reset_sequences"} & set(
            getattr(item, "fixturenames", ())
        )
        if forbidden or (marker is not None and (marker.kwargs.get("transaction") or marker.args)):
            raise pytest.UsageError(f"{item.nodeid}: tests that commit use the fixture `own_database`")
    order.longest_files_first(items)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    tally.report(terminalreporter)


@pytest.fixture(scope="session", autouse=True)
def plain_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Pages in tests name static files without the manifest that `collectstatic` makes, and serve none."""
    from django.conf import settings
    from django.test import override_settings

    storages = {**settings.STORAGES, "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }}
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session", autouse=True)
def unlimited() -> Iterator[None]:
    """Tests ask as much as they like; those of the limit set one."""
    from django.test import override_settings

    with override_settings(API_UNITS_PER_MINUTE=0):
        yield


@pytest.fixture(autouse=True)
def in_chinese() -> None:
    """Every test begins in the first language, whatever the one before it spoke."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def template_databases() -> tuple[str, str]:
    """The names of the templates: tables and cast; the same with the reference case."""
    return databases.templates()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, template_databases: tuple[str, str], django_test_environment: None,
    django_db_blocker: Any,
) -> Iterator[str]:
    """pytest-django's hook: this worker's copy with the reference case, reached as the application's role."""
    from tests.support import connections

    name = databases.copy(template_databases[1], databases.fresh_name("test"))
    with django_db_blocker.unblock():
        connections.point_at(name)
    yield name
    with django_db_blocker.unblock():
        connections.close()
    databases.drop(name)


@pytest.fixture
def own_database(
    django_db_setup: str, template_databases: tuple[str, str], django_db_blocker: Any
) -> Iterator[str]:
    """For tests that commit (threads, workers, deferred triggers): a database of their own, cast but no case."""
    with _alone(template_databases[0], django_db_setup, django_db_blocker) as name:
        yield name


@pytest.fixture(scope="module")
def own_case_database(
    django_db_setup: str, template_databases: tuple[str, str], django_db_blocker: Any
) -> Iterator[str]:
    """The same with the reference case; one for all tests of a module, which must not use `db` beside it."""
    with _alone(template_databases[1], django_db_setup, django_db_blocker) as name:
        yield name


@contextmanager
def _alone(template: str, before: str, blocker: Any) -> Iterator[str]:
    from tests.support import connections

    name = databases.copy(template, databases.fresh_name("own"))
    with blocker.unblock():
        connections.point_at(name)
        try:
            yield name
        finally:
            connections.point_at(before)
            databases.drop(name)


@pytest.fixture
def raw(django_db_setup: str) -> Iterator[Callable[..., Any]]:
    """`raw()` is a plain connection as the application's role, `raw("yuanzhi_owner")` as the owner.

    Rolled back and closed afterwards.
    """
    opened = []

    def connect(role: str = "yuanzhi_app", database: str = django_db_setup) -> Any:
        opened.append(databases.connect(database, role))
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


@pytest.fixture
def district_scope(db: None) -> Callable[..., AbstractContextManager[Any]]:
    """`with district_scope(990101):` sees the district, `with district_scope(990101, street_id):` one street."""
    from governance.tenancy import scope

    def enter(district: int, street: int | None = None, actor: int | None = None) -> AbstractContextManager[Any]:
        streets = None if street is None else (street,)
        return scope.enter(scope.Scope(districts=(district,), streets=streets, actor=actor))

    return enter


@pytest.fixture
def case(db: None, template_databases: tuple[str, str]) -> int:
    """The reference case is loaded; the code of Guancheng. Enter its scope with `district_scope(case)`."""
    trouble = databases.case_trouble(template_databases[1])
    if trouble:
        pytest.fail(f"The reference case cannot be loaded.\n{trouble}", pytrace=False)
    return 410104
