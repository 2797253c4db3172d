"""Summaries by the worker: brought up to date after each change, looked after every minute, compared every night."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.common.periods import day_of
from governance.jobs import schedules, tenants
from governance.jobs import services as jobs
from governance.jobs.runs import Refused, Run, handles
from governance.summaries import services
from governance.summaries.receivers import TASK
from governance.tenancy import scope

ROUND, NIGHTLY = "governance.summaries.round", "governance.summaries.check_tonight"
# A round leaves what it can't do in about half a minute to the next one.
AT_ONCE = 200


@shared_task(name=TASK)
def refresh(district: int) -> None:
    """Brings a district's summary up to date. Told twice, or too late: nothing is left to do."""
    with scope.enter(scope.Scope(districts=(district,))):
        services.refresh(district=district, now=timezone.now())


@shared_task(name=ROUND)
def look_round() -> int:
    """Each minute: what no message brought up to date, after a lost broker, a new release, a new district."""
    with scope.enter(scope.Scope(districts=tenants.all_districts())):
        behind = services.stale()[:AT_ONCE]
    for district in behind:
        refresh(district)
    return len(behind)


@handles(services.CHECK)
def check(run: Run) -> str:
    """The summary of the district against its records."""
    run.tell(0, 1, "")
    try:
        with run.tenant():
            found = services.check(district=run.district, now=run.now)
    except services.DistrictBusy as busy:
        raise Refused(_("The records changed during every attempt. Compare again later.")) from busy
    if found.differences:
        told = ngettext(
            "%(n)d figure differed and was worked out anew: %(first)s",
            "%(n)d figures differed and were worked out anew, the first: %(first)s", len(found.differences),
        )
        return told % {"n": len(found.differences), "first": found.differences[0]}
    said = _("%(figures)d figures on %(days)d days: summary and records agree.")
    return said % {"figures": found.figures, "days": found.days}


@shared_task(name=NIGHTLY)
def check_tonight() -> None:
    """Asks in every district for the comparison of the day that begins."""
    now = timezone.now()
    for district, by in tenants.each():
        jobs.request_once(
            district=district, kind=services.CHECK, arguments={"day": day_of(now).isoformat()}, by=by, now=now,
            since=now - tenants.SAME_RUN,
        )


schedules.declare(schedules.Schedule(task=ROUND))
schedules.declare(schedules.Schedule(task=NIGHTLY, minute="10", hour="3"))
