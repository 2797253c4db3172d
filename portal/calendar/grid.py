"""A year as twelve months of squares, each with a sign that says without colour what day it is."""

import calendar as weeks
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from governance.calendar.reading import ToldDay
from governance.calendar.rules.working_days import Calendar, count_working_days

WEEKS = weeks.Calendar(firstweekday=0)


@dataclass(frozen=True)
class Square:
    """One day of a month's grid. `told` is what is said of it; `is_working` is None where the year is not known."""

    on: date
    is_working: bool | None
    told: ToldDay | None

    @property
    def sign(self) -> str:
        """休 or 班 where the day is other than its day of the week, or is named."""
        if self.told is None:
            return ""
        return _("on duty") if self.told.is_working else _("off")

    @property
    def words(self) -> str:
        """For whoever can't see the grid: the day's name, whose word it is."""
        if self.told is None:
            return _("weekend") if self.on.weekday() >= 5 else ""
        parts = [_("people work") if self.told.is_working else _("day off"), self.told.name]
        return "，".join([*parts, _("of the district")] if self.told.own else parts)

    @property
    def look(self) -> str:
        """The class of its cell."""
        if self.told is not None:
            return f"cal-{'work' if self.told.is_working else 'off'}{' cal-own' if self.told.own else ''}"
        return "cal-rest" if self.on.weekday() >= 5 else ""


@dataclass(frozen=True)
class MonthGrid:
    """A month: its weeks of seven squares (None: of another month), and its working days where they are known."""

    first: date
    weeks: list[list[Square | None]]
    working: int | None


def months(year: int, calendar: Calendar, told: Mapping[date, ToldDay]) -> list[MonthGrid]:
    """The twelve months of a year."""
    known = year in calendar.years

    def square(day: date, month: int) -> Square | None:
        if day.month != month:
            return None
        return Square(day, calendar.is_working(day) if known else None, told.get(day))

    found = []
    for month in range(1, 13):
        first = date(year, month, 1)
        until = (first + timedelta(days=31)).replace(day=1)
        rows = [[square(day, month) for day in week] for week in WEEKS.monthdatescalendar(year, month)]
        # Six weeks each, so that months beside each other are alike.
        rows += [[None] * 7 for _row in range(6 - len(rows))]
        found.append(MonthGrid(first, rows, count_working_days(calendar, first, until) if known else None))
    return found


@dataclass(frozen=True)
class Span:
    """Days in a row that are alike: of one occasion, of one kind, by one word."""

    first: date
    last: date
    told: ToldDay

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


def spans(told: Mapping[date, ToldDay]) -> list[Span]:
    """What is said of the year, day by day put together, in order."""
    found: list[Span] = []
    for day, said in told.items():
        alike = (said.is_working, said.name, said.document, said.own is None)
        before = found[-1] if found else None
        if (
            before is not None and said.own is None and before.last + timedelta(days=1) == day
            and (before.told.is_working, before.told.name, before.told.document, before.told.own is None) == alike
        ):
            found[-1] = Span(before.first, day, before.told)
        else:
            found.append(Span(day, day, said))
    return found
