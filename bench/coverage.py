"""The street coverage endpoint against its bare statement, and its 304 against its 200."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from bench import database, timing
from bench.database import CASE, ON
from governance.people.services import issue_token, service_account
from governance.tenancy import scope

URL = f"/api/v1/districts/{CASE}/statistics?indicator=I2&by=street&on={ON}"
REPETITIONS = 60
COVERAGE_LIMIT, NOT_MODIFIED_LIMIT = 3.0, 0.25


def measures(name: str) -> Iterator[timing.Measure]:
    """Both, of one interleaved run. The bare side keeps its scope open: only its statement is timed."""
    asker, statement = program("statistics"), database.statement("street_coverage")
    first = _ask(asker, 200)
    with database.bare(name) as connection, connection.cursor() as cursor:
        database.enter(cursor, scope.Scope(districts=(CASE,)).settings())

        def bare() -> list[tuple[str, int, int]]:
            cursor.execute(statement, {"district": CASE, "on": ON})
            found: list[tuple[str, int, int]] = cursor.fetchall()
            return found

        _demand_equal(json.loads(first.content)["cells"], bare())
        spent = timing.interleaved(
            {
                "fresh": lambda: _ask(asker, 200), "bare": bare,
                "known": lambda: _ask(asker, 304, {"If-None-Match": first["ETag"]}),
            },
            REPETITIONS,
        )
    yield timing.Measure("coverage by street, API against SQL", spent["fresh"], COVERAGE_LIMIT, spent["bare"])
    yield timing.Measure("the same, 304 against 200", spent["known"], NOT_MODIFIED_LIMIT, spent["fresh"])


def program(*scopes: str) -> Client:
    """A program with a real token of the case."""
    by = service_account()
    with scope.enter(scope.Scope(districts=(CASE,), actor=by.pk)):
        _token, text = issue_token(
            district=CASE, name="bench", scopes=scopes, owner=by, by=by, reason="bench",
            expires_at=timezone.now() + timedelta(days=1), now=timezone.now(),
        )
    return Client(headers={"Authorization": f"Bearer {text}"}, SERVER_NAME="localhost")


def _ask(asker: Client, status: int, headers: dict[str, str] | None = None) -> Any:
    answer = asker.get(URL, headers=headers)
    if answer.status_code != status:
        raise RuntimeError(f"{URL} answered {answer.status_code}: {answer.content.decode()[:500]}")
    return answer


def _demand_equal(cells: list[dict[str, Any]], rows: list[tuple[str, int, int]]) -> None:
    """A street without members has a cell, but no row."""
    ours = [(cell["division"], cell["numerator"], cell["denominator"]) for cell in cells if cell["denominator"]]
    if ours != rows or not rows:
        raise RuntimeError(f"The two answers differ:\n{ours}\n{rows}")
