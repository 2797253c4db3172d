"""Judges a printed figure against the computed one: the law of the checker. Pure arithmetic, in exact fractions.

The verdicts stand in the order of honesty. The first that fits is given: a document is only said to have counted
something else where it can't be what it says, and never said to be wrong where another reading gives its figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from governance.claims.rules.printed import Manner, Printed, Unit
from governance.indicators.definitions import Words

# Decimals with which the portal itself shows a percentage (`governance.common.money.percentage`).
SHOWN_DECIMALS = 2


class Verdict(StrEnum):
    """What a printed figure is, beside the computed one."""

    EQUAL = "equal"
    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    APPROXIMATE = "approximate"
    OTHER_POPULATION = "other_population"
    OTHER_DAY = "other_day"
    OTHER_INDICATOR = "other_indicator"
    OTHER_PARTS = "other_parts"
    UNEXPLAINED = "unexplained"
    # Nothing to set beside it: no record to divide by, or figures of two kinds.
    INCOMPARABLE = "incomparable"


LABELS = {
    Verdict.EQUAL: Words("相符", "equal"),
    Verdict.ROUNDED: Words("四舍五入相符", "equal when rounded"),
    Verdict.TRUNCATED: Words("截尾", "cut off"),
    Verdict.APPROXIMATE: Words("约数相符", "approximately equal"),
    Verdict.OTHER_POPULATION: Words("范围不同", "other population"),
    Verdict.OTHER_DAY: Words("日期不同", "other day"),
    Verdict.OTHER_INDICATOR: Words("口径不同", "other indicator"),
    Verdict.OTHER_PARTS: Words("分子分母有误", "other numerator or denominator"),
    Verdict.UNEXPLAINED: Words("无法解释", "not explained"),
    Verdict.INCOMPARABLE: Words("无法比较", "not comparable"),
}
# The document says what the records say.
AGREES = frozenset({Verdict.EQUAL, Verdict.ROUNDED, Verdict.APPROXIMATE})
# It says something else, and it can be told what.
EXPLAINED = frozenset({
    Verdict.TRUNCATED, Verdict.OTHER_POPULATION, Verdict.OTHER_DAY, Verdict.OTHER_INDICATOR, Verdict.OTHER_PARTS,
})
ALTERNATIVE_KINDS = (Verdict.OTHER_POPULATION, Verdict.OTHER_DAY, Verdict.OTHER_INDICATOR, Verdict.OTHER_PARTS)


@dataclass(frozen=True)
class Figure:
    """A computed figure: a percentage has a denominator, a count or sum of money has none."""

    numerator: int | Decimal
    denominator: int | Decimal | None = None
    unit: Unit = Unit.PERCENT
    # The measure word of what is counted, such as 家.
    measure: str = ""
    # What the numerator was added up from, where it is no figure of its own.
    addends: tuple[int | Decimal, ...] = ()

    @property
    def exact(self) -> Fraction | None:
        """The figure itself; None where there is nothing to divide by."""
        if self.unit is not Unit.PERCENT:
            return Fraction(self.numerator)
        return Fraction(self.numerator) * 100 / Fraction(self.denominator) if self.denominator else None

    @property
    def is_money(self) -> bool:
        return self.unit is Unit.YUAN or isinstance(self.numerator, Decimal)


@dataclass(frozen=True)
class Alternative:
    """What else the document may have counted: `kind` is the verdict if it did, `name` says what."""

    kind: Verdict
    name: Words
    figure: Figure


@dataclass(frozen=True)
class Judgement:
    """A verdict, and what it was reached by: the figure that fits, which may be an alternative."""

    verdict: Verdict
    printed: Printed
    figure: Figure
    alternative: Alternative | None = None
    # How the figure that fits does so.
    fit: Verdict | None = None


def judge(printed: Printed, figure: Figure, alternatives: Sequence[Alternative] = ()) -> Judgement:
    """The first verdict that fits. `alternatives` of one kind are tried in the order in which they are given."""
    number = comparable(printed, figure)
    if number is None:
        return Judgement(Verdict.INCOMPARABLE, printed, figure)
    if own := fits(printed, number):
        return Judgement(own, printed, figure, fit=own)
    tried = [*alternatives, *_other_parts(printed, figure, alternatives)]
    for kind in ALTERNATIVE_KINDS:
        for one in tried:
            other = comparable(printed, one.figure) if one.kind is kind else None
            if other is not None and (fit := fits(printed, other)):
                return Judgement(kind, printed, figure, one, fit)
    return Judgement(Verdict.UNEXPLAINED, printed, figure)


def comparable(printed: Printed, figure: Figure) -> Fraction | None:
    """The number of a figure that the printed one is about; None where they are of two kinds.

    A count beside a percentage is its numerator: “成立党组织的有21家，仅占12.9%”.
    """
    if printed.unit is Unit.POINTS:
        return None
    if printed.unit is Unit.PERCENT:
        return figure.exact if figure.unit is Unit.PERCENT else None
    if (printed.unit is Unit.YUAN and not figure.is_money) or (printed.measure and figure.is_money):
        return None
    return Fraction(figure.numerator)


def fits(printed: Printed, number: Fraction) -> Verdict | None:
    """How a number can be printed so; None if it can't."""
    if printed.manner is not Manner.EXACT:
        return Verdict.APPROXIMATE if _is_about(printed, number) else None
    if number == printed.exact:
        return Verdict.EQUAL
    if printed.rounded(number) == printed.exact:
        is_shown_so = printed.unit is Unit.PERCENT and printed.decimals == SHOWN_DECIMALS
        return Verdict.EQUAL if is_shown_so else Verdict.ROUNDED
    return Verdict.TRUNCATED if printed.cut(number) == printed.exact else None


