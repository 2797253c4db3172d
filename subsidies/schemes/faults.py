"""What is wrong with a scheme's data, and where; and how its numbers are read."""

from decimal import Decimal, InvalidOperation

from governance.versions.faults import Data, Fault, Faults

__all__ = ["Data", "Fault", "SchemeFaults", "amount", "bound", "percent", "rate"]
RATE, HUNDREDTH = Decimal("0.0001"), Decimal("0.01")
MOST_SCORE, MOST_AMOUNT = Decimal(100_000), Decimal(999_999_999)


class SchemeFaults(Faults):
    """The scheme can't be used."""


def rate(value: object) -> Decimal | None:
    """A rate: text, at least 0, at most four decimals; None for anything else (a float above all)."""
    return _number(value, RATE, Decimal(1000))


def percent(value: object) -> Decimal | None:
    """A percentage as text, at most two decimals; None for anything else."""
    return _number(value, HUNDREDTH, Decimal(100))


def bound(value: object) -> Decimal | None:
    """A bound of the score as text, at most two decimals; None for anything else."""
    return _number(value, HUNDREDTH, MOST_SCORE - HUNDREDTH)


def amount(value: object) -> Decimal | None:
    """A sum or area as text, at most two decimals; None for anything else."""
    return _number(value, HUNDREDTH, MOST_AMOUNT)


def _number(value: object, step: Decimal, most: Decimal) -> Decimal | None:
    if not isinstance(value, str | Decimal) or len(str(value)) > 12 or not str(value).isascii() or "_" in str(value):
        return None
    try:
        number = Decimal(value)
        return number if number.is_finite() and 0 <= number <= most and number == number.quantize(step) else None
    except InvalidOperation:
        return None
