"""The bridge as rows of a table, each with a bar that begins where the one before it ended."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from governance.indicators.comparing import Bridge, Comparison, Kind
from portal.cells import wording

# The width of a bar's ground, in units of the drawing.
GROUND = 100


@dataclass(frozen=True)
class Row:
    """A value, or what moves it. `x` and `width` are of the bar; `look` says of which kind it is: whole, up, down."""

    label: str | Promise
    value: str
    kind: str = ""
    records: int | None = None
    numerator: str = ""
    denominator: str = ""
    moved: str = ""
    x: str = "0"
    width: str = "0"
    look: str = "whole"


def rows(comparison: Comparison, bridge: Bridge) -> list[Row]:
    """The first value, the steps, the second value."""
    values = [bridge.first, bridge.second, *(step.after for step in bridge.steps)]
    most = max((Decimal(value) for value in values if value is not None), default=Decimal(0)) or Decimal(1)
    first, second = comparison.first, comparison.second
    found = [_whole(comparison, _("First side"), first, bridge.first, most)]
    for step in bridge.steps:
        low, high = sorted((Decimal(step.before or 0), Decimal(step.after or 0)))
        grows = Decimal(step.after or 0) >= Decimal(step.before or 0)
        found.append(
            Row(
                wording.KINDS[step.kind], wording.value(comparison, step.after), Kind(step.kind).value, step.records,
                wording.signed(step.numerator), "" if step.denominator is None else wording.signed(step.denominator),
                wording.moved(comparison, step.points), _share(low, most), _share(high - low, most),
                "up" if grows else "down",
            )
        )
    return [*found, _whole(comparison, _("Second side"), second, bridge.second, most)]


def _whole(comparison: Comparison, label: str, cell: Any, value: Decimal | int | None, most: Decimal) -> Row:
    denominator = "" if cell.denominator is None else f"{cell.denominator:,}"
    return Row(
        label, wording.value(comparison, value), numerator=f"{cell.numerator:,}", denominator=denominator,
        width=_share(Decimal(value or 0), most),
    )


def _share(part: Decimal, most: Decimal) -> str:
    """A part of the ground, with a point whatever the language."""
    return format((part * GROUND / most).quantize(Decimal("0.01")), "f")
