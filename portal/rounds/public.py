"""How an objection stands: a page without sign-in, session, cookie or script, for whoever has its tracking number.

It tells no name, no grounds and no signatures. Wrong numbers are limited by address, right ones never.
"""

import time
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.api.limits import Buckets
from ratings.choices import ObjectionState, Star
from ratings.rounds import services
from ratings.surveys import codes
from subsidies.choices_applications import ApplicationStep, ObjectionOutcome
from subsidies.services import applications

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
    """The standing of one objection."""
    address = hash(request.META.get("REMOTE_ADDR", ""))
    if not tries().take(address, 0).left:
        answer = _page(request, "limited", 429)
        answer["Retry-After"] = "60"
        return answer
    try:
        told = services.tracked(tracking)
    except services.NumberUnknown:
        return _of_application(request, tracking, address)
    return _page(
        request, "told", 200, told=told, number=codes.shown(codes.tidy(tracking)),
        label=ObjectionState(told["state"]).label, star=Star(told["star"]).label,
        new_star=None if told["new_star"] is None else Star(told["new_star"]).label,
    )


def _of_application(request: HttpRequest, tracking: str, address: int) -> HttpResponse:
    """The standing of an objection to an application for the subsidy; a wrong number is counted."""
    try:
        told = applications.tracked(tracking)
    except applications.NumberUnknown:
        tries().take(address, 1)
        return _page(request, "wrong", 404)
    return _page(
        request, "application", 200, told=told, number=codes.shown(codes.tidy(tracking)),
        label=ObjectionOutcome(told["state"]).label, step=ApplicationStep(told["step"]).label,
    )


def _page(request: HttpRequest, state: str, status: int, **told: Any) -> HttpResponse:
    answer = render(request, "rounds/public.html", {"state": state, **told}, status=status)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
