"""A program that asks the same again hears 304 before the portal is woken: one statement in all.

A tag holds as long as the district's data version does. Whatever else decides an answer (the token and what it may
see, the address, the formats, the language, the day) is part of the key under which the tag was remembered, and a
token that is closed or changed is a change of its district like any other. Only its end comes by itself.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from governance.common.periods import day_of
from governance.tenancy import scope
from portal.api.answers import DATA_VERSION, holds, unchanged

REMEMBERED = 4096
Key = tuple[str, str, str, str | None, date]


@dataclass(frozen=True)
class Known:
    """The tag that an address had for a token, at a version of the district's data."""

    tag: str
    district: int
    version: int
    expires_at: datetime

    def still(self, now: datetime) -> bool:
        """Whether nothing was written in the district since, and the token has not ended."""
        if self.expires_at <= now:
            return False
        row = scope.ask(scope.Scope(districts=(self.district,)), DATA_VERSION, [self.district])
        return row is not None and row[0] == self.version


class Unchanged:
    """Middleware. Each process remembers for itself; what it has forgotten takes the long way to the same answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.known: OrderedDict[Key, Known] = OrderedDict()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or not request.path.startswith("/api/v1/") or "Authorization" not in request.headers:
            return self.get_response(request)
        now = timezone.now()
        key, wanted = _key(request, now), request.headers.get("If-None-Match", "")
        known = self.known.get(key)
        if wanted and known and holds(known.tag, wanted) and known.still(now):
            return unchanged(known.tag)
        answer = self.get_response(request)
        self.remember(key, request, answer)
        return answer

    def remember(self, key: Key, request: Any, answer: HttpResponse) -> None:
        """Keeps the newest tags; the data version was read before the data, so a tag is never younger than it."""
        version = getattr(request, "data_version", None)
        if version is None or answer.status_code not in (200, 304) or request.portal.token is None:
            return
        self.known[key] = Known(
            answer["ETag"], request.portal.district.pk, version, request.portal.token.expires_at
        )
        self.known.move_to_end(key)
        while len(self.known) > REMEMBERED:
            self.known.popitem(last=False)


def _key(request: HttpRequest, now: datetime) -> Key:
    """Everything but the data that decides the answer. The token itself is not kept."""
    token = hashlib.sha256(request.headers["Authorization"].encode()).hexdigest()
    address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}"
    return token, address, request.headers.get("Accept", ""), get_language(), day_of(now)
