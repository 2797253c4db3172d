"""How much a token may ask for: a bucket of units that fills up again by itself.

A unit is a cell or a record asked for. Each server process counts for itself and in memory: the limit protects the
process that answers, is forgotten with it, and is never a reason to wait for another machine. People with a session
are not counted, so nobody is stopped in the middle of their work.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from portal.problems import Declined

WINDOW = 60
# The tokens of which a process remembers what they spent; the one that has been quiet longest is forgotten first.
REMEMBERED = 4096
Tagged = TypeVar("Tagged", bound=HttpResponseBase)


@dataclass(frozen=True)
class Standing:
    """What a token has left. `reset`: seconds until the bucket is full; `wait`: until what was asked for is there."""

    quota: int
    left: int
    reset: int
    wait: int = 0

    def headers(self) -> dict[str, str]:
        """The fields of the IETF's draft (draft-ietf-httpapi-ratelimit-headers)."""
        return {
            "RateLimit-Policy": f'"units";q={self.quota};w={WINDOW}', "RateLimit": f'"units";r={self.left};t={self.reset}'
        }


class Buckets:
    """A bucket of `quota` units a token, which takes `WINDOW` seconds to fill."""

    def __init__(self, quota: int, clock: Callable[[], float]) -> None:
        self.quota, self.clock = quota, clock
        # What each token has left, and when that was.
        self.known: OrderedDict[int, tuple[float, float]] = OrderedDict()
        self.lock = threading.Lock()

    def take(self, token: int, cost: int) -> Standing:
        """Takes the units, or none of them where there are too few. What costs more than a bucket takes a full one."""
        cost, rate = min(cost, self.quota), self.quota / WINDOW
        with self.lock:
            now = self.clock()
            left, at = self.known.pop(token, (self.quota, now))
            left = min(self.quota, left + (now - at) * rate)
            granted = cost <= left
            rest = left - cost if granted else left
            self.known[token] = (rest, now)
            while len(self.known) > REMEMBERED:
                self.known.popitem(last=False)
        wait = 0 if granted else max(1, math.ceil((cost - left) / rate))
        return Standing(self.quota, math.floor(rest), math.ceil((self.quota - rest) / rate), wait)


@cache
def buckets(quota: int) -> Buckets:
    """Those of this process."""
    return Buckets(quota, time.monotonic)


def charge(request: HttpRequest, cost: int) -> Standing | None:
    """Counts what the request asks for; None where nothing is counted. Raises Declined with 429."""
    portal: Any = request.portal  # type: ignore[attr-defined]
    if portal.token is None or not settings.API_UNITS_PER_MINUTE:
        return None
    standing = buckets(settings.API_UNITS_PER_MINUTE).take(portal.token.pk, cost)
    if standing.wait:
        message = _("This token has asked for too much at once. Ask again in %(seconds)d seconds, or for less.")
        headers = standing.headers() | {"Retry-After": str(standing.wait)}
        raise Declined(429, "too_many_requests", message % {"seconds": standing.wait}, headers=headers)
    return standing


def told(answer: Tagged, standing: Standing | None) -> Tagged:
    """The answer with what the token has left."""
    for name, value in (standing.headers() if standing else {}).items():
        answer[name] = value
    return answer
