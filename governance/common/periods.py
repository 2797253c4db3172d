"""Dates and half-open ranges of them. Days are days in Shanghai, whatever the server's clock says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
FOREVER = date(9999, 12, 31)
EVER = date(1, 1, 1)


def day_of(moment: datetime) -> date:
    """The calendar day in Shanghai of an aware moment."""
    return moment.astimezone(SHANGHAI).date()


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month. `Month(2021, 12).next() == Month(2022, 1)`."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """From `YYYY-MM`; ValueError for anything else."""
        year, _, month = text.partition("-")
        first = date(int(year), int(month), 1)
        if text != f"{first:%Y-%m}":
            raise ValueError(text)
        return cls.of(first)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    def next(self) -> "Month":
        return self.plus(1)

    def plus(self, months: int) -> "Month":
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def since(self, other: "Month") -> int:
        """How many months `other` lies before this one."""
        return (self.year - other.year) * 12 + self.month - other.month

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def months(start: Month, stop: Month) -> Iterator[Month]:
    """Every month from `start` up to, not including, `stop`."""
    current = start
    while current < stop:
        yield current
        current = current.next()


def as_written(days: Any) -> str:
    """A stored period, half-open, as people write it: `2022-01-01 – 2022-06-30`, with its last day."""
    last = days.upper - timedelta(days=1) if days.upper else ""
    return f"{days.lower or ''} – {last}"
