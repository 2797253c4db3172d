"""Every night the worker opens the reports of the periods that are over."""

from celery import shared_task
from django.utils import timezone

from governance.common.periods import day_of
from governance.jobs import schedules, tenants
from governance.seals import services

NIGHTLY = "governance.seals.open_reports"


@shared_task(name=NIGHTLY)
def open_reports() -> None:
    """In every district. What is open stays as it is, so that a second run changes nothing."""
    today = day_of(timezone.now())
    for district, by in tenants.each():
        services.open_due(district=district, by=by, today=today)


schedules.declare(schedules.Schedule(task=NIGHTLY, minute="10", hour="0"))
