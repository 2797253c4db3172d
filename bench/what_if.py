"""36 months of what-if for a district of a thousand courtyards: the statement against the bare SELECT of the same amounts, and
the whole answer of a page, with what stands beside it, winners, losers and every line that differs."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import connection

from bench import database, timing
from governance.common.periods import Month
from governance.tenancy import scope
from subsidies import reading
from subsidies.scenarios import computing, supposing
from subsidies.scenarios.supposing import Supposition
from subsidies.schemes import shape
from tests.subsidies import ground

COURTYARDS, REPETITIONS = 1000, 9
DISTRICT = 990302
FIRST, LAST = Month.of(ground.FIRST_MONTH), Month.of(ground.FIRST_MONTH).plus(35)
# The last month whose facts are known; the later ones are to come.
KNOWN = FIRST.plus(17)
LIMIT, LIMIT_MS = 1.5, 3000


def measures(name: str) -> Iterator[timing.Measure]:
    """Both sides fetch every line; nothing is written, so nothing has to be rolled back."""
    with ground.standing(DISTRICT) as by:
        areas = [str(Decimal("612.40") + number * Decimal("7.35")) for number in range(COURTYARDS)]
        laid = ground.lay(by, areas=areas, district=DISTRICT)
        laid.enrol_all()
        laid.rate_all()
        said = Supposition(FIRST, LAST, _cheaper(shape.complete(reading.data_of(laid.scheme))))
    database.analyze(name)
    here = scope.Scope(districts=(DISTRICT,), actor=by.pk)
    with scope.enter(here):
        scenario = supposing.statement_json(DISTRICT, said)
        assert scenario is not None
        if sorted(_ours(scenario)) != sorted(_bare(scenario)):
            raise RuntimeError("The statement and the bare SELECT differ.")

    def within(work: Any) -> Any:
        def run() -> None:
            with scope.enter(here):
                work()

        return run

    spent = timing.interleaved({
        "ours": within(lambda: _ours(scenario)), "bare": within(lambda: _bare(scenario)),
        "whole": within(lambda: computing.compared(DISTRICT, said, KNOWN)),
    }, REPETITIONS)
    lines = f"{COURTYARDS * 36:,} lines"
    yield timing.Measure(
        f"what-if of {COURTYARDS:,} courtyards x 36 months against SELECT", spent["ours"], LIMIT, spent["bare"], more=lines
    )
    yield timing.Measure("the same beside what stands, by year, street, star and line", spent["whole"], LIMIT_MS)


def _cheaper(data: dict[str, Any]) -> dict[str, Any]:
    """Every rate a cent lower."""
    for row in data["rates"].values():
        for cell in row.values():
            cell["rate"] = str(Decimal(cell["rate"]) - Decimal("0.01"))
    return data


def _ours(scenario: dict[str, Any]) -> list[Any]:
    return computing.lines(DISTRICT, FIRST, LAST, KNOWN, scenario)


def _bare(scenario: dict[str, Any]) -> list[Any]:
    parameters = {
        "district": DISTRICT, "first": FIRST.first, "last": LAST.first, "known": KNOWN.first,
        "rates": json.dumps(scenario["rates"]),
    }
    with connection.cursor() as cursor:
        cursor.execute(database.statement("what_if"), parameters)
        found = cursor.fetchall()
    if len(found) != COURTYARDS * 36:
        raise RuntimeError(f"{len(found)} lines")
    return found
