"""News of committed changes: the worker is told which district's summary has fallen behind."""

import logging
from threading import Timer
from typing import Any

from django.dispatch import receiver

from governance.audit.signals import committed
from governance.jobs import broker

logger = logging.getLogger(__name__)
TASK = "governance.summaries.refresh"
# The worker is told after this time, of everything that was committed until then. The wait is here and not in the
# message: a worker that holds messages back does not outlive a restart of the broker.
WAIT_SECONDS = 2
_waiting: dict[int, Timer] = {}


@receiver(committed, dispatch_uid="governance.summaries.tell_the_worker")
def tell_the_worker(*, district: int, **_: Any) -> None:
    """A message is a nudge: without it the minutely round finds the district by its data version."""
    waiting = _waiting.get(district)
    if waiting is not None and waiting.is_alive():
        return
    _waiting[district] = timer = Timer(WAIT_SECONDS, tell, [district])
    # A process that ends sooner leaves the district to the round.
    timer.daemon = True
    timer.start()


def tell(district: int) -> None:
    """Sends the message; without a broker the district waits for the round."""
    # From here on a commit may come too late for this message and gets one of its own.
    _waiting.pop(district, None)
    try:
        broker.send(TASK, [district])
    except broker.Unreachable as broken:
        logger.warning("the summary of %s waits for the next round: the broker can't be reached (%s)", district, broken)
