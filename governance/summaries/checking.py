"""The summary held against figures counted live, on every day on which one of the two can change."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from governance.common import sql
from governance.indicators.questions import run
from governance.summaries import reading, series, statements
from governance.summaries.models import SummaryState, SummaryYear
from governance.tenancy import scope

# What the clock of a page or program takes.
FIRST_YEAR, LAST_YEAR = 1900, 2200


class Unreproducible(Exception):
    """A change was being written while the summary was made; the records of that moment can't be told exactly."""


@dataclass(frozen=True)
class Difference:
    """A figure of which summary and records disagree, as numerator and denominator, on the first day they do."""

    indicator: str
    population: str
    on: date
    summary: tuple[int, int]
    live: tuple[int, int]
    days: int = 1

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"on": self.on.isoformat()}

    def __str__(self) -> str:
        said, counted = ("/".join(map(str, pair)) for pair in (self.summary, self.live))
        return f"{self.indicator} ({self.population}) {self.on}: {said} ≠ {counted}"


@dataclass(frozen=True)
class Comparison:
    """How many figures were compared on how many days, and where they differ."""

    figures: int
    days: int
    differences: list[Difference]


def compare(district: int, days: Iterable[date] | None = None) -> Comparison:
    """Compares every figure of the district on the days; without them on every day of change and the day before.

    A summary that is older than the records is held against them as they were known at its moment. Raises
    Unreproducible where that moment can't be told.
    """
    [state] = reading.states([district])
    chosen = sorted(days if days is not None else days_of_change(district))
    if state.as_of is None or not chosen:
        return Comparison(0, len(chosen), [])
    if not state.abreast:
        _demand_finished(district)
    asked = series.every()
    kept = reading.kept([state], asked, chosen)
    with scope.as_known_at(None if state.abreast else state.as_of):
        counted = reading.live(district, asked, chosen)
    found: dict[tuple[int, int], list[int]] = {}
    for (position, _district, number), pair in counted.items():
        if kept.get((position, district, number), (0, 0)) != pair:
            found.setdefault((position, district), []).append(number)
    differences = [
        Difference(
            asked[position][0].key, asked[position][1], chosen[min(numbers)],
            kept.get((position, district, min(numbers)), (0, 0)), counted[position, district, min(numbers)], len(numbers),
        )
        for (position, _district), numbers in found.items()
    ]
    return Comparison(len(asked), len(chosen), differences)


def days_of_change(district: int) -> set[date]:
    """Every day on which the records or the summary change, the day before, and both ends of what can be asked."""
    rows = SummaryYear.objects.filter(district_id=district).values_list("days", "year")
    found = {day for days, _year in rows for day in days} | {date(year, 1, 1) for _days, year in rows}
    asked = {"district": district, "on": None, "firm": None}
    found |= {day for (day,) in run(statements.days(series.every()), asked)}
    ends = {date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)}
    return ends | {near for day in found for near in (day, day - timedelta(days=1)) if FIRST_YEAR <= near.year <= LAST_YEAR}


def _demand_finished(district: int) -> None:
    as_of, snapshot = SummaryState.objects.values_list("as_of", "snapshot").get(district_id=district)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.load("governance", "summaries/unfinished"),
            {"district": district, "as_of": as_of, "snapshot": snapshot},
        )
        if cursor.fetchone()[0]:
            raise Unreproducible(as_of)
