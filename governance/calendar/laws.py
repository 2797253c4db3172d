"""What holds for the district's own days: they belong to a year that is known, and say something new."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.calendar import national
from governance.calendar.choices import DayKind
from governance.calendar.models import CalendarDay, CalendarYear
from governance.registers.declarations import Refused


def prepare_year(record: Any, before: Any) -> None:
    """Raises Refused for a year that the portal ships: its days are corrected one by one."""
    if record.year in national.years():
        raise Refused(_("This year is known here by its notice. Enter single days of the district instead."), "year")


def leave_year(record: Any) -> None:
    """Raises Refused while days of the year stand."""
    if CalendarDay.objects.filter(district_id=record.district_id, on__year=record.year).exists():
        raise Refused(_("Days of this year are entered. Remove them first."))


def prepare_day(record: Any, before: Any) -> None:
    """Raises Refused for a day of a year that is not known, or that says what holds anyway."""
    year = record.on.year
    is_shipped = year in national.years()
    if not is_shipped and not CalendarYear.objects.filter(district_id=record.district_id, year=year).exists():
        raise Refused(_("Enter the year %(year)s with its document first.") % {"year": year}, "on")
    if is_so_anyway(record.on, record.kind):
        raise Refused(_("This day is so anyway; nothing needs to be entered."), "kind")


def is_so_anyway(day: date, kind: str) -> bool:
    """Whether the day is of this kind without any word of the district: by its notice, else by the day of the week."""
    plain = national.calendar().with_days(years=[day.year])
    return plain.is_working(day) == (kind == DayKind.WORKING)
