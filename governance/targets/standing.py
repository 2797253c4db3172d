"""How a figure stands against what it is to reach."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from governance.indicators.definitions import Better, Measure
from governance.indicators.statistics import Cell

WHOLE = Decimal(100)


class State(StrEnum):
    REACHED = "reached"
    MISSING = "missing"
    # There is nothing to divide by, or nothing to hold it against.
    NONE = "none"


@dataclass(frozen=True)
class Standing:
    """`missing` is how many records (or how much) the figure lacks to the goal; exact, not from the rounded rate."""

    state: State
    goal: Decimal | None = None
    missing: int | Decimal = 0


def against(cell: Cell, goal: Decimal | None) -> Standing:
    """The figure against a goal: per cent of a rate, else a number."""
    indicator = cell.indicator
    if goal is None or indicator.better is Better.NEITHER or cell.value is None:
        return Standing(State.NONE, goal)
    missing = _missing(cell, goal)
    return Standing(State.MISSING, goal, missing) if missing > 0 else Standing(State.REACHED, goal)


def whole(cell: Cell) -> Decimal | None:
    """What a coverage without a target is held against: all of its records."""
    indicator = cell.indicator
    is_coverage = indicator.population and indicator.measure is Measure.PERCENT
    return WHOLE if is_coverage and indicator.better is Better.HIGHER else None


def _missing(cell: Cell, goal: Decimal) -> int | Decimal:
    lower = cell.indicator.better is Better.LOWER
    if cell.indicator.measure is not Measure.PERCENT:
        return cell.numerator - goal if lower else goal - cell.numerator
    wanted = goal * Decimal(cell.denominator or 0) / WHOLE
    # A record is whole, and so is a fen.
    step = Decimal("0.01") if cell.indicator.fen else Decimal(1)
    edge = wanted.quantize(step, rounding=ROUND_FLOOR if lower else ROUND_CEILING)
    gap = cell.numerator - edge if lower else edge - cell.numerator
    return gap if cell.indicator.fen else int(gap)
