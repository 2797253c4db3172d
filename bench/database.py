"""A copy of the reference case of our own, and bare connections to it that row-level security holds."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from launcher.trouble import Trouble
from tests.support import databases

# Guancheng, on the day of the published article.
CASE, ON = 410104, date(2022, 7, 7)
Settings = dict[str, str]


@contextmanager
def copied() -> Iterator[str]:
    """The database's name; the environment points Django at it, as the application's role."""
    template = databases.templates()[1]
    trouble = databases.case_trouble(template)
    if trouble:
        raise Trouble(f"The reference case cannot be loaded.\n{trouble}")
    name = databases.copy(template, databases.fresh_name("bench"))
    os.environ |= databases.environment(name) | {"DJANGO_SETTINGS_MODULE": "config.settings", "LOG_LEVEL": "WARNING"}
    try:
        yield name
    finally:
        databases.drop(name)


def analyze(name: str) -> None:
    """The planner knows the tables, as it does in a portal that has run for a minute."""
    connection = databases.connect(name)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()


@contextmanager
def bare(name: str) -> Iterator[Any]:
    """A plain psycopg2 connection as the application's role."""
    connection = databases.connect(name, "yuanzhi_app")
    try:
        yield connection
    finally:
        connection.close()


def enter(cursor: Any, settings: Settings) -> None:
    """Puts settings of the portal in force for the cursor's transaction, in one statement."""
    calls = ", ".join("set_config(%s, %s, true)" for _ in settings)
    cursor.execute(f"SELECT {calls}", [text for key, value in settings.items() for text in (f"portal.{key}", value)])


def statement(name: str) -> str:
    """A hand-written statement of `bench/sql`."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")
