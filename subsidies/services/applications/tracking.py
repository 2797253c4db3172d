"""How an objection to an application stands, for whoever has its number. It gives no person and no grounds."""

from typing import Any

from governance.tenancy import tracking


def tracked(number: str) -> dict[str, Any]:
    """`district`, `courtyard`, `application`, `state`, `step`, `received_on`, `due_on`, `last_on`, `answer`, `answered_on`.

    Raises tracking.NumberUnknown.
    """
    return tracking.ask("SELECT portal.application_objection_tracked(%s)", number)
