"""How an objection stands, for whoever has its number: without a user, a session or a scope; the database's function tells.

It gives no name of a person, no grounds and no signatures: state, star, dates and the answer.
"""

import json
from typing import Any

from governance.tenancy import scope
from ratings.surveys import codes


class NumberUnknown(LookupError):
    """No objection has this number."""


def tracked(number: str) -> dict[str, Any]:
    """`district`, `year`, `courtyard`, `state`, `received_on`, `due_on`, `last_on`, `star`, `new_star`, `answer`,
    `answered_on`, `announced_on`. Raises NumberUnknown.
    """
    tidy = codes.tidy(number)
    if not codes.is_ours(tidy):
        raise NumberUnknown(number)
    [found] = scope.ask(scope.NOBODY, "SELECT portal.objection_tracked(%s)", [tidy]) or [None]
    if found is None:
        raise NumberUnknown(number)
    told: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    return told
