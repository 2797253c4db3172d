"""Money is integer fen or Decimal yuan; a half fen always rounds up, as PostgreSQL's numeric does."""

from decimal import ROUND_HALF_UP, Decimal

FEN_PER_YUAN = 100


def round_half_up(amount: Decimal, places: int = 2) -> Decimal:
    """`amount` to `places` decimals, halves away from zero (the portal's one rounding)."""
    return amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def to_fen(yuan: Decimal) -> int:
    """Yuan to whole fen, half-up."""
    return int(round_half_up(yuan) * FEN_PER_YUAN)


def half_up(numerator: int | Decimal, denominator: int = 1) -> int:
    """The whole number nearest to a quotient that is not below zero, halves up; exact, however long its decimals are."""
    return int((2 * numerator + denominator) // (2 * denominator))


def to_yuan(fen: int) -> Decimal:
    """Whole fen to yuan with two decimals."""
    return Decimal(fen).scaleb(-2)


def percentage(numerator: int | Decimal, denominator: int | Decimal) -> Decimal | None:
    """Per cent with two decimals, half-up; None where the denominator is empty (shown as a dash)."""
    if not denominator:
        return None
    return round_half_up(Decimal(numerator) * 100 / Decimal(denominator))
