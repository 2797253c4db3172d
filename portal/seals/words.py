"""Figures of reports and seals as people read them; a seal is read by what it says of itself, not by today's program."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.indicators.definitions import Measure
from governance.seals.reading import Line, Number


@dataclass(frozen=True)
class ShownLine:
    """A line of a report, ready for the page."""

    name: str
    now: str
    now_parts: str
    before: str
    moved: str
    is_outlier: bool
    url_key: str


def line(told: Line) -> ShownLine:
    measure = told.indicator.measure.value
    return ShownLine(
        f"{told.indicator.code} {told.indicator.label}".strip(), value(told.now, measure), parts(told.now, measure),
        value(told.before, measure), moved(told.moved, measure), told.is_outlier, told.indicator.key,
    )


def value(number: Number | None, measure: str) -> str:
    """A figure with its unit; a dash for none."""
    if number is None or number.value is None:
        return "—"
    if measure == Measure.PERCENT:
        return f"{number.value} %"
    return _("%(amount)s yuan") % {"amount": f"{number.value:,}"} if measure == Measure.YUAN else f"{number.value:,}"


def parts(number: Number | None, measure: str) -> str:
    """Numerator and denominator of a percentage."""
    if number is None or measure != Measure.PERCENT or number.denominator is None:
        return ""
    return f"{number.numerator:,} / {number.denominator:,}"


def moved(difference: Decimal | None, measure: str) -> str:
    """A difference with its sign and an arrow; percentages differ by points."""
    if difference is None:
        return "—"
    if not difference:
        return "0"
    sign = "↑" if difference > 0 else "↓"
    text = f"{sign} {abs(difference):,}"
    return _("%(number)s points") % {"number": text} if measure == Measure.PERCENT else text


def difference(sealed: Number | None, known: Number | None) -> Decimal | None:
    """What the same day gives now beyond what was sealed; None where one of them has no value."""
    if sealed is None or known is None or sealed.value is None or known.value is None:
        return None
    return known.value - sealed.value


def both(texts: dict[str, Any]) -> str:
    """A text of a seal in the language of the page."""
    return str(texts["en" if (get_language() or "").startswith("en") else "zh"])
