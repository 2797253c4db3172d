"""What is wrong with a standard's data, and where it stands."""

from decimal import Decimal, InvalidOperation

from governance.versions.faults import Data, Fault, Faults

__all__ = ["MOST", "STEP", "WHOLE", "Data", "Fault", "StandardFaults", "mark", "marked"]
STEP, WHOLE = Decimal("0.01"), Decimal(100)
# What the columns hold.
MOST = Decimal("9999.99")


class StandardFaults(Faults):
    """The standard can't be used."""


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
