"""Statistics by street as a whole request against their bare statements, and the 304 against the 200."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from bench import database, statistics, timing
from bench.database import CASE, ON
from governance.people.services import issue_token, service_account
from governance.tenancy import scope

URL = f"/api/v1/districts/{CASE}/statistics?indicator=I2&by=street&on={ON}"
FOUR = (
    f"/api/v1/districts/{CASE}/statistics?indicator={','.join(statistics.KEYS)}&population={statistics.POPULATION}"
    f"&by=street&on={ON}"
)
REPETITIONS = 60
# Token, standing, tag and JSON cost the same whatever is counted: beside a statement of 3 ms they are half.
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

        def bare_four() -> list[tuple[int, ...]]:
            cursor.execute(statistics.statement("placement.in_street_id"), {"district": CASE, "on": ON, "as_of": None})
            rows: list[tuple[int, ...]] = cursor.fetchall()
            return rows

        _demand_equal(json.loads(first.content)["cells"], bare())
        spent = timing.interleaved(
            {
                "fresh": lambda: _ask(asker, 200), "bare": bare,
                "known": lambda: _ask(asker, 304, {"If-None-Match": first["ETag"]}),
                "four": lambda: _ask(asker, 200, url=FOUR), "bare four": bare_four,
            },
            REPETITIONS,
        )
    yield timing.Measure("coverage by street, API against SQL", spent["fresh"], COVERAGE_LIMIT, spent["bare"])
    yield timing.Measure("the same, 304 against 200", spent["known"], NOT_MODIFIED_LIMIT, spent["fresh"])
    yield timing.Measure("4 rates by street, API against SQL", spent["four"], COVERAGE_LIMIT, spent["bare four"])


def program(*scopes: str) -> Client:
    """A program with a real token of the case."""
    by = service_account()
    with scope.enter(scope.Scope(districts=(CASE,), actor=by.pk)):
        _token, text = issue_token(
            district=CASE, name="bench", scopes=scopes, owner=by, by=by, reason="bench",
            expires_at=timezone.now() + timedelta(days=1), now=timezone.now(),
        )
    return Client(headers={"Authorization": f"Bearer {text}"}, SERVER_NAME="localhost")


def _ask(asker: Client, status: int, headers: dict[str, str] | None = None, url: str = URL) -> Any:
    answer = asker.get(url, headers=headers)
    if answer.status_code != status:
        raise RuntimeError(f"{url} answered {answer.status_code}: {answer.content.decode()[:500]}")
    return answer


def _demand_equal(cells: list[dict[str, Any]], rows: list[tuple[str, int, int]]) -> None:
    """A street without members has a cell, but no row."""
    ours = [(cell["division"], cell["numerator"], cell["denominator"]) for cell in cells if cell["denominator"]]
    if ours != rows or not rows:
        raise RuntimeError(f"The two answers differ:\n{ours}\n{rows}")
