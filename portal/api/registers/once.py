"""`Idempotency-Key`: a request that was answered is answered again, and not done again."""

import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from governance.registers import services
from portal.api.registers import bodies
from portal.problems import Declined, fault

HEADER = "Idempotency-Key"
KEY = re.compile(r"[\x21-\x7e]{1,100}")
# What of an answer is more than its body.
KEPT = ("Content-Type", "Location", "ETag")


def done(http: Any, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Acts, unless the same request was answered before under its key. Refusals and faults are never kept.

    Answer and deed are of one transaction, which holds the key until it ends: a second request meanwhile is told so.
    """
    key = http.headers.get(HEADER)
    if key is None:
        return act()
    token = http.portal.token
    if token is None or not KEY.fullmatch(key):
        message = _("A key is 1 to 100 characters of ASCII without spaces, sent with a token of the API.")
        raise Declined(400, "invalid_key", message, [fault(HEADER, "invalid_key", message, key[:100])])
    digest = _digest(http)
    try:
        given = services.take_key(token=token, key=key, digest=digest, now=http.portal.now)
    except services.StillRunning as error:
        message = _("The first request with this key is still running. Ask again in a moment.")
        raise Declined(409, "still_running", message, headers={"Retry-After": "1"}) from error
    except services.KeyUsed as error:
        message = _("Another request was answered under this key. Take a new key for a new request.")
        raise Declined(422, "key_used", message, [fault(HEADER, "key_used", message, key)]) from error
    if given is not None:
        again = HttpResponse(given.body.encode(), status=given.status, headers=given.headers)
        again["Idempotency-Replayed"] = "true"
        again["Cache-Control"] = "no-store"
        return again
    answer = act()
    if answer.status_code < 400:
        headers = {name: answer[name] for name in KEPT if name in answer}
        services.keep_answer(
            token=token, key=key, digest=digest, status=answer.status_code, headers=headers, body=answer.content.decode()
        )
    return answer


def _digest(http: Any) -> str:
    """What the request asks: verb, address, version and body."""
    said = [http.method, http.get_full_path(), http.headers.get("If-Match", ""), http.content_type or ""]
    return hashlib.sha256(repr(said).encode() + bodies.raw(http)).hexdigest()
