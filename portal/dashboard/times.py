"""The days that a dashboard speaks of: the months of its slider, those of a trend, and the day that a change is told from."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min
from django.utils.translation import gettext as _

from courtyards.models import Courtyard, ThreeNoBaseline
from governance.common.periods import EVER, Month, months

SPARK_MONTHS = 12
# As far back as a slider goes where the records begin in the dark.
LONGEST = 240


@dataclass(frozen=True)
class Earlier:
    """A day before the dashboard's, and what people call it."""

    key: str
    label: str
    day: date


@dataclass(frozen=True)
class Beginnings:
    """The first day that the records tell of, and that of the first roster (基期)."""

    first: date | None
    roster: date | None


def beginnings(district: int) -> Beginnings:
    """One statement each."""
    first = Courtyard.objects.filter(district_id=district, valid_from__gt=EVER).aggregate(day=Min("valid_from"))["day"]
    roster = ThreeNoBaseline.objects.filter(district_id=district).aggregate(day=Min("on"))["day"]
    return Beginnings(first, roster)


def last_day(month: Month) -> date:
    return month.next().first - timedelta(days=1)


def earlier(on: date, roster: date | None) -> list[Earlier]:
    """The ends of the last month, quarter and year, and the roster; only what lies before the day."""
    quarter = Month(on.year, (on.month - 1) // 3 * 3 + 1)
    offered = [
        Earlier("month", _("end of last month"), Month.of(on).first - timedelta(days=1)),
        Earlier("quarter", _("end of last quarter"), quarter.first - timedelta(days=1)),
        Earlier("year", _("end of last year"), date(on.year - 1, 12, 31)),
    ]
    if roster is not None and roster < on:
        offered.append(Earlier("start", _("first roster"), roster))
    return offered


def chosen(offered: list[Earlier], wanted: str) -> Earlier:
    """The wanted one; the end of last month where nobody chose."""
    return next((one for one in offered if one.key == wanted), offered[0])


def ends(until: date, count: int) -> list[date]:
    """The ends of the last `count` months, the last of them being the day itself."""
    last = Month.of(until)
    return [min(last_day(month), until) for month in months(last.plus(1 - count), last.next())]


def slider(first: date | None, today: date) -> list[date]:
    """The ends of all months since the records begin, up to today."""
    begin = max(Month.of(first or today), Month.of(today).plus(-LONGEST))
    return [min(last_day(month), today) for month in months(begin, Month.of(today).next())]
