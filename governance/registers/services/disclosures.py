"""Opening one masked name or number: logged with who and why before it is shown."""

from typing import Any

from governance.audit.services import change
from governance.people.models import User
from governance.registers import sight, values
from governance.registers.declarations import Register
from governance.registers.models import Disclosure


def disclose(register: Register, *, record: Any, field: str, by: User, reason: str) -> str:
    """The field's text as it is. KeyError for a field that is not personal, or not of the register; Refused."""
    value = values.of(register)[field]
    if not isinstance(value, values.Personal):
        raise KeyError(field)
    sight.demand_own(register, record)
    street = getattr(record, "street_id", None)
    with change(district=record.district_id, by=by, reason=reason, street=street):
        Disclosure.objects.create(
            district_id=record.district_id, street_id=street, register=register.key, record_id=record.pk, field=field
        )
    return value.open(record)
