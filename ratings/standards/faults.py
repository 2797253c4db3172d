"""What is wrong with a standard's data, and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

Data = Mapping[str, Any]
STEP, WHOLE = Decimal("0.01"), Decimal(100)
# What the columns hold.
MOST = Decimal("9999.99")


@dataclass(frozen=True)
class Fault:
    """A sentence and its place in the data: `items.3.full_mark`, `bounds.5`, `total`."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


class StandardFaults(ValueError):
    """The standard can't be used."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = list(faults)


def mark(value: object) -> Decimal | None:
    """A mark: a text or whole number from 0 to 9999.99 with at most two decimals; None for anything else."""
    if isinstance(value, float | bool) or not isinstance(value, str | int | Decimal):
        return None
    text = str(value)
    if len(text) > len(str(MOST)) or not text.isascii() or "_" in text:
        return None
    try:
        number = Decimal(text)
        return number if number.is_finite() and 0 <= number <= MOST and number == number.quantize(STEP) else None
    except InvalidOperation:
        return None


def marked(value: object) -> Decimal:
    """A mark whose fault, if it has one, is told elsewhere: then 0."""
    return mark(value) or Decimal(0)
