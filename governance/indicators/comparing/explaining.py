"""Which records make the difference between two sides, and what became of each.

The way from the first side to the second is walked in steps, one thing at a time: first what is known later, then the
day, then the place and the population. Each step is a difference of sums over the same records, so whatever a record is
said to be, the parts add up to the whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from governance.common.money import percentage
from governance.indicators.comparing.sides import (
    ABSENT,
    Side,
    Snapshot,
    Standing,
    codes_of,
    parameters_of,
    snapshot,
    standing,
)
from governance.indicators.definitions import Indicator, Measure
from governance.indicators.questions import figure, population_of
from governance.indicators.statistics import Cell


class Kind(StrEnum):
    """What became of a record between the sides; in the order in which a difference is told."""

    CORRECTED = "corrected"
    ONLY_FIRST = "only_first"
    ONLY_SECOND = "only_second"
    MOVED_OUT = "moved_out"
    MOVED_IN = "moved_in"
    ENDED = "ended"
    NEW = "new"
    LEFT = "left"
    JOINED = "joined"
    LOST = "lost"
    GAINED = "gained"
    CHANGED = "changed"


ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Explained:
    """A record that makes a part of the difference.

    `how` says of a corrected record what the later knowledge did to it; of any other it repeats the kind.
    """

    kind: Kind
    how: Kind
    id: int
    code: str
    name: str
    pinyin: str
    before: Standing
    after: Standing
    numerator: int | Decimal
    denominator: int | Decimal | None


@dataclass(frozen=True)
class Line:
    """What one community adds to a side, where two places are compared."""

    side: int
    community: int | None
    street: int | None
    numerator: int | Decimal
    denominator: int | Decimal | None

    @property
    def value(self) -> Decimal | None:
        """The community's own rate; None where it has none."""
        return percentage(self.numerator, self.denominator or 0)


@dataclass(frozen=True)
class Comparison:
    """Two figures of one indicator, and every record that makes them differ."""

    indicator: Indicator
    sides: tuple[Side, Side]
    first: Cell
    second: Cell
    explained: tuple[Explained, ...]
    lines: tuple[Line, ...] = ()

    @property
    def numerator(self) -> int | Decimal:
        return self.second.numerator - self.first.numerator

    @property
    def denominator(self) -> int | Decimal | None:
        if self.first.denominator is None or self.second.denominator is None:
            return None
        return self.second.denominator - self.first.denominator

    @property
    def value(self) -> Decimal | int | None:
        """The difference of the shown values: percentage points, records or yuan; None where one has no value."""
        if self.first.value is None or self.second.value is None:
            return None
        return self.second.value - self.first.value

    @property
    def differs_in_place(self) -> bool:
        return self.sides[0].place != self.sides[1].place


def compare(
    indicator: Indicator, first: Side, second: Side, *, district: int, firm: str | None = None
) -> Comparison:
    """The difference between two sides: one statement for each day as known at each moment, three at most.

    Raises PopulationNotDefined.
    """
    walk = _Walk(indicator, first, second, district, firm)
    known = replace(first, as_of=second.as_of)
    later = replace(known, on=second.on)
    told = [
        *walk.step(first, known, Kind.CORRECTED),
        *walk.step(known, later, None),
        *walk.step(later, second, None),
    ]
    told.sort(key=lambda one: (ORDER[one.kind], one.pinyin, one.id))
    places = (first.place, second.place)
    return Comparison(
        indicator, (first, second), walk.cell(first), walk.cell(second), tuple(told),
        (*walk.lines(first, 1), *walk.lines(second, 2)) if places[0] != places[1] else (),
    )


class _Walk:
    """Remembers what was read, so that each day as known at each moment is read once."""

    def __init__(self, indicator: Indicator, first: Side, second: Side, district: int, firm: str | None) -> None:
        self.indicator, self.district, self.firm = indicator, district, firm
        self.codes = codes_of(indicator, first, second)
        self.read: dict[tuple[Any, ...], Snapshot] = {}

    def rows(self, side: Side) -> Snapshot:
        wanted = parameters_of(side)
        key = tuple(wanted.values())
        if key not in self.read:
            self.read[key] = snapshot(
                self.indicator, self.codes, district=self.district, firm=self.firm, **wanted
            )
        return self.read[key]

    def standings(self, side: Side) -> dict[int, Standing]:
        mark = self.codes.index(population_of(self.indicator, side.population))
        return {pk: standing(rows, side, mark) for pk, rows in self.rows(side).items()}

    def step(self, before: Side, after: Side, as_kind: Kind | None) -> Iterator[Explained]:
        """What each record adds between two sides that differ in one thing; nothing where they are the same."""
        if before == after:
            return
        rows, later_rows = self.rows(before), self.rows(after)
        standings, later = self.standings(before), self.standings(after)
        places_differ = before.place != after.place
        for pk in {**standings, **later}:
            old, new = standings.get(pk, ABSENT), later.get(pk, ABSENT)
            numerator, denominator = new.numerator - old.numerator, new.denominator - old.denominator
            if not self.has_denominator:
                denominator = 0
            if not numerator and not denominator:
                continue
            named = (later_rows.get(pk) or rows[pk])[0]
            how = _kind(old, new, places_differ, self.indicator)
            yield Explained(
                as_kind or how, how, pk, named.code, named.name, named.pinyin, old, new, self.figure(numerator),
                self.figure(denominator) if self.has_denominator else None,
            )

    @property
    def has_denominator(self) -> bool:
        return self.indicator.measure is Measure.PERCENT

    def figure(self, number: int) -> int | Decimal:
        return figure(self.indicator, number)

    def cell(self, side: Side) -> Cell:
        counted = self.standings(side).values()
        denominator = sum(one.denominator for one in counted)
        return Cell(
            self.indicator, population_of(self.indicator, side.population), side.division,
            self.figure(sum(one.numerator for one in counted)),
            self.figure(denominator) if self.has_denominator else None,
        )

    def lines(self, side: Side, number: int) -> list[Line]:
        """The side by community, in no order of its own."""
        mark = self.codes.index(population_of(self.indicator, side.population))
        sums: dict[tuple[int | None, int | None], list[int]] = {}
        for rows in self.rows(side).values():
            for row in rows:
                if row.marks[mark] and row.lies_in(side.place):
                    line = sums.setdefault((row.community, row.street), [0, 0])
                    line[0] += row.numerator
                    line[1] += row.denominator
        return [
            Line(number, community, street, self.figure(part[0]), self.figure(part[1]) if self.has_denominator else None)
            for (community, street), part in sums.items()
        ]


def _kind(old: Standing, new: Standing, places_differ: bool, indicator: Indicator) -> Kind:
    if old.is_counted and new.is_counted:
        return _amounts(old, new, indicator)
    if new.is_counted:
        if places_differ:
            return Kind.ONLY_SECOND
        return Kind.JOINED if old.is_within else Kind.MOVED_IN if old.is_present else Kind.NEW
    if places_differ:
        return Kind.ONLY_FIRST
    return Kind.LEFT if new.is_within else Kind.MOVED_OUT if new.is_present else Kind.ENDED


def _amounts(old: Standing, new: Standing, indicator: Indicator) -> Kind:
    """Of a record that counts on both sides: whether it came to be covered, ceased to be, or only its amount differs."""
    covers = bool(indicator.population) or (indicator.measure is Measure.PERCENT and not indicator.fen)
    was, is_now = old.numerator >= old.denominator, new.numerator >= new.denominator
    if covers and old.denominator == new.denominator and was != is_now:
        return Kind.GAINED if is_now else Kind.LOST
    return Kind.CHANGED
