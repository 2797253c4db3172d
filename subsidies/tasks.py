"""Subsidies by the worker: one month or several by button, each month's ledger on the first of the next, corrections by night."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.common.periods import Month, day_of, months
from governance.jobs import schedules, tenants
from governance.jobs import services as jobs
from governance.jobs.runs import Refused, Run, RunReport, handles
from subsidies import services

MONTHLY = "subsidies.compute_last_month"
NIGHTLY = "subsidies.correct_ledger"


@handles(services.COMPUTE_MONTH)
def compute_month(run: Run) -> str:
    """The month in `arguments`, as one step."""
    month = _month(run, "month")
    return _compute(run, [month])


@handles(services.COMPUTE_MONTHS)
def compute_months(run: Run) -> str:
    """Every month from `from` to `to`: one transaction each, so that a killed run loses at most one of them."""
    first, last = _month(run, "from"), _month(run, "to")
    return _compute(run, list(months(first, last.next())))


def _compute(run: Run, wanted: list[Month]) -> str:
    total = RunReport(0, 0, 0)
    run.tell(0, len(wanted), "")
    for done, month in enumerate(wanted, start=1):
        with run.tenant() as by:
            try:
                total += services.compute_month(district=run.district, month=month, by=by, now=run.now)
            except (services.MonthNotOver, services.SchemeFaulty) as refusal:
                raise Refused(str(refusal)) from refusal
        run.tell(done, len(wanted), _("%(month)s computed") % {"month": month})
    return _("%(lines)s lines looked at, %(inserted)s new, %(corrected)s corrections.") % {
        "lines": total.seen,
        "inserted": total.inserted,
        "corrected": total.corrected,
    }


def _month(run: Run, name: str) -> Month:
    try:
        return Month.parse(str(run.arguments[name]))
    except (KeyError, ValueError) as fault:
        raise Refused(_("“%(name)s” must be a month (YYYY-MM).") % {"name": name}) from fault


@shared_task(name=MONTHLY)
def compute_last_month() -> None:
    """On the first at 02:00: asks for the ledger of the month that ended, in every district."""
    now = timezone.now()
    month = Month.of(day_of(now)).plus(-1)
    for district, by in tenants.each():
        jobs.request_once(
            district=district,
            kind=services.COMPUTE_MONTH,
            arguments={"month": str(month)},
            by=by,
            now=now,
            since=now - tenants.SAME_RUN,
        )


@shared_task(name=NIGHTLY)
def correct_ledger() -> None:
    """At 02:30: asks in every district for the months that have lines, so that what was corrected since becomes lines.

    An area, a contract or a covenant is corrected for months that are computed; where nothing changed nothing is written.
    """
    now = timezone.now()
    for district, by in tenants.each():
        known = services.known_months(district=district)
        if known is not None:
            jobs.request_once(
                district=district, kind=services.COMPUTE_MONTHS, arguments={"from": str(known[0]), "to": str(known[1])}, by=by,
                now=now, since=now - tenants.SAME_RUN,
            )


schedules.declare(schedules.Schedule(task=NIGHTLY, minute="30", hour="2"))
schedules.declare(schedules.Schedule(task=MONTHLY, minute="0", hour="2", day_of_month="1"))
