"""When reports are due, and which ones should be there."""

from datetime import date, timedelta

from governance.common.periods import Period, PeriodKind
from governance.seals.models import PeriodReport, ReportRule

# Days after a period's end, where a district has not said otherwise.
DAYS = {PeriodKind.MONTH: 5, PeriodKind.QUARTER: 10, PeriodKind.YEAR: 20}
# Further back nothing is opened by itself; whoever wants an older report opens it by handing it in.
MOST_AT_ONCE = 3


def days(district: int) -> dict[PeriodKind, int]:
    """The district's rule by kind of period."""
    said = ReportRule.objects.filter(district_id=district).values_list("kind", "days")
    return DAYS | {PeriodKind(kind): count for kind, count in said}


def due_on(period: Period, days: int) -> date:
    """The last day on which the report of the period is in time."""
    return period.last + timedelta(days=days)


def owed(district: int, today: date) -> list[Period]:
    """The periods whose reports should be open by now: all that ended since the last ones that were opened."""
    found = []
    for kind in PeriodKind:
        newest = Period.of(kind, today).previous()
        known = PeriodReport.objects.filter(district_id=district, kind=kind).order_by("-last_on").first()
        first = known.of if known else newest
        back = 0
        while back < MOST_AT_ONCE and newest.plus(-back).last >= first.last:
            found.append(newest.plus(-back))
            back += 1
    return found
