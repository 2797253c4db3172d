"""A difference as a bridge: from the first value to the second, kind by kind, each with what it adds.

A rate has no parts that add up by themselves. Walked in a fixed order, the value after each kind is known, and what the
kind moves it by is the difference of two shown values: so the percentage points add up to the hundredth.
"""

from dataclasses import dataclass
from decimal import Decimal

from governance.common.money import percentage, round_half_up
from governance.indicators.comparing.explaining import Comparison, Kind
from governance.indicators.definitions import Measure

Number = int | Decimal


@dataclass(frozen=True)
class Step:
    """All records of one kind together. `before` and `after` are the values around it; None: nothing to divide by."""

    kind: Kind
    records: int
    numerator: Number
    denominator: Number | None
    before: Number | None
    after: Number | None

    @property
    def points(self) -> Number | None:
        """By how much the shown value moves."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Bridge:
    """The steps from the first value to the second, in the order of the kinds."""

    steps: tuple[Step, ...]
    first: Number | None
    second: Number | None


@dataclass(frozen=True)
class Composition:
    """Why two places differ in a numerator: because one is larger, and because its rate is another."""

    size: Decimal
    rate: Decimal


def bridge(comparison: Comparison) -> Bridge:
    """The explained records by kind, with the value as it stands after each."""
    numerator, denominator = comparison.first.numerator, comparison.first.denominator
    before, steps = comparison.first.value, []
    for kind in Kind:
        records = [one for one in comparison.explained if one.kind is kind]
        if not records:
            continue
        moved = sum((one.numerator for one in records), start=numerator * 0)
        under = None if denominator is None else sum((one.denominator or 0 for one in records), start=denominator * 0)
        numerator += moved
        denominator = None if denominator is None or under is None else denominator + under
        after = _value(comparison, numerator, denominator)
        steps.append(Step(kind, len(records), moved, under, before, after))
        before = after
    return Bridge(tuple(steps), comparison.first.value, comparison.second.value)


def _value(comparison: Comparison, numerator: Number, denominator: Number | None) -> Number | None:
    if comparison.indicator.measure is Measure.PERCENT:
        return percentage(numerator, denominator or 0)
    return numerator


def composition(comparison: Comparison) -> Composition | None:
    """The difference of the numerators of two places: at the first one's rate the larger one would have `size` more;
    the rest is its other `rate`. None where nothing can be divided, or the places are the same.
    """
    first, second = comparison.first, comparison.second
    if not comparison.differs_in_place or not first.denominator or second.denominator is None:
        return None
    grown = Decimal(second.denominator - first.denominator)
    size = round_half_up(grown * Decimal(first.numerator) / Decimal(first.denominator))
    return Composition(size, Decimal(comparison.numerator) - size)
