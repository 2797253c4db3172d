"""Figures of a district on a day, straight from its records: values, members, series.

They count what the tenant scope shows; inside `scope.as_known_at` they count what was known then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from governance.common.money import percentage
from governance.divisions.models import Community, Street
from governance.indicators import statements, trends
from governance.indicators.definitions import Indicator, Measure
from governance.indicators.lists import Member, members
from governance.indicators.questions import (
    FilterNotDefined,
    PopulationNotDefined,
    Question,
    Wanted,
    ask,
    figure,
    population_of,
    run,
)
from governance.indicators.statements import Asked
from governance.tenancy.models import District

__all__ = [
    "LEVELS", "NOWHERE", "Cell", "Division", "FilterNotDefined", "Member", "PopulationNotDefined", "Question", "ask",
    "by_division", "divisions", "grid", "members", "pairs", "population_of", "series", "values",
]

LEVELS = ("district", "street", "community")
# The code of the line that holds what lies in no street (market firms), or in no community.
NOWHERE = ""
# Read with every answer by division; the ORM would take longer to say it than the database to do it.
DIVISIONS = {
    "street": "SELECT code, name, id FROM governance_street WHERE district_id = %(district)s ORDER BY code",
    "community": (
        "SELECT code, name, id FROM governance_community WHERE district_id = %(district)s"
        " AND (%(street)s::bigint IS NULL OR street_id = %(street)s) ORDER BY code"
    ),
}
# Numerator and denominator by area (the id of a street or community; None for the district or nowhere).
Figures = dict[int | None, tuple[Any, Any]]
# The same for each of many days.
Followed = dict[int | None, list[tuple[Any, Any]]]


@dataclass(frozen=True)
class Division:
    """A district, street or community as a figure names it."""

    code: str
    name: str
    id: int | None = None


@dataclass(frozen=True)
class Cell:
    """One figure: `value` is the percentage, count or yuan; None where there is nothing to divide by."""

    indicator: Indicator
    population: str
    division: Division
    numerator: int | Decimal
    denominator: int | Decimal | None

    @property
    def value(self) -> Decimal | int | None:
        if self.indicator.measure is Measure.PERCENT:
            return percentage(self.numerator, self.denominator or 0)
        return self.numerator

    @property
    def gap(self) -> int | Decimal:
        """How much is missing to the full denominator; 0 for figures that have none."""
        return (self.denominator - self.numerator) if self.denominator else 0


def values(
    question: Question, indicators: Sequence[Indicator], *, by: str = "district", population: Wanted = None,
    district_name: str = "", lines: list[Division] | None = None,
) -> list[Cell]:
    """A cell per indicator, population and division, in this order. Percentages are divided here, never stored.

    What lies in no street appears, by street, in a line of its own with an empty code. Asked for the whole of a
    street or community, the line is that street or community. `lines`: the divisions, where they are known already.
    """
    asked = ask(question, indicators, population)
    lines = divisions(question, by, district_name) if lines is None else lines
    area = _area(question, by)
    counted = _counted(question, asked, area)
    return [
        _cell(*pair, division, *figures.get(division.id, (0, None)))
        for pair, figures in zip(asked, counted, strict=True)
        for division in _lines(lines, area, None in figures)
    ]


def series(
    question: Question, indicators: Sequence[Indicator], days: Sequence[date], *, by: str = "district",
    population: Wanted = None, district_name: str = "", lines: list[Division] | None = None,
) -> dict[str, list[tuple[date, Cell]]]:
    """The figures on many days in one statement: by indicator; population, division, day within.

    Up to `trends.DAYS_AT_ONCE` days are one reading of the records, more are several. `question.on` plays no part.
    What lies in no street has, by street, a division of its own, if anything lay there on one of the days.
    """
    asked = ask(question, list(dict.fromkeys(indicators)), population)
    ordered = sorted(set(days))
    lines, area = divisions(question, by, district_name) if lines is None else lines, _area(question, by)
    followed = _followed(question, asked, ordered, area)
    told: dict[str, list[tuple[date, Cell]]] = {indicator.key: [] for indicator, _code in asked}
    for pair, found in zip(asked, followed, strict=True):
        told[pair[0].key] += [
            (day, _cell(*pair, division, *figures))
            for division in _lines(lines, area, None in found)
            for day, figures in zip(ordered, found.get(division.id, [(0, None)] * len(ordered)), strict=True)
        ]
    return told


def by_division(told: Iterable[tuple[date, Cell]]) -> list[tuple[Division, list[tuple[date, Cell]]]]:
    """The days of one population of a series, a line for each division."""
    return [(division, list(line)) for division, line in groupby(told, key=lambda pair: pair[1].division)]


def grid(
    question: Question, asked: Sequence[Asked], days: Sequence[date], *, by: str = "district"
) -> dict[tuple[Asked, int | None, date], Cell]:
    """Indicators, each over a population of its own, on many days: a cell by what was asked, the area's id, and the day.

    An area (`by`: the id of a street; None for the district, or for what lies in no street) without records has no cell;
    the district always has one. One statement for up to `trends.DAYS_AT_ONCE` days.
    """
    ordered, asked = sorted(set(days)), list(dict.fromkeys(asked))
    nothing: Followed = {None: [(0, None)] * len(ordered)} if by == "district" else {}
    return {
        (pair, area, day): _cell(*pair, Division("", ""), *figures)
        for pair, found in zip(asked, _followed(question, asked, ordered, by), strict=True)
        for area, line in (nothing | found).items()
        for day, figures in zip(ordered, line, strict=True)
    }


def pairs(question: Question, asked: Sequence[Asked], days: Sequence[date]) -> list[list[tuple[Any, Any]]]:
    """Numerator and denominator as the records have them, for each asked figure on each of the ordered days."""
    nothing = [(0, None)] * len(days)
    return [found.get(None, nothing) for found in _followed(question, asked, days, "district")]


def divisions(question: Question, by: str, district_name: str = "") -> list[Division]:
    """The divisions that the answer has a line for, in the order of their codes."""
    within = _within(question)
    if _area(question, by) == "district":
        if within is not None:
            return [replace(within, id=None)]
        names = District.objects.filter(pk=question.district).values_list("name", flat=True)
        return [Division(str(question.district), district_name or names.first() or "")]
    return [Division(*row) for row in run(DIVISIONS[by], question.parameters())]


def _within(question: Question) -> Division | None:
    """The street or community to which the question is held."""
    model: Any = Community if question.community is not None else Street if question.street is not None else None
    if model is None:
        return None
    place = question.place
    if place is None:
        places = model.objects.filter(district_id=question.district, pk=question.community or question.street)
        place = places.values_list("code", "name").first()
    return Division(*place or ("", ""))


def _area(question: Question, by: str) -> str:
    """The level to group by: a street can't be split by street, nor a community by anything."""
    if question.community is not None or (question.street is not None and by == "street"):
        return "district"
    return by


