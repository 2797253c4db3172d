"""Dates and half-open ranges of them. Days are days in Shanghai, whatever the server's clock says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

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


class PeriodKind(StrEnum):
    """How long a reporting period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}[self]


@dataclass(frozen=True)
class Period:
    """A month, quarter or calendar year, as reports and REST name it: `2022-06`, `2021Q4`, `2022`."""

    kind: PeriodKind
    start: Month

    @classmethod
    def parse(cls, text: str) -> "Period":
        """From `YYYY`, `YYYYQn` or `YYYY-MM`; ValueError for anything else."""
        written = re.fullmatch(r"([0-9]{4})(?:Q([1-4])|-(0[1-9]|1[0-2]))?", text)
        if written is None or not EVER.year <= int(written[1]) < FOREVER.year:
            raise ValueError(text)
        year, quarter, month = written.groups()
        if month:
            return cls(PeriodKind.MONTH, Month(int(year), int(month)))
        if quarter:
            return cls(PeriodKind.QUARTER, Month(int(year), int(quarter) * 3 - 2))
        return cls(PeriodKind.YEAR, Month(int(year), 1))

    @classmethod
    def of(cls, kind: PeriodKind, day: date) -> "Period":
        """The period of that kind in which a day lies."""
        return cls(kind, Month(day.year, (day.month - 1) // kind.months * kind.months + 1))

    @property
    def first(self) -> date:
        return self.start.first

    @property
    def last(self) -> date:
        return self.start.plus(self.kind.months).first - timedelta(days=1)

    def next(self) -> "Period":
        return self.plus(1)

    def previous(self) -> "Period":
        return self.plus(-1)

    def plus(self, periods: int) -> "Period":
        return Period(self.kind, self.start.plus(periods * self.kind.months))

    @property
    def label(self) -> str:
        """As a person reads it, in the language of the page."""
        if self.kind is PeriodKind.YEAR:
            return _("the year %(year)s") % {"year": self.start.year}
        if self.kind is PeriodKind.QUARTER:
            return _("quarter %(quarter)s of %(year)s") % {"year": self.start.year, "quarter": self._quarter}
        return _("month %(month)s of %(year)s") % {"year": self.start.year, "month": self.start.month}

    @property
    def _quarter(self) -> int:
        return (self.start.month + 2) // 3

    def __str__(self) -> str:
        if self.kind is PeriodKind.YEAR:
            return f"{self.start.year:04d}"
        return f"{self.start.year:04d}Q{self._quarter}" if self.kind is PeriodKind.QUARTER else str(self.start)


def as_written(days: Any) -> str:
    """A stored period, half-open, as people write it: `2022-01-01 – 2022-06-30`, with its last day."""
    last = days.upper - timedelta(days=1) if days.upper else ""
    return f"{days.lower or ''} – {last}"
