"""The worker's one door: it takes a job by its number, opens nothing itself, and lets the kind's handler work."""

import logging

from celery import shared_task
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _

from governance.jobs import schedules, services
from governance.jobs.runs import KindUnknown, Overtaken, Refused, Run, handler_of

logger = logging.getLogger(__name__)


@shared_task(name=services.TASK)
def run(district: int, job: int) -> None:
    """Does the job unless it is over. A message that comes twice, or after a killed worker, is safe."""
    taken = services.start(district=district, job=job, now=timezone.now())
    if taken is None:
        return

    def tell(done: int, total: int, message: str) -> None:
        services.progress(district=district, job=job, done=done, total=total, message=message, now=timezone.now())

    try:
        message = handler_of(taken.kind)(Run(district, job, taken.requested_by_id, dict(taken.arguments), timezone.now(), tell))
    except (Refused, KindUnknown) as refusal:
        services.fail(district=district, job=job, message=str(refusal), now=timezone.now())
    except Overtaken:
        logger.info("job %s of %s is done by another run", job, district)
    except (OperationalError, InterfaceError):
        # The database went away or chose this transaction to break a deadlock: the relay sends the job again.
        logger.warning("job %s of %s was interrupted and will be sent again", job, district, exc_info=True)
    except Exception:
        logger.exception("job %s of %s failed", job, district)
        services.fail(
            district=district,
            job=job,
            now=timezone.now(),
            message=_("The job stopped at an error of the program; nothing of its last step was written."),
        )
    else:
        services.finish(district=district, job=job, message=message, now=timezone.now())


@shared_task(name="governance.jobs.relay")
def relay() -> None:
    """Each minute: sends again what the broker or a killed worker has lost."""
    services.relay(now=timezone.now())


schedules.declare(schedules.Schedule(task="governance.jobs.relay"))
