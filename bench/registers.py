"""Lists of registers at 1,000 and at 100,000 records: a page of the screen and of REST against its bare statement.

The bare side asks what the page asks: the rows with all that they show, and how many there are. Both stand in a scope
that is open already.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

from bench import coverage, database, timing
from bench.database import CASE
from governance.audit.services import change
from governance.people.services import service_account
from governance.registers import registry
from governance.tenancy import scope
from portal.registers.lists import Listing

ON = database.ON
# Registers of each shape: joined with other registers, of a courtyard, tying two records, naming persons.
KEYS = ("courtyards", "committees", "contracts", "assignments")
REST_KEYS = ("committees", "assignments")
MANY = 100_000
REPETITIONS = 20
LIMIT = 3.0


def measures(name: str) -> Iterator[timing.Measure]:
    """The case has about a thousand of each; then a district of a hundred thousand."""
    yield from _measured(name, "1,000")
    yield from _rest(name, "1,000")
    fill()
    database.analyze(name)
    yield from _measured(name, "100,000")
    yield from _rest(name, "100,000")


def fill() -> None:
    """A hundred thousand courtyards with a committee, a contract and a cadre each, in the case's first street."""
    by = service_account()
    with scope.enter(scope.Scope(districts=(CASE,), actor=by.pk)):
        with change(district=CASE, by=by, reason="bench"), connection.cursor() as cursor:
            for statement in database.statement("many_records").split(";\n"):
                if statement.strip():
                    cursor.execute(statement, {"district": CASE, "many": MANY})


def _measured(name: str, size: str) -> Iterator[timing.Measure]:
    with scope.enter(scope.Scope(districts=(CASE,))), database.bare(name) as bare, bare.cursor() as cursor:
        database.enter(cursor, scope.Scope(districts=(CASE,)).settings())
        for key in KEYS:
            works = {"ours": lambda key=key: page(key), "bare": lambda key=key: _bare(cursor, key)}
            if [row[0] for row in _bare(cursor, key)[0]] != [record.pk for record in page(key)]:
                raise RuntimeError(f"The two answers for {key} differ.")
            spent = timing.interleaved(works, REPETITIONS)
            yield timing.Measure(f"list of {key}, {size} records", spent["ours"], LIMIT, spent["bare"])


def _rest(name: str, size: str) -> Iterator[timing.Measure]:
    """A thousand records as a program fetches them, against the same rows written as JSON."""
    asker = coverage.program("records")
    with database.bare(name) as bare, bare.cursor() as cursor:
        database.enter(cursor, scope.Scope(districts=(CASE,)).settings())
        for key in REST_KEYS:
            statement = database.statement(f"rest_{key}")

            def fetched(key: str = key) -> bytes:
                answer = asker.get(f"/api/v1/districts/{CASE}/{key}?limit=1000&on={ON}")
                if answer.status_code != 200:
                    raise RuntimeError(answer.content.decode()[:300])
                content: bytes = answer.content
                return content

            def written(statement: str = statement) -> str:
                cursor.execute(statement, {"district": CASE, "on": ON})
                names = [column.name for column in cursor.description]
                rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
                return json.dumps(rows, ensure_ascii=False, default=str)

            theirs, ours = json.loads(written()), json.loads(fetched())["items"]
            if [row["id"] for row in theirs] != [item["id"] for item in ours]:
                raise RuntimeError(f"The two answers for {key} differ.")
            spent = timing.interleaved({"ours": fetched, "bare": written}, REPETITIONS)
            yield timing.Measure(f"REST page of {key}, {size} records", spent["ours"], LIMIT, spent["bare"])


def page(key: str) -> list[Any]:
    """A page as the screen's view reads it, with every cell written."""
    register = registry.every()[key]
    listing = Listing(register, district=CASE, day=ON, query={})
    shown = listing.page()
    records = list(shown)
    assert shown.paginator.count and [listing.cells(record) for record in records]
    return records


def _bare(cursor: Any, key: str) -> tuple[list[Any], int]:
    rows, count = database.statement(f"list_{key.replace('-', '_')}").split(";\n")[:2]
    cursor.execute(rows, {"district": CASE, "on": ON})
    found = cursor.fetchall()
    cursor.execute(count, {"district": CASE, "on": ON})
    return found, cursor.fetchone()[0]


