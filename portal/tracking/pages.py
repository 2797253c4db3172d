"""How an objection stands: a page without sign-in, session, cookie or script, for whoever has its tracking number.

It tells no name, no grounds, no signatures and no amount. Wrong numbers are limited by address, right ones never.
"""

import time
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from governance.common import codes
from governance.tenancy.tracking import NumberUnknown
from portal.api.limits import Buckets
from portal.tracking import kinds

# Wrong numbers that an address may try in a minute.
WRONG_A_MINUTE = 10


@cache
def tries() -> Buckets:
    """The wrong numbers of this process, by address, in memory alone."""
    return Buckets(WRONG_A_MINUTE, time.monotonic)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def TrackStart(request: HttpRequest) -> HttpResponse:
    """Where a tracking number is typed. Nothing is written, so no token against forged forms is needed."""
    number = codes.tidy(request.POST.get("code", ""))
    if request.method == "POST" and number:
        return redirect("tracking:track", tracking=number)
    return _page(request, "start", 200)


@never_cache
@require_safe
def Track(request: HttpRequest, tracking: str) -> HttpResponse:
    """The standing of one objection, whatever it objects to."""
    address = hash(request.META.get("REMOTE_ADDR", ""))
    if not tries().take(address, 0).left:
        answer = _page(request, "limited", 429)
        answer["Retry-After"] = "60"
        return answer
    try:
        told = kinds.find(tracking)
    except NumberUnknown:
        tries().take(address, 1)
        return _page(request, "wrong", 404)
    return _page(request, "told", 200, told=told, number=codes.shown(codes.tidy(tracking)))


def _page(request: HttpRequest, state: str, status: int, **told: Any) -> HttpResponse:
    answer = render(request, "tracking/track.html", {"state": state, **told}, status=status)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
