"""How an objection to a payment stands, for whoever has its number. It gives no person, no grounds and no amount."""

from typing import Any

from governance.tenancy import tracking


def tracked(number: str) -> dict[str, Any]:
    """`district`, `courtyard`, `batch`, `step` of the batch, `state`, `is_dropped`: its line left the batch, `received_on`,
    `last_on` of the publicity in which it came, `answer`, `answered_on`. Raises tracking.NumberUnknown.
    """
    return tracking.ask("SELECT portal.payment_objection_tracked(%s)", number)
