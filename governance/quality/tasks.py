"""Data quality by the worker: every night the findings of every district are counted."""

from datetime import date

from celery import shared_task
from django.utils import timezone
from django.utils.translation import ngettext

from governance.common.periods import day_of
from governance.jobs import schedules, tenants
from governance.jobs import services as jobs
from governance.jobs.runs import Run, handles
from governance.quality import services

NIGHTLY = "governance.quality.count_tonight"


@handles(services.COUNT)
def count(run: Run) -> str:
    """The findings of the district on the day in `arguments`."""
    run.tell(0, 1, "")
    with run.tenant():
        found = services.run_nightly(district=run.district, day=date.fromisoformat(run.arguments["day"]))
    return ngettext("%(n)d finding is open.", "%(n)d findings are open.", found) % {"n": found}


@shared_task(name=NIGHTLY)
def count_tonight() -> None:
    """Asks in every district for the count of the day that begins."""
    now = timezone.now()
    for district, by in tenants.each():
        jobs.request_once(
            district=district, kind=services.COUNT, arguments={"day": day_of(now).isoformat()}, by=by, now=now,
            since=now - tenants.SAME_RUN,
        )


schedules.declare(schedules.Schedule(task=NIGHTLY, minute="30", hour="1"))
