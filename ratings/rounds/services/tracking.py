"""How an objection to a star stands, for whoever has its number. It gives no person, no grounds and no signatures."""

from typing import Any

from governance.tenancy import tracking


def tracked(number: str) -> dict[str, Any]:
    """`district`, `year`, `courtyard`, `state`, `received_on`, `due_on`, `last_on`, `star`, `new_star`, `answer`,
    `answered_on`, `announced_on`. Raises tracking.NumberUnknown.
    """
    return tracking.ask("SELECT portal.objection_tracked(%s)", number)
