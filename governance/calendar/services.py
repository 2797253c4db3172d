"""Writing the calendar: several days of the district in one change."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.calendar import laws
from governance.calendar.choices import DayKind
from governance.calendar.models import CalendarDay
from governance.calendar.registers import DAYS, YEARS
from governance.people.models import User
from governance.registers import services as registers
from governance.registers.declarations import Refused

MOST_DAYS = 31


def know_year(*, district: int, year: int, document: str, by: User, reason: str) -> None:
    """Says that the district now enters a year's arrangement itself. Raises Refused for one that is known."""
    registers.enter(YEARS, district=district, data={"year": year, "document": document}, by=by, reason=reason)


def set_days(
    *, district: int, first: date, last: date, kind: DayKind, name: str, document: str, by: User, reason: str
) -> Sequence[CalendarDay]:
    """Says of every day from `first` to `last` that it is a working day, or off; all of them, or none (Refused).

    Days that are so anyway (the weekend inside a holiday) need no entry and get none.
    """
    if not 0 <= (last - first).days < MOST_DAYS:
        raise Refused(_("Choose one day, or a span of at most a month that ends after it begins."), "last")
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    common = {"kind": kind, "name": name, "document": document}
    with change(district=district, by=by, reason=reason):
        # A single day that says nothing is refused by its law; within a span it is passed over.
        told = days if len(days) == 1 else [day for day in days if not laws.is_so_anyway(day, kind)]
        made = [_enter(district, common | {"on": day}, by, reason) for day in told]
    if not made:
        raise Refused(_("These days are so anyway; nothing needs to be entered."), "kind")
    return made


def _enter(district: int, data: dict[str, object], by: User, reason: str) -> CalendarDay:
    entered: CalendarDay = registers.enter(DAYS, district=district, data=data, by=by, reason=reason)
    return entered
