"""A rating standard as data: a tree of categories and items, weights by source, bounds of the stars, and vetoes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """How an item turns what was found into points."""

    FAULTS = "faults"  # the full mark, less `per_unit` for each occurrence
    MERITS = "merits"  # `per_unit` for each occurrence, at most the full mark
    SHORTFALL = "shortfall"  # the full mark, less `per_unit` for each percentage point below `target`
    POINTS = "points"  # what the scorer gives, from 0 to the full mark
    SHARE = "share"  # the full mark times a percentage: a satisfaction, a collection rate, a coverage


COUNTED = (Kind.FAULTS, Kind.MERITS)


class Bands(StrEnum):
    """What the bounds of the stars are compared with."""

    SCORE = "score"  # the star of the highest bound that the score reaches; a bound belongs to its star
    RANK = "rank"  # the star whose bound lies above the percentage of those with a better score


@dataclass(frozen=True)
class Category:
    """A class of items, in another one or at the top. `cap`: what its items and classes give together at most."""

    code: str
    parent: str | None = None
    cap: Decimal | None = None
    is_bonus: bool = False


@dataclass(frozen=True)
class Item:
    """An item of the standard. `source`: who says what was found; `per_unit`: points per occurrence or percentage point."""

    code: str
    category: str
    kind: Kind
    full_mark: Decimal
    per_unit: Decimal = Decimal(0)
    target: Decimal | None = None
    source: str = ""


@dataclass(frozen=True)
class Standard:
    """A version of a standard. `weights`: the percentage at which each source counts; a source without one counts whole.

    `bounds`: of SCORE the score from which a star is given, of RANK the percentage of better ones below which it is.
    `bonus_cap`: what all bonus categories give together at most. `vetoes`: the star at most, by the veto's code.
    """

    categories: tuple[Category, ...]
    items: tuple[Item, ...]
    bounds: Mapping[int, Decimal]
    bonus_cap: Decimal = Decimal(0)
    bands: Bands = Bands.SCORE
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    vetoes: Mapping[str, int] = field(default_factory=dict)

    def weight(self, item: Item) -> Decimal:
        """The percentage at which the item's points count."""
        return self.weights.get(item.source, Decimal(100))
