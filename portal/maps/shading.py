"""Shades of areas: a rate falls into a class, and the legend says in words which."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from governance.indicators.definitions import Better

# Coverages lie near a hundred, and what is short of it is looked for; other shares are spread evenly.
TOWARDS_ALL = (Decimal(60), Decimal(80), Decimal(95), Decimal(100))
EVENLY = (Decimal(20), Decimal(40), Decimal(60), Decimal(80))
NOTHING = 0


@dataclass(frozen=True)
class Shade:
    """A class of the legend: its number (0: no figure) and its words."""

    number: int
    words: str


def bounds(better: Better) -> tuple[Decimal, ...]:
    return TOWARDS_ALL if better is Better.HIGHER else EVENLY


def shade(value: Decimal | int | None, better: Better) -> int:
    """The class of a rate: 1 for the lowest to 5 for the highest; 0 where there is nothing to divide by."""
    if value is None:
        return NOTHING
    return 1 + sum(value >= bound for bound in bounds(better))


def legend(better: Better, used: Sequence[int]) -> list[Shade]:
    """Every class from the lowest; that of no figure only where there is one."""
    first, *_middle, last = edges = bounds(better)
    between = [_("%(least)s %% to under %(most)s %%") % {"least": a, "most": b} for a, b in pairwise(edges)]
    top = _("%(bound)s %%") if last == 100 else _("%(bound)s %% and more")
    words = [_("under %(bound)s %%") % {"bound": first}, *between, top % {"bound": last}]
    shades = [Shade(number, text) for number, text in enumerate(words, start=1)]
    return shades + ([Shade(NOTHING, _("no figure"))] if NOTHING in used else [])