def bounds(printed: Printed) -> tuple[Fraction | None, Fraction | None]:
    """What an approximate figure leaves open: from, to. 570余 is at least 570 and below 580."""
    value, around = printed.exact, printed.about / 2
    return {
        Manner.OVER: (value, value + printed.coarse), Manner.NEARLY: (value - printed.coarse, value),
        Manner.ABOUT: (value - around, value + around), Manner.AT_LEAST: (value, None), Manner.AT_MOST: (None, value),
    }.get(printed.manner, (value, value))


def _is_about(printed: Printed, number: Fraction) -> bool:
    least, most = bounds(printed)
    if printed.manner in (Manner.OVER, Manner.ABOUT):
        return least is not None and most is not None and least <= number < most
    above = least is None or (number > least if printed.manner is Manner.NEARLY else number >= least)
    return above and (most is None or number <= most)


def nearest_count(printed: Printed, figure: Figure) -> tuple[int, Fraction] | None:
    """How many of the denominator a printed percentage would be: whole, and exactly."""
    if printed.unit is not Unit.PERCENT or not figure.denominator:
        return None
    exact = printed.exact * Fraction(figure.denominator) / 100
    return int(exact + Fraction(1, 2)), exact


def _other_parts(printed: Printed, figure: Figure, alternatives: Sequence[Alternative]) -> list[Alternative]:
    """The same numbers, wrongly put together: turned round, the denominator for the count, another population's."""
    def other(name: Words, numerator: int | Decimal, denominator: int | Decimal | None, unit: Unit) -> Alternative:
        return Alternative(Verdict.OTHER_PARTS, name, Figure(numerator, denominator, unit, figure.measure))

    if figure.unit is not Unit.PERCENT or not figure.denominator:
        return []
    if printed.unit is not Unit.PERCENT:
        unit = Unit.YUAN if figure.is_money else Unit.COUNT
        return [other(Words("分母", "the denominator"), figure.denominator, None, unit)]
    found = []
    if figure.numerator:
        found.append(other(
            Words("分子分母颠倒", "numerator and denominator turned round"), figure.denominator, figure.numerator, Unit.PERCENT
        ))
    for one in alternatives:
        theirs = one.figure
        if one.kind is not Verdict.OTHER_POPULATION or not theirs.denominator or theirs.unit is not Unit.PERCENT:
            continue
        found.append(other(
            Words(f"分母取“{one.name.zh}”", f"divided by “{one.name.en}”"), figure.numerator, theirs.denominator, Unit.PERCENT
        ))
        found.append(other(
            Words(f"分子取“{one.name.zh}”", f"the numerator of “{one.name.en}”"), theirs.numerator, figure.denominator,
            Unit.PERCENT,
        ))
    # More than all of them is no share of anything, unless the document says so.
    return [one for one in found if printed.value > 100 or (one.figure.exact or 0) <= 100]
