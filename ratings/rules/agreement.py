"""How far two people agree who scored the same sheet without seeing each other's. No clock, no database.

Compared are points, not counts: two faults more beyond an item's full mark change nothing. Kappa asks how far they agree
beyond what chance would give; for it each judgement has one of three grades, as items have different full marks.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CENT, WHOLE = Decimal("0.01"), Decimal(100)


class Grade(StrEnum):
    """What a scorer thought of an item: as good as can be, in between, or worth nothing."""

    FULL = "full"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True)
class Pair:
    """The points that two scorers gave one item of one sheet."""

    first: Decimal
    second: Decimal
    full: Decimal

    @property
    def agrees(self) -> bool:
        return self.first == self.second


@dataclass(frozen=True)
class Agreement:
    """Of `items` judged by both, `agreed` have the same points.

    `difference`: the mean of the absolute differences in points; `kappa`: Cohen's, -1 to 1. Two decimals, half-up; both
    None of nothing, and kappa None where both gave one and the same grade throughout, for chance alone would agree so.
    """

    items: int
    agreed: int
    difference: Decimal | None
    kappa: Decimal | None

    @property
    def share(self) -> Decimal | None:
        """Percent of the items in agreement, two decimals."""
        return (WHOLE * self.agreed / self.items).quantize(CENT, ROUND_HALF_UP) if self.items else None


def grade(points: Decimal, full: Decimal) -> Grade:
    """The grade that points are of a full mark."""
    if points >= full:
        return Grade.FULL
    return Grade.PART if points > 0 else Grade.NONE


def agreement(pairs: Iterable[Pair]) -> Agreement:
    """What the judgements of two scorers come to, of one sheet or of many."""
    told = list(pairs)
    if not told:
        return Agreement(0, 0, None, None)
    apart = sum((abs(pair.first - pair.second) for pair in told), Decimal(0))
    return Agreement(
        len(told), sum(pair.agrees for pair in told), (apart / len(told)).quantize(CENT, ROUND_HALF_UP),
        _kappa([(grade(pair.first, pair.full), grade(pair.second, pair.full)) for pair in told]),
    )


def _kappa(grades: list[tuple[Grade, Grade]]) -> Decimal | None:
    """(observed - by chance) / (1 - by chance), with both times n² so that only the end is divided."""
    n = len(grades)
    same = n * sum(first == second for first, second in grades)
    firsts, seconds = Counter(first for first, _ in grades), Counter(second for _, second in grades)
    chance = sum(firsts[one] * seconds[one] for one in Grade)
    if chance == n * n:
        return None
    return (Decimal(same - chance) / (n * n - chance)).quantize(CENT, ROUND_HALF_UP)
