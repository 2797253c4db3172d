"""What the database tells whoever proves a tracking number: without a user, a session or a scope of theirs."""

import json
from typing import Any

from governance.common import codes
from governance.tenancy import scope


class NumberUnknown(LookupError):
    """Nothing of this kind has this number."""


def ask(statement: str, number: str) -> dict[str, Any]:
    """The object that `statement`, one call with one parameter, tells of a number as somebody typed it.

    A number that can't have been given out here is not asked for. Raises NumberUnknown.
    """
    tidy = codes.tidy(number)
    if not codes.is_ours(tidy):
        raise NumberUnknown(number)
    [found] = scope.ask(scope.NOBODY, statement, [tidy]) or [None]
    if found is None:
        raise NumberUnknown(number)
    told: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    return told
