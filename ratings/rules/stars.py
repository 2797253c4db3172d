"""The rating standard as arithmetic: findings in, an explained star out. No clock, no database.

The policy (《老旧小区物业管理星级标准及评分细则》) deducts per occurrence up to an item's full mark, adds a capped
bonus, gives the star whose inclusive lower bound is reached (published tables leave holes like 81-85 | 86-90, so
a bound belongs to its star), and lets a veto cap it. `ratings/sql/stars.sql` is the production run, this is the
readable law and the independent check. Marks have two decimals; nothing is rounded, a score is a sum of marks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Item:
    """An item of the standard: faults deduct from the full mark, or (bonus) merits add up to it."""

    code: str
    full_mark: Decimal
    per_occurrence: Decimal
    is_bonus: bool = False

    def points(self, occurrences: int) -> Decimal:
        """What the item yields: never below 0, never above its full mark."""
        change = self.per_occurrence * occurrences
        return min(change, self.full_mark) if self.is_bonus else max(self.full_mark - change, Decimal(0))


@dataclass(frozen=True)
class Standard:
    """Items, the inclusive lower bound of each star, and what each veto caps the star at."""

    items: tuple[Item, ...]
    thresholds: Mapping[int, Decimal]
    bonus_cap: Decimal
    vetoes: Mapping[str, int]


@dataclass(frozen=True)
class Mark:
    """What one item came to. `deducted` is 0 for a bonus."""

    item: Item
    occurrences: int
    points: Decimal
    deducted: Decimal


@dataclass(frozen=True)
class Rating:
    """The outcome with its reasons. `to_next_star` is what the score lacks; None at five stars or under a veto."""

    score: Decimal
    star: int
    star_by_score: int
    is_vetoed: bool
    bonus: Decimal
    marks: tuple[Mark, ...]
    to_next_star: Decimal | None


def rate(standard: Standard, occurrences: Mapping[str, int], vetoes: Sequence[str] = ()) -> Rating:
    """Rates one courtyard: marks, capped bonus, the highest star whose lower bound is reached, then the vetoes."""
    marks = tuple(_mark(item, occurrences.get(item.code, 0)) for item in standard.items)
    base = sum((mark.points for mark in marks if not mark.item.is_bonus), Decimal(0))
    merits = sum((mark.points for mark in marks if mark.item.is_bonus), Decimal(0))
    bonus = min(merits, standard.bonus_cap)
    score = base + bonus
    by_score = max((star for star, bound in standard.thresholds.items() if score >= bound), default=0)
    above = [bound for bound in standard.thresholds.values() if bound > score]
    return Rating(
        score=score,
        star=min([by_score, *(standard.vetoes[code] for code in vetoes)]),
        star_by_score=by_score,
        is_vetoed=bool(vetoes),
        bonus=bonus,
        marks=marks,
        to_next_star=None if vetoes or not above else min(above) - score,
    )


def _mark(item: Item, occurrences: int) -> Mark:
    points = item.points(occurrences)
    return Mark(item, occurrences, points, Decimal(0) if item.is_bonus else item.full_mark - points)
