"""News of records that data quality follows."""

from typing import Any

from django.dispatch import receiver

from governance.quality import services
from governance.registers.declarations import Register
from governance.registers.signals import records_moving


@receiver(records_moving, dispatch_uid="governance.quality.exceptions_go_along")
def exceptions_go_along(*, register: Register, records: Any, district: int, street: int | None, **_: Any) -> None:
    """What was accepted of a record stays accepted in its new street."""
    services.follow(register=register.key, records=records, district=district, street=street)
