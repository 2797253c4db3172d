"""The key figures of a place, read once: now, at the earlier day, over twelve months, by street or community."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from governance.claims.models import FigureClaim
from governance.indicators import statistics
from governance.indicators.definitions import Better, Indicator, Measure
from governance.indicators.statistics import Cell, Division
from governance.targets import reading, standing
from governance.targets.models import FigureTarget
from governance.targets.standing import Standing, State
from portal import figures
from portal.dashboard import times
from portal.dashboard.places import Place
from portal.figures import Card

# From the first to the last shade of the heat table: lacking less than so many points to the goal.
SHADES = (Decimal(0), Decimal(5), Decimal(15), Decimal(35))


@dataclass(frozen=True)
class Rate:
    """A figure on the day beside what it was and what it is to be. `history` is by month, the day itself last."""

    cell: Cell
    before: Cell
    target: FigureTarget | None
    declared: Card | None = None
    history: tuple[tuple[date, Cell], ...] = ()

    @property
    def indicator(self) -> Indicator:
        return self.cell.indicator

    @property
    def standing(self) -> Standing:
        """Against its target."""
        return standing.against(self.cell, self.target.value if self.target else None)

    @property
    def towards(self) -> Standing:
        """Against its target, or where it has none against the whole of its records."""
        return standing.against(self.cell, self.target.value if self.target else standing.whole(self.cell))

    @property
    def change(self) -> Decimal | int | None:
        """How much it moved; in points for a rate. None where one of the two can't be told."""
        if self.cell.value is None or self.before.value is None:
            return None
        return self.cell.value - self.before.value

    @property
    def distance(self) -> Decimal:
        """How far it moved, either way; nothing where that can't be told."""
        return abs(Decimal(self.change or 0))

    @property
    def is_better(self) -> bool | None:
        """Whether it moved as it should; None where nothing moved or nobody says which way is better."""
        if not self.change or self.indicator.better is Better.NEITHER:
            return None
        return (self.change > 0) == (self.indicator.better is Better.HIGHER)

    @property
    def shade(self) -> int | None:
        """From 0 (at the goal) to 4 (far from it); None where there is no goal or nothing to divide by."""
        found = self.towards
        if found.state is State.NONE or found.goal is None or self.cell.value is None:
            return None
        if found.state is State.REACHED:
            return 0
        if self.indicator.measure is not Measure.PERCENT:
            return 3
        distance = abs(found.goal - self.cell.value)
        return next((shade for shade, edge in enumerate(SHADES[1:], start=1) if distance < edge), len(SHADES))

    @property
    def card(self) -> Card:
        """With what documents declare."""
        return self.declared or Card(self.cell)

    @property
    def claim(self) -> FigureClaim | None:
        return self.card.claim


@dataclass(frozen=True)
class Line:
    """A street's or community's row; without a code it holds what lies in none."""

    division: Division
    rates: tuple[Rate, ...]

    @property
    def missing(self) -> int:
        """Records that all its figures together lack to their goals."""
        return sum(int(rate.towards.missing) for rate in self.rates if not rate.indicator.fen)


@dataclass(frozen=True)
class Board:
    """What the panels tell: `rates` of the whole place, `lines` of its parts, in the order of the key figures."""

    rates: tuple[Rate, ...]
    lines: tuple[Line, ...]


def read(
    place: Place, indicators: Sequence[Indicator], *, on: date, before: date, months: int = times.SPARK_MONTHS
) -> Board:
    """The board: one statement over the records, whose parts add up to the whole; the targets and claims beside it."""
    days = times.ends(on, months)
    told = statistics.series(
        place.question(on), indicators, sorted({*days, before}), by=place.by, district_name=place.name
    )
    targets = reading.on(place.district, on)
    street = place.street.pk if place.street else None
    rates, columns = [], []
    for indicator in indicators:
        lines = [(division, dict(cells)) for division, cells in statistics.by_division(told[indicator.key])]
        whole = {day: _sum(indicator, [cells[day] for _division, cells in lines], place.name) for day in {*days, before}}
        rates.append(
            Rate(
                whole[on], whole[before], targets.of(whole[on], street),
                history=tuple((day, whole[day]) for day in days),
            )
        )
        columns.append({
            division: Rate(cells[on], cells[before], targets.of(cells[on], street or division.id),
                           history=tuple((day, cells[day]) for day in days))
            for division, cells in lines
        })
    divisions = dict.fromkeys(division for column in columns for division in column)
    declared = cards(place, on, [rate.cell for rate in rates])
    return Board(
        tuple(replace(rate, declared=declared[rate.indicator.key]) for rate in rates),
        tuple(_line(division, columns) for division in _ordered(divisions)),
    )


def cards(place: Place, on: date, cells: Sequence[Cell]) -> dict[str, Card]:
    """Figures of the place with what documents declare of them, by key; of a community no document declares any."""
    if place.level == "community":
        return {cell.indicator.key: Card(cell) for cell in cells}
    return figures.cards(place.district, on, cells, street=place.street.pk if place.street else None)


def _sum(indicator: Indicator, cells: Sequence[Cell], name: str) -> Cell:
    """The parts of a place as one: members lie in one part on a day, so numbers add up. No parts add up to nothing."""
    parts = [cell.denominator for cell in cells if cell.denominator is not None]
    denominator = sum(parts) if indicator.measure is Measure.PERCENT else None
    return Cell(
        indicator, cells[0].population if cells else indicator.default, Division("", name),
        sum(cell.numerator for cell in cells), denominator,
    )


def _ordered(divisions: dict[Division, None]) -> list[Division]:
    """By code; what lies nowhere last."""
    return sorted(divisions, key=lambda division: (division.code == "", division.code))


def _line(division: Division, columns: Sequence[dict[Division, Rate]]) -> Line:
    return Line(division, tuple(column[division] if division in column else _empty(column, division) for column in columns))


def _empty(column: dict[Division, Rate], division: Division) -> Rate:
    """A figure that counts nothing outside the streets."""
    like = next(iter(column.values())).cell
    nothing = Cell(like.indicator, like.population, division, 0, None if like.denominator is None else 0)
    return Rate(nothing, nothing, None)
