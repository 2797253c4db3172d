"""News of committed changes: the worker is told which district's summary has fallen behind."""

import logging
import time
from typing import Any

from django.dispatch import receiver

from governance.audit.signals import committed
from governance.jobs import broker

logger = logging.getLogger(__name__)
TASK = "governance.summaries.refresh"
# The worker takes the message up after this time; whatever this process commits until then needs no other one.
WAIT_SECONDS = 2
_told: dict[int, float] = {}


@receiver(committed, dispatch_uid="governance.summaries.tell_the_worker")
def tell_the_worker(*, district: int, **_: Any) -> None:
    """A message is a nudge: without it the minutely round finds the district by its data version."""
    moment = time.monotonic()
    if moment - _told.get(district, -WAIT_SECONDS) < WAIT_SECONDS:
        return
    _told[district] = moment
    try:
        broker.send(TASK, [district], after_seconds=WAIT_SECONDS)
    except broker.Unreachable as broken:
        logger.warning("the summary of %s waits for the next round: the broker can't be reached (%s)", district, broken)
