"""The stars of a round for everybody: a page without sign-in, session, cookie or script.

It stands in no tenant scope: one function of the database tells what may be told, of an announced round or one in publicity
alone, and knows no person (ratings/migrations/0008_sheets.py).
"""

import json
import time
from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.tenancy import scope
from portal.api.limits import Buckets
from portal.tracking import receipts
from ratings.choices import Star
from ratings.distribution import STARS

# Pages that an address may open in a minute.
PAGES_A_MINUTE = 60
YEARS = range(1900, 2201)


@cache
def openings() -> Buckets:
    """What was opened of this process, by address, in memory alone."""
    return Buckets(PAGES_A_MINUTE, time.monotonic)


@require_safe
def PublicStars(request: HttpRequest, place: int, year: int) -> HttpResponse:
    """Courtyards of a district with their scores and stars, by street. 404 for what is not public."""
    standing = openings().take(hash(request.META.get("REMOTE_ADDR", "")), 1)
    if standing.wait:
        answer = render(request, "stars/public.html", {"state": "limited"}, status=429)
        answer["Retry-After"] = str(standing.wait)
        return answer
    told = stars_of(place, year)
    if told is None:
        raise Http404
    chosen, text = request.GET.get("street", ""), request.GET.get("q", "").strip()
    streets = list(dict.fromkeys((row["street_code"], row["street"]) for row in told["rows"]))
    rows = [
        row | {"star_words": str(Star(row["star"]).label)} for row in told["rows"]
        if chosen in ("", row["street_code"]) and text in row["courtyard"]
    ]
    answer = render(
        request, "stars/public.html",
        {
            "state": "told", "told": told, "rows": rows, "streets": streets, "chosen": chosen, "text": text,
            "track": receipts.address(request),
            "spread": [(str(Star(star).label), sum(row["star"] == star for row in told["rows"])) for star in STARS],
        },
    )
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def stars_of(place: int, year: int) -> dict[str, Any] | None:
    """What is public of a round; None where nothing is."""
    if not 100000 <= place <= 999999 or year not in YEARS:
        return None
    [found] = scope.ask(scope.NOBODY, "SELECT portal.public_stars(%s, %s)", [place, year]) or [None]
    told: dict[str, Any] | None = json.loads(found) if isinstance(found, str) else found
    return told
