"""A figure as a document prints it: its value, how precise it is, and what it says of itself (余, 多, 约, 近)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor

from governance.claims.rules import numerals

# One sign for one sign, so that a place in the plain text is the same place in the text that was typed.
PLAIN = str.maketrans("０１２３４５６７８９％．＋", "0123456789%.+")
SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


class Unit(StrEnum):
    """What a printed figure counts in."""

    PERCENT = "percent"
    COUNT = "count"
    YUAN = "yuan"
    # A difference of two percentages; no level can be told from it.
    POINTS = "points"


class Manner(StrEnum):
    """How exact a figure says that it is."""

    EXACT = "exact"
    OVER = "over"
    NEARLY = "nearly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


BEFORE = {
    "大约": Manner.ABOUT, "约": Manner.ABOUT, "将近": Manner.NEARLY, "接近": Manner.NEARLY, "近": Manner.NEARLY,
    "不足": Manner.AT_MOST, "不超过": Manner.AT_MOST, "不到": Manner.AT_MOST, "少于": Manner.AT_MOST,
    "超过": Manner.AT_LEAST, "逾": Manner.AT_LEAST, "不少于": Manner.AT_LEAST, "不低于": Manner.AT_LEAST,
}
BEHIND = {"左右": Manner.ABOUT, "以上": Manner.AT_LEAST, "以下": Manner.AT_MOST}
MEASURES = ("平方米", "万㎡", "㎡", "个月", "小时", "分钟", "个", "家", "名", "位", "人", "户", "支", "处", "栋", "项", "座",
            "场", "次", "所", "间", "类", "岁", "年", "月", "日", "天", "条", "份", "号", "期", "件", "篇")
_any = "|".join
FIGURE = re.compile(
    rf"(?P<before>{_any(sorted(BEFORE, key=len, reverse=True))})?\s*"
    rf"(?:百分之(?P<share>[{numerals.SIGNS}点]+|\d+(?:\.\d+)?)|(?P<tenths>[一二三四五六七八九1-9]成(?:[一二三四五六七八九半])?)"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)\s*"
    rf"(?P<over>[余多]?)(?P<scale>[百千万亿]?)(?P<over_behind>[余多]?)\s*(?P<unit>个?百分点|%|元|{_any(MEASURES)})?)"
    rf"(?P<behind>{_any(BEHIND)})?", re.ASCII,
)


class Unreadable(ValueError):
    """A text that is no figure."""


@dataclass(frozen=True)
class Printed:
    """One figure of a document. `step` is the worth of its last printed digit, `coarse` that of its last but noughts."""

    text: str
    value: Decimal
    step: Decimal
    unit: Unit = Unit.COUNT
    manner: Manner = Manner.EXACT
    measure: str = ""

    @property
    def exact(self) -> Fraction:
        return Fraction(self.value)

    @property
    def decimals(self) -> int:
        """Printed decimals; none where the figure is in 万."""
        exponent = self.step.normalize().as_tuple().exponent
        return max(0, -int(exponent))

    @property
    def coarse(self) -> Fraction:
        """The worth of the last digit that is not a nought: 10 of 570, 100 of 1200."""
        step, value = Fraction(self.step), self.exact
        while value and value % (step * 10) == 0:
            step *= 10
        return step

    @property
    def about(self) -> Fraction:
        """How coarse “about” is taken: at least two digits of the figure count."""
        leading = Fraction(10) ** self.value.adjusted() if self.value else Fraction(1)
        return max(Fraction(self.step), min(self.coarse, leading / 10))

    def rounded(self, number: Fraction) -> Fraction:
        """A number to the printed digits, halves up."""
        return floor(number / Fraction(self.step) + Fraction(1, 2)) * Fraction(self.step)

    def cut(self, number: Fraction) -> Fraction:
        """A number to the printed digits, the rest cut off."""
        return floor(number / Fraction(self.step)) * Fraction(self.step)


def read(text: str) -> Printed:
    """The figure of a text that is nothing else: `59%`, `1,200余`, `约100万元`, `百分之百`. Raises Unreadable."""
    plain = text.translate(PLAIN).replace("，", ",").strip()
    found = FIGURE.fullmatch(plain)
    if found is None:
        raise Unreadable(text)
    return _printed(found, text.strip())


def figures(text: str) -> Iterator[tuple[int, int, Printed]]:
    """Every figure within a text, with its place; also days, numbers of houses and what else has digits."""
    for found in FIGURE.finditer(text.translate(PLAIN)):
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        end = found.end() - (len(found[0]) - len(found[0].rstrip()))
        try:
            yield start, end, _printed(found, text[start:end])
        except Unreadable:
            continue


def _printed(found: re.Match[str], text: str) -> Printed:
    manner = BEFORE.get(found["before"] or "") or BEHIND.get(found["behind"] or "") or Manner.EXACT
    try:
        if found["share"]:
            value = numerals.decimal(found["share"])
            return Printed(text, value, Decimal(1).scaleb(_exponent(value)), Unit.PERCENT, manner)
        if found["tenths"]:
            value = numerals.tenths(found["tenths"].replace("成", "", 1))
            step = Decimal(1) if value % 10 else Decimal(10)
            return Printed(text, value, step, Unit.PERCENT, manner)
    except ValueError as error:
        raise Unreadable(text) from error
    bare, scale = Decimal(found["number"].replace(",", "")), SCALES[found["scale"] or ""]
    if found["over"] or found["over_behind"]:
        manner = Manner.OVER
    unit = found["unit"] or ""
    kind = {"%": Unit.PERCENT, "元": Unit.YUAN}.get(unit, Unit.POINTS if unit.endswith("百分点") else Unit.COUNT)
    measure = unit if kind is Unit.COUNT else ""
    return Printed(text, bare * scale, Decimal(scale).scaleb(_exponent(bare)), kind, manner, measure)


def _exponent(value: Decimal) -> int:
    return min(0, int(value.as_tuple().exponent))
