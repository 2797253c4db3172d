"""The State Council's arrangements of holidays, as shipped: a year is there only where its notice was read.

A day belongs to its own year. What a notice says of the December before it (29 to 31 December 2018; 31 December 2022, a
Saturday anyway) is left out: 2018 is not shipped, and the other changes nothing.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from governance.calendar.rules.working_days import Calendar


@dataclass(frozen=True)
class Holiday:
    """A holiday with the days off that belong to it, and the weekend days on which people work for them."""

    name: str
    first: date
    last: date
    working: tuple[date, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """Its days off, weekends among them."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True)
class NationalYear:
    """A year's arrangement and the notices it comes from."""

    year: int
    documents: tuple[str, ...]
    holidays: tuple[Holiday, ...]


@cache
def years() -> dict[int, NationalYear]:
    """Every year that is shipped."""
    text = (resources.files("governance.calendar") / "data" / "holidays.json").read_text(encoding="utf-8")
    return {
        int(year): NationalYear(int(year), tuple(told["documents"]), tuple(_holiday(h) for h in told["holidays"]))
        for year, told in json.loads(text).items()
    }


def _holiday(told: dict[str, Any]) -> Holiday:
    day = date.fromisoformat
    return Holiday(told["name"], day(told["first"]), day(told["last"]), tuple(day(d) for d in told["working"]))


@cache
def calendar() -> Calendar:
    """All shipped years as one calendar."""
    every = [holiday for year in years().values() for holiday in year.holidays]
    return Calendar().with_days(
        years=years(), off=[d for h in every for d in h.days], working=[d for h in every for d in h.working]
    )
