"""How an objection to an application stands, for whoever has its number: without a user or a scope; the database tells.

It gives no name of a person and no grounds: state, days, and the answer.
"""

import json
from typing import Any

from governance.tenancy import scope
from ratings.surveys import codes


class NumberUnknown(LookupError):
    """No objection to an application has this number."""


def tracked(number: str) -> dict[str, Any]:
    """`district`, `courtyard`, `application`, `state`, `step`, `received_on`, `due_on`, `last_on`, `answer`, `answered_on`.

    Raises NumberUnknown.
    """
    tidy = codes.tidy(number)
    if not codes.is_ours(tidy):
        raise NumberUnknown(number)
    [found] = scope.ask(scope.NOBODY, "SELECT portal.application_objection_tracked(%s)", [tidy]) or [None]
    if found is None:
        raise NumberUnknown(number)
    told: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    return told
