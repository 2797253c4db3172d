"""A household's answer: a page without sign-in, session, cookie or script, reached by a one-time code.

The code itself is the permission, so that no token against forged forms is needed: who can post it could as well open it.
Neither the code nor the answer is logged here, and the page's address is told to no other.
"""

import time
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from governance.common import codes
from governance.common.periods import day_of
from portal.api.limits import Buckets
from ratings.surveys import services
from ratings.surveys.models import STEPS

# Wrong codes that an address may try in a minute; right ones are never counted.
WRONG_A_MINUTE = 10


@cache
def tries() -> Buckets:
    """The wrong codes of this process, by address, in memory alone."""
    return Buckets(WRONG_A_MINUTE, time.monotonic)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def AnswerStart(request: HttpRequest) -> HttpResponse:
    """Where the code of a slip is typed."""
    code = codes.tidy(request.POST.get("code", ""))
    if request.method == "POST" and code:
        return redirect("survey:answer", one_time=code)
    return _page(request, "start", 200)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def Answer(request: HttpRequest, one_time: str) -> HttpResponse:
    """The questions of a code; posted, the answer is kept and the code used up."""
    code, today, address = codes.tidy(one_time), day_of(timezone.now()), hash(request.META.get("REMOTE_ADDR", ""))
    if not tries().take(address, 0).left:
        return _limited(request)
    try:
        told = services.asked(code=code, today=today)
        if request.method != "POST":
            return _asked(request, told, {}, code)
        steps = [_step(request.POST.get(f"q{position}")) for position in range(len(told["questions"]))]
        services.answer(code=code, steps=steps, today=today)
    except services.OverallMissing:
        return _asked(request, told, dict(enumerate(steps)), code, is_missing=True)
    except services.CodeWrong:
        tries().take(address, 1)
        return _page(request, "wrong", 404)
    except services.CodeUsed:
        return _page(request, "used", 410)
    except services.SurveyNotOpen as refused:
        return _page(request, "over" if refused.over else "early", 410 if refused.over else 403, day=refused.day)
    return _page(request, "thanks", 200)


def _step(text: str | None) -> int | None:
    return int(text) if text in {str(step) for step in range(1, STEPS + 1)} else None


def _asked(
    request: HttpRequest, told: dict[str, Any], given: dict[int, int | None], code: str, *, is_missing: bool = False
) -> HttpResponse:
    words = {5: _("very satisfied"), 4: _("satisfied"), 3: _("so-so"), 2: _("dissatisfied"), 1: _("very dissatisfied")}
    questions = [
        question | {
            "name": f"q{position}", "number": position + 1,
            "options": [(step, words[step], given.get(position) == step) for step in range(STEPS, 0, -1)],
        }
        for position, question in enumerate(told["questions"])
    ]
    return _page(
        request, "asked", 200 if not is_missing else 400, told=told, questions=questions, is_missing=is_missing,
        code=codes.shown(code),
    )


def _limited(request: HttpRequest) -> HttpResponse:
    answer = _page(request, "limited", 429)
    answer["Retry-After"] = "60"
    return answer


def _page(request: HttpRequest, state: str, status: int, **told: Any) -> HttpResponse:
    answer = render(request, "surveys/public.html", {"state": state, **told}, status=status)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
