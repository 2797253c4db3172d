"""Working days and deadlines as arithmetic. No clock, no database: the days of the years are handed in.

In China a year's holidays move working days to weekends (调休), by an arrangement that is published year by year. A year
whose arrangement is not known can't be counted: it is refused (CalendarMissing), never taken for a year of weekends.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from governance.common.periods import SHANGHAI

SATURDAY = 5
ONE = timedelta(days=1)


class CalendarMissing(LookupError):
    """The arrangement of `year` is not known, so that its working days can't be counted."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class Mode(StrEnum):
    """How the days of a deadline are counted."""

    WORKING = "working"
    NATURAL = "natural"


@dataclass(frozen=True)
class Calendar:
    """The years that are known, and of them the days that are other than their day of the week."""

    years: frozenset[int] = frozenset()
    off: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether people work on the day. Raises CalendarMissing for a year that is not known."""
        if day.year not in self.years:
            raise CalendarMissing(day.year)
        if day in self.working:
            return True
        return day.weekday() < SATURDAY and day not in self.off

    def with_days(self, *, off: Iterable[date] = (), working: Iterable[date] = (), years: Iterable[int] = ()) -> "Calendar":
        """This calendar with other days laid over it: what is said later of a day counts."""
        off, working = frozenset(off), frozenset(working)
        return Calendar(
            self.years | frozenset(years), (self.off - working) | off, (self.working - off) | working
        )


@dataclass(frozen=True)
class Deadline:
    """A time that runs over whole days: it begins on `first`, and `until` is the day after its last one."""

    first: date
    until: date
    mode: Mode = field(default=Mode.WORKING)

    @property
    def last(self) -> date:
        """The last day; it counts whole."""
        return self.until - ONE

    @property
    def ends_at(self) -> datetime:
        """The moment at which it is over: midnight in Shanghai after the last day."""
        return datetime.combine(self.until, time(), SHANGHAI)

    def is_over(self, moment: datetime) -> bool:
        """Whether it is over at an aware moment; half-open, so at midnight itself it is."""
        return moment >= self.ends_at


def add_working_days(calendar: Calendar, start: date, days: int) -> date:
    """The day on which the `days`-th working day after `start` falls; `start` itself does not count. 0 gives `start`.

    Raises ValueError for less than 0, CalendarMissing where the way leads through a year that is not known.
    """
    if days < 0:
        raise ValueError(days)
    day, left = start, days
    while left:
        day += ONE
        left -= calendar.is_working(day)
    return day


def count_working_days(calendar: Calendar, first: date, until: date) -> int:
    """The working days from `first` up to, and without, `until`. Raises CalendarMissing; 0 where nothing lies between."""
    return sum(calendar.is_working(first + timedelta(days=n)) for n in range(max((until - first).days, 0)))


def publicity(calendar: Calendar, published_on: date, days: int, mode: Mode = Mode.WORKING) -> Deadline:
    """The time of a publication of `days` days (公示期). The day of publishing does not count (Civil Code, art. 201).

    It begins on the day after, whatever day that is, and its last day counts whole: it ends at the midnight that follows.
    Natural days are counted as they come, without a calendar; a last one that is a holiday is not moved.
    Raises ValueError for less than one day, CalendarMissing.
    """
    if days < 1:
        raise ValueError(days)
    last = published_on + timedelta(days=days) if mode is Mode.NATURAL else add_working_days(calendar, published_on, days)
    return Deadline(published_on + ONE, last + ONE, mode)
