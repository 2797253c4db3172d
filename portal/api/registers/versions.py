"""`If-Match`: whoever corrects a record says which version of it was seen."""

import re
from typing import Any

from django.utils.translation import gettext as _

from governance.registers.declarations import Register
from governance.registers.services.entering import version_of
from portal.problems import Declined, fault

# `"v12"` as answers to writing carry it, or `"v12.…"` of a GET; a proxy that compresses puts W/ before it.
TAG = re.compile(r'(?:W/)?"v(\d{1,18})(?:\.[0-9a-f]*)?"')


def tag(version: int) -> str:
    return f'"v{version}"'


def demanded(http: Any, register: Register, record: Any) -> int:
    """The present version of the record, which the request must name. Raises Declined: 428 without it, 412 for another."""
    sent = http.headers.get("If-Match")
    if sent is None:
        message = _("Send the ETag of the record that you have seen as If-Match.")
        raise Declined(428, "if_match_required", message, [fault("If-Match", "required", message)])
    present = version_of(register, record)
    if sent.strip() != "*" and str(present) not in [found[1].lstrip("0") for found in TAG.finditer(sent)]:
        raise stale(register, record, sent)
    return present


def stale(register: Register, record: Any, seen: Any, path: str = "If-Match") -> Declined:
    """412, with the version that the record has now."""
    present = version_of(register, record)
    message = _("Somebody changed the record; it is version %(version)s now. Read it again before you go on.")
    message %= {"version": present}
    errors = [fault(path, "stale", message, None if seen is None else str(seen)[:200])]
    return Declined(412, "stale", message, errors, headers={"ETag": tag(present)}, more={"version": present})
