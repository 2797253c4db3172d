"""Opening the reports of a period that is over, and the rule by which they are due."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.common.periods import Period, PeriodKind
from governance.divisions.models import Street
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.seals import opening
from governance.seals.models import MOST_DAYS, PeriodReport, ReportRule, ReportState


class NotOver(Refused):
    """A period is reported when it is over."""


def open_report(
    *, district: int, street: int | None, period: Period, by: User, reason: str, today: date
) -> PeriodReport:
    """The report of the place for a period that is over; the one that is there already, if so. Raises NotOver."""
    if period.last >= today:
        raise NotOver(_("This period is not over yet."), "period")
    wanted = PeriodReport.objects.filter(district_id=district, street=street, period=str(period))
    found = wanted.first()
    if found is None:
        _open(district, [(street, period)], by, reason, street)
        found = wanted.get()
    return found


def open_due(*, district: int, by: User, today: date) -> int:
    """Opens every report that should be open; how many were not. Again on the same day: none."""
    periods = opening.owed(district, today)
    places = [None, *Street.objects.filter(district_id=district).order_by("code").values_list("pk", flat=True)]
    there = set(PeriodReport.objects.filter(
        district_id=district, period__in=[str(period) for period in periods]
    ).values_list("street_id", "period"))
    lacking = [(street, period) for period in periods for street in places if (street, str(period)) not in there]
    if lacking:
        _open(district, lacking, by, _("reports of the periods that are over"), None)
    return len(lacking)


def _open(
    district: int, wanted: Iterable[tuple[int | None, Period]], by: User, reason: str, street: int | None
) -> None:
    """What somebody else opened meanwhile stays as it is."""
    days = opening.days(district)
    with change(district=district, by=by, reason=reason, street=street):
        PeriodReport.objects.bulk_create(
            (
                PeriodReport(
                    district_id=district, street_id=street, period=str(period), kind=period.kind, last_on=period.last,
                    due_on=opening.due_on(period, days[period.kind]),
                )
                for street, period in wanted
            ),
            ignore_conflicts=True,
        )


def set_rule(*, district: int, kind: PeriodKind, days: int, by: User, reason: str) -> ReportRule:
    """From how many days after its period a report is late; also of those that are still to be handed in."""
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("A report is due one to ninety days after its period."), "days")
    with change(district=district, by=by, reason=reason):
        rule, _made = ReportRule.objects.update_or_create(district_id=district, kind=kind, defaults={"days": days})
        left = PeriodReport.objects.filter(district_id=district, kind=kind, handed_in_on=None, state=ReportState.OPEN)
        for report in left:
            report.due_on = opening.due_on(report.of, days)
        PeriodReport.objects.bulk_update(left, ["due_on"])
    return rule
