"""Whether the parts of a courtyard make up the whole."""

from collections.abc import Sequence
from decimal import Decimal

Size = Decimal | int | None


def total(sizes: Sequence[Size]) -> Decimal | int | None:
    """The sum; None where one of them is not known, for what is known would pass for all of it."""
    known = [size for size in sizes if size is not None]
    return sum(known) if known and len(known) == len(sizes) else None


def differs(whole: Size, parts: Sequence[Size]) -> bool:
    """Whether the parts don't add up. Where the whole is not known there is nothing to compare with."""
    return whole is not None and total(parts) != whole