def _lines(lines: list[Division], area: str, has_nowhere: bool) -> list[Division]:
    if area == "district" or not has_nowhere:
        return lines
    return [*lines, Division(NOWHERE, _("in no street") if area == "street" else _("in no community"))]


def _cell(indicator: Indicator, population: str, division: Division, numerator: Any, denominator: Any) -> Cell:
    if indicator.measure is not Measure.PERCENT:
        denominator = None
    elif denominator is None:
        denominator = 0
    return Cell(
        indicator, population, division, figure(indicator, numerator),
        None if denominator is None else figure(indicator, denominator),
    )


def _grouped(asked: Sequence[Asked]) -> tuple[dict[str, list[int]], list[int]]:
    """Places in `asked` by what one statement can answer: coverages by their base, and the tallies."""
    coverages: dict[str, list[int]] = {}
    tallies: list[int] = []
    for place, (indicator, _code) in enumerate(asked):
        (coverages.setdefault(indicator.population, []) if indicator.population else tallies).append(place)
    return coverages, tallies


def _counted(question: Question, asked: Sequence[Asked], area: str) -> list[Figures]:
    """Numerator and denominator by area: one statement per population, one for all tallies."""
    found: list[Figures] = [{} for _ in asked]
    coverages, tallies = _grouped(asked)
    for group in coverages.values():
        statement = statements.coverage([asked[place] for place in group], area)
        for where, *figures in run(statement, question.parameters()):
            for position, place in enumerate(group):
                found[place][where] = (figures[2 * position], figures[2 * position + 1])
    if tallies:
        for position, where, *pair in run(
            statements.tallies([asked[place] for place in tallies], area), question.parameters()
        ):
            found[tallies[position]][where] = (pair[0], pair[1])
    return found


def _followed(question: Question, asked: Sequence[Asked], days: Sequence[date], area: str) -> list[Followed]:
    """Numerator and denominator of each day by area: one statement for all, as long as a mask holds the days."""
    if len(days) == 1:
        # Without the masks of many days it is four times as fast.
        counted = _counted(replace(question, on=days[0]), asked, area)
        return [{where: [pair] for where, pair in figures.items()} for figures in counted]
    coverages, tallies = _grouped(asked)
    places = [place for group in [*coverages.values(), tallies] for place in group]
    statement = trends.statement(
        [[asked[place] for place in group] for group in coverages.values()], [asked[place] for place in tallies], area
    )
    found: list[Followed] = [{} for _ in asked]
    for start in range(0, len(days), trends.DAYS_AT_ONCE):
        chunk = list(days[start : start + trends.DAYS_AT_ONCE])
        rows = run(statement, question.parameters() | {"on": None, "days": chunk})
        for (position, where), figures in trends.read(rows, chunk).items():
            line = found[places[position]].setdefault(where, [(0, None)] * len(days))
            line[start : start + len(chunk)] = [(numerator, denominator) for numerator, denominator in figures]
    return found
