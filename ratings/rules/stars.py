"""The rating standard as arithmetic: what was found in, an explained star out. No clock, no database.

The policy (《老旧小区物业管理星级标准及评分细则》) deducts per occurrence up to an item's full mark, adds a capped bonus,
gives the star whose inclusive lower bound is reached (published tables leave holes like 81-85 | 86-90, so a bound
belongs to its star), and lets a veto cap it. Other cities weigh sources (宝安, 厦门), count on 1,100 points (湖南), or
give stars by rank (福州). `ratings/sql/stars.sql` is the production run, this is the readable law and the independent check.

Points of an item, and the score, have two decimals, rounded half up; weighted sums between them are exact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ratings.rules.standard import Bands, Category, Item, Kind, Standard

NOTHING, WHOLE, CENT = Decimal(0), Decimal(100), Decimal("0.01")
# What was found for an item: occurrences, a percentage or points; each of several scorers' own where they have not agreed.
Found = Decimal | int | Sequence[Decimal | int]


class MarkOutOfRange(ValueError):
    """What was found can't be: a negative count, points above the full mark, a percentage above 100."""

    def __init__(self, item: Item, value: Decimal | int) -> None:
        super().__init__(f"{item.code}: {value}")
        self.item, self.value = item, value


@dataclass(frozen=True)
class Mark:
    """What one item came to. `found` is empty where nobody said anything; `deducted` is 0 in a bonus category."""

    item: Item
    found: tuple[Decimal, ...]
    points: Decimal
    deducted: Decimal
    weighted: Decimal


@dataclass(frozen=True)
class Block:
    """What a category came to: the sum of its items and classes, and what its cap leaves of it."""

    category: Category
    sum: Decimal
    points: Decimal


@dataclass(frozen=True)
class Rating:
    """The outcome with its reasons. `to_next_star` is what the score lacks; None at five stars, under a veto, or by rank.

    `better`, `rated`: by rank, how many of how many have a better score.
    """

    score: Decimal
    star: int
    star_by_score: int
    is_vetoed: bool
    bonus: Decimal
    marks: tuple[Mark, ...]
    blocks: tuple[Block, ...]
    to_next_star: Decimal | None
    better: int | None = None
    rated: int | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """Items that need somebody's word and have none: measured ones and given points, never counted faults."""
        return tuple(m.item.code for m in self.marks if not m.found and m.item.kind not in (Kind.FAULTS, Kind.MERITS))


def points(item: Item, value: Decimal | int) -> Decimal:
    """The points that one finding gives, 0 to the full mark. Raises MarkOutOfRange."""
    found = Decimal(value)
    most = {Kind.POINTS: item.full_mark, Kind.SHORTFALL: WHOLE, Kind.SHARE: WHOLE}.get(item.kind)
    if found < 0 or (most is not None and found > most):
        raise MarkOutOfRange(item, value)
    match item.kind:
        case Kind.FAULTS:
            return max(item.full_mark - item.per_unit * found, NOTHING)
        case Kind.MERITS:
            return min(item.per_unit * found, item.full_mark)
        case Kind.SHORTFALL:
            below = max((item.target or NOTHING) - found, NOTHING)
            return max(item.full_mark - _rounded(item.per_unit * below), NOTHING)
        case Kind.SHARE:
            return _rounded(item.full_mark * found / WHOLE)
        case Kind.POINTS:
            return found


def score(standard: Standard, found: Mapping[str, Found]) -> tuple[Decimal, Decimal, tuple[Mark, ...], tuple[Block, ...]]:
    """Score, bonus, marks and categories of one sheet. Raises MarkOutOfRange."""
    bonus_blocks = {category.code for category in standard.categories if category.is_bonus}
    marks = tuple(_mark(standard, item, found.get(item.code, ()), item.category in bonus_blocks) for item in standard.items)
    blocks = _blocks(standard, marks)
    top = [block for block in blocks if block.category.parent is None]
    bonus = min(sum((b.points for b in top if b.category.is_bonus), NOTHING), standard.bonus_cap)
    total = sum((b.points for b in top if not b.category.is_bonus), NOTHING) + bonus
    return _rounded(total), bonus, marks, blocks


def rate(
    standard: Standard, found: Mapping[str, Found], vetoes: Sequence[str] = (), *, better: int = 0, rated: int = 1
) -> Rating:
    """Rates one sheet. By rank, `better` of the `rated` ones have a better score (`ranks` tells them)."""
    total, bonus, marks, blocks = score(standard, found)
    by_rank = standard.bands is Bands.RANK
    by_score = _by_rank(standard, better, rated) if by_rank else _by_score(standard, total)
    above = [bound for bound in standard.bounds.values() if bound > total]
    return Rating(
        score=total,
        star=min([by_score, *(standard.vetoes[code] for code in vetoes)]),
        star_by_score=by_score,
        is_vetoed=bool(vetoes),
        bonus=bonus,
        marks=marks,
        blocks=blocks,
        to_next_star=None if vetoes or by_rank or not above else min(above) - total,
        better=better if by_rank else None,
        rated=rated if by_rank else None,
    )


def ranks(scores: Sequence[Decimal]) -> list[int]:
    """How many have a better score, for each: equal scores share the better rank."""
    ordered = sorted(scores, reverse=True)
    first = {value: place for place, value in reversed(list(enumerate(ordered)))}
    return [first[value] for value in scores]


def _by_score(standard: Standard, total: Decimal) -> int:
    return max((star for star, bound in standard.bounds.items() if total >= bound), default=0)


def _by_rank(standard: Standard, better: int, rated: int) -> int:
    """10 % of 10 is one: the second of ten has one better, 10 %, and is no longer among the first tenth."""
    return max((star for star, bound in standard.bounds.items() if better * WHOLE < bound * rated), default=0)


def _mark(standard: Standard, item: Item, found: Found, is_bonus: bool) -> Mark:
    given = tuple(map(Decimal, found)) if isinstance(found, Sequence) else (Decimal(found),)
    if given:
        got = _rounded(sum((points(item, value) for value in given), NOTHING) / len(given))
    else:
        # Nobody found a fault: nothing is deducted. What has to be measured or given, and was not, gives nothing.
        got = item.full_mark if item.kind is Kind.FAULTS else NOTHING
    deducted = NOTHING if is_bonus else item.full_mark - got
    return Mark(item, given, got, deducted, got * standard.weight(item) / WHOLE)


def _blocks(standard: Standard, marks: Sequence[Mark]) -> tuple[Block, ...]:
    """Every category, its own classes before itself, so that a class's cap holds before that of what it stands in."""
    children: dict[str | None, list[Category]] = {}
    for category in standard.categories:
        children.setdefault(category.parent, []).append(category)
    found: list[Block] = []

    def close(category: Category) -> Decimal:
        inner = sum((close(child) for child in children.get(category.code, ())), NOTHING)
        total = inner + sum((mark.weighted for mark in marks if mark.item.category == category.code), NOTHING)
        held = total if category.cap is None else min(total, category.cap)
        found.append(Block(category, total, held))
        return held

    for category in children.get(None, ()):
        close(category)
    return tuple(found)


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(CENT, ROUND_HALF_UP)
