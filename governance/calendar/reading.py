"""The calendar of a district: the national arrangement, with what the district says of single days laid over it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from governance.calendar import national
from governance.calendar.choices import DayKind
from governance.calendar.models import CalendarDay, CalendarYear
from governance.calendar.rules import working_days
from governance.calendar.rules.working_days import Calendar, CalendarMissing, Deadline, Mode


@dataclass(frozen=True)
class ToldDay:
    """A day that is other than its day of the week, or said to be so, and who says it."""

    on: date
    is_working: bool
    name: str
    document: str
    # The district's own entry; None for the national arrangement.
    own: CalendarDay | None = None


@dataclass(frozen=True)
class DistrictYears:
    """What is known of some years in a district."""

    own_years: dict[int, CalendarYear]
    own_days: tuple[CalendarDay, ...]

    @cached_property
    def calendar(self) -> Calendar:
        """The rule's calendar."""
        return national.calendar().with_days(
            years=self.own_years, off=[d.on for d in self.own_days if d.kind == DayKind.OFF],
            working=[d.on for d in self.own_days if d.kind == DayKind.WORKING],
        )

    def documents(self, year: int) -> tuple[str, ...]:
        """The documents of a year's arrangement; none where it is not known."""
        shipped, own = national.years().get(year), self.own_years.get(year)
        return (*(shipped.documents if shipped else ()), *((own.document,) if own else ()))

    def told(self, year: int) -> dict[date, ToldDay]:
        """Every day of the year of which something is said, in order."""
        shipped = national.years().get(year)
        found: dict[date, ToldDay] = {}
        for holiday in shipped.holidays if shipped else ():
            document = "、".join(shipped.documents) if shipped else ""
            found |= {day: ToldDay(day, False, holiday.name, document) for day in holiday.days}
            found |= {day: ToldDay(day, True, holiday.name, document) for day in holiday.working}
        found |= {
            day.on: ToldDay(day.on, day.kind == DayKind.WORKING, day.name, day.document, day)
            for day in self.own_days if day.on.year == year
        }
        return dict(sorted(found.items()))


def years(district: int) -> DistrictYears:
    """All that a district knows: two statements. Read in the scope's own time, so also as known earlier."""
    return DistrictYears(
        {row.year: row for row in CalendarYear.objects.filter(district_id=district)},
        tuple(CalendarDay.objects.filter(district_id=district).order_by("on")),
    )


def calendar(district: int) -> Calendar:
    """The calendar by which a district counts working days."""
    return years(district).calendar


def publicity(district: int, *, published_on: date, days: int, mode: Mode = Mode.WORKING) -> Deadline:
    """When a publication of a district is over; see the rule. Raises CalendarMissing."""
    return publicity_in(years(district), published_on, days, mode)


def publicity_in(known: DistrictYears, published_on: date, days: int, mode: Mode) -> Deadline:
    """The same by years that are read already. Raises CalendarMissing."""
    return working_days.publicity(known.calendar, published_on, days, mode)


def missing_in_words(missing: CalendarMissing) -> str:
    """What to do about a year that is not known, for whoever asked."""
    return _(
        "The arrangement of holidays of %(year)s is not known here. Enter the year with its document in the calendar first,"
        " or count natural days."
    ) % {"year": missing.year}


def known_years(known: DistrictYears) -> list[int]:
    """The years that can be counted, in order."""
    every: Iterable[int] = {*national.years(), *known.own_years}
    return sorted(every)
