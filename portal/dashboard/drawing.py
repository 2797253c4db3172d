"""Small charts as the points of an SVG: drawn by the server, readable without colour and without a script."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Value = Decimal | int | None


@dataclass(frozen=True)
class Spark:
    """A line in a box of `width` by `height`: `line` for a polyline, `last` its end."""

    width: int
    height: int
    line: str
    last: tuple[float, float] | None


def spark(values: Sequence[Value], *, width: int = 120, height: int = 28) -> Spark:
    """On its own scale: it tells the shape, the figure beside it the size."""
    known = [Decimal(value) for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (Decimal(0), Decimal(1))
    return _line(values, width, height, low, high)


def on_scale(values: Sequence[Value], *, top: Decimal, width: int = 200, height: int = 72) -> Spark:
    """From nothing to `top`, as its neighbours: their heights may be compared."""
    return _line(values, width, height, Decimal(0), top)


def _line(values: Sequence[Value], width: int, height: int, low: Decimal, high: Decimal) -> Spark:
    edge = 3
    step = (width - 2 * edge) / max(1, len(values) - 1)
    span = float(high - low)
    points = []
    for place, value in enumerate(values):
        if value is not None:
            share = float(Decimal(value) - low) / span if span else 0.5
            points.append((round(edge + place * step, 1), round(height - edge - share * (height - 2 * edge), 1)))
    return Spark(width, height, " ".join(f"{x},{y}" for x, y in points), points[-1] if points else None)
