"""Figures of one district: today, of a date, as known at a moment, month by month and by community, against bare SQL."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from bench import database, timing
from bench.database import CASE, ON
from governance.common.periods import Month, months
from governance.divisions.models import Community, Street
from governance.indicators import registry, statistics
from governance.tenancy import scope

KEYS = ("self_governance_coverage", "volunteer_cover", "party_cover", "cadre_assignment")
POPULATION = "three_no"
TABLES = (
    "courtyards_courtyard", "courtyards_placement", "courtyards_threenobaseline", "courtyards_committee",
    "courtyards_volunteerservice", "party_org_partycover", "party_org_cadreassignment",
)
KNOWN = "(SELECT * FROM history.{} WHERE known_from <= %(as_of)s AND %(as_of)s < known_to)"
REPETITIONS = 25
LIMIT = 2.0


def statement(area: str, known: bool = False) -> str:
    """The hand-written statement over the tables as they are, or over their versions of a moment."""
    names = {table: KNOWN.format(table) if known else table for table in TABLES}
    return database.statement("four_by_area").format(area=area, **names)


def measures(name: str) -> Iterator[timing.Measure]:
    here = scope.Scope(districts=(CASE,))
    with scope.enter(here), database.bare(name) as connection, connection.cursor() as cursor:
        database.enter(cursor, here.settings())
        moment = timezone.now()
        days = [month.next().first - timedelta(days=1) for month in months(Month(2021, 7), Month(2022, 7))]
        streets = dict(Street.objects.values_list("pk", "code"))
        communities = dict(Community.objects.values_list("pk", "code"))

        def bare(area: str, on: date, known: bool = False) -> list[tuple[Any, ...]]:
            cursor.execute(statement(area, known), {"district": CASE, "on": on, "as_of": moment})
            return cursor.fetchall()

        title = f"{len(KEYS)} rates of a district"
        for what, on in (("by street, on the day", ON), ("by street, of a date two years before", date(2020, 7, 7))):
            yield _measured(
                f"{title} {what}", lambda on=on: figures("street", on),
                lambda on=on: told(bare("placement.in_street_id", on), streets),
            )

        # The moment is put in force before, like the scope: both stay for a whole request.
        with scope.as_known_at(moment):
            yield _measured(
                f"{title} by street, as known at a moment", lambda: figures("street", ON),
                lambda: told(bare("placement.in_street_id", ON, known=True), streets),
            )
        yield _measured(
            f"{title} by community", lambda: figures("community", ON),
            lambda: told(bare("placement.in_community_id", ON), communities),
        )
        yield _measured(
            f"{title}, 12 months", lambda: followed(days),
            lambda: {on.isoformat(): one(bare("placement.district_id", on)) for on in days},
        )


def one(rows: list[tuple[Any, ...]]) -> tuple[int, ...]:
    return tuple(rows[0][1:]) if rows else (0,) * (len(KEYS) + 1)


def told(rows: list[tuple[Any, ...]], codes: dict[int, str]) -> dict[str, tuple[int, ...]]:
    return {codes[area]: tuple(numbers) for area, *numbers in rows}


def figures(by: str, on: date) -> dict[str, tuple[int, ...]]:
    """As the endpoint counts them; areas without members have a cell, but no row."""
    indicators = [registry.find(key) for key in KEYS]
    cells = statistics.values(statistics.Question(CASE, on), indicators, by=by, population=POPULATION)
    found: dict[str, list[int]] = {}
    for cell in cells:
        if cell.denominator:
            found.setdefault(cell.division.code, []).append(int(cell.numerator))
    last = {cell.division.code: int(cell.denominator or 0) for cell in cells}
    return {code: (*numbers, last[code]) for code, numbers in found.items()}


def followed(days: list[date]) -> dict[str, tuple[int, ...]]:
    lines = statistics.series(
        statistics.Question(CASE, days[0]), [registry.find(key) for key in KEYS], days, population=POPULATION
    )
    return {
        day.isoformat(): (*(int(lines[key][at][1].numerator) for key in KEYS), int(lines[KEYS[0]][at][1].denominator or 0))
        for at, day in enumerate(days)
    }


def _measured(title: str, ours: Callable[[], Any], bare: Callable[[], Any]) -> timing.Measure:
    if ours() != bare() or not ours():
        raise RuntimeError(f"The two answers differ: {title}\n{ours()}\n{bare()}")
    spent = timing.interleaved({"ours": ours, "bare": bare}, REPETITIONS)
    return timing.Measure(title, spent["ours"], LIMIT, spent["bare"])
