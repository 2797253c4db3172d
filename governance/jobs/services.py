"""Jobs: a wish is written with its transaction and sent after it; what the broker loses is sent again.

The row is the truth and the message only a nudge: messages may come twice or late, so handlers must be such that
doing them again changes nothing.
"""

import logging
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from governance.audit import turns
from governance.jobs import broker, tenants
from governance.jobs.models import Job, JobState
from governance.people.models import User
from governance.tenancy import scope

logger = logging.getLogger(__name__)

TASK = "governance.jobs.run"
# A queued job is sent again after this; its first message may have been lost with the broker.
RESEND_AFTER = timedelta(seconds=30)
# A running job that has told nothing for this long has lost its worker: a step takes seconds.
SILENT_FOR = timedelta(minutes=2)
MESSAGE_LENGTH = 300


def request(*, district: int, kind: str, arguments: Mapping[str, Any], by: User, now: datetime) -> Job:
    """Writes the wish; it is sent to the worker when the caller's transaction commits.

    With the broker down it stays queued and `relay` sends it later.
    """
    job = Job.objects.create(district_id=district, kind=kind, arguments=dict(arguments), requested_by=by, requested_at=now)
    transaction.on_commit(partial(_send, district, job.pk, now))
    return job


def request_once(
    *, district: int, kind: str, arguments: Mapping[str, Any], by: User, now: datetime, since: datetime
) -> Job | None:
    """The same, but None where such a job was already asked for since then (two schedulers, a double click)."""
    turns.take(district, "governance.jobs", kind)
    same = Job.objects.filter(district_id=district, kind=kind, arguments=dict(arguments), requested_at__gte=since)
    if same.exclude(state=JobState.FAILED).exists():
        return None
    return request(district=district, kind=kind, arguments=arguments, by=by, now=now)


def _send(district: int, job: int, now: datetime) -> bool:
    """Nudges the worker. False with the broker down, which is no error: the row stays queued."""
    try:
        broker.send(TASK, [district, job])
    except broker.Unreachable as broken:
        logger.warning("job %s of %s waits: the broker can't be reached (%s)", job, district, broken)
        return False
    with scope.enter(scope.Scope(districts=(district,))):
        Job.objects.filter(pk=job).update(sent_at=now)
    return True


def relay(*, now: datetime) -> int:
    """Sends again what is still queued after 30 s or has lost its worker; says how many were sent."""
    with scope.enter(scope.Scope(districts=tenants.all_districts())):
        waiting = Q(state=JobState.QUEUED, requested_at__lte=now - RESEND_AFTER) & (
            Q(sent_at__isnull=True) | Q(sent_at__lte=now - RESEND_AFTER)
        )
        lost = Q(state=JobState.RUNNING, sent_at__lte=now - SILENT_FOR)
        jobs = list(Job.objects.filter(waiting | lost).order_by("pk").values_list("district_id", "pk"))
    sent = 0
    for district, job in jobs:
        # One refusal means the broker is down: the next round tries again.
        if not _send(district, job, now):
            break
        sent += 1
    return sent


def start(*, district: int, job: int, now: datetime) -> Job | None:
    """Marks the job as running; None if it is over or gone, so that a message that comes again does nothing."""
    with _alone(district):
        found = Job.objects.select_for_update().filter(pk=job).first()
        if found is None or found.is_over:
            return None
        found.state, found.sent_at = JobState.RUNNING, now
        found.save(update_fields=["state", "sent_at"])
        return found


def progress(*, district: int, job: int, done: int, total: int, message: str, now: datetime) -> None:
    """Tells how far the run is, at once visible to everybody. It never goes back, whichever worker tells it."""
    with _alone(district):
        Job.objects.filter(pk=job, state=JobState.RUNNING).update(
            done=Greatest(F("done"), done), total=total, message=message[:MESSAGE_LENGTH], sent_at=now
        )


def finish(*, district: int, job: int, message: str, now: datetime) -> None:
    """The job is done. Finishing it twice changes nothing."""
    with _alone(district):
        _open(job).update(
            state=JobState.DONE,
            done=Greatest(F("done"), F("total")),
            message=message[:MESSAGE_LENGTH],
            finished_at=now,
        )


def fail(*, district: int, job: int, message: str, now: datetime) -> None:
    """The job can't be done, and why."""
    with _alone(district):
        _open(job).update(state=JobState.FAILED, message=message[:MESSAGE_LENGTH], finished_at=now)


def _open(job: int) -> QuerySet[Job]:
    return Job.objects.filter(pk=job).exclude(state__in=[JobState.DONE, JobState.FAILED])


def _alone(district: int) -> AbstractContextManager[scope.Scope]:
    """A short transaction of the job's own: what it tells must be seen before the work commits."""
    return scope.enter(scope.Scope(districts=(district,)))
