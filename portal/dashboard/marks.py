"""Marks of a trend: the months whose report of the place is sealed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.dashboard.places import Place


@dataclass(frozen=True)
class Mark:
    """The last day of a sealed month, and what the mark says."""

    day: date
    label: str


def sealed(place: Place, days: Sequence[date]) -> list[Mark]:
    """The sealed months among `days`, in their order."""
    return []
