"""Whose a record is to write: who acts in one street sees what the district shares, and leaves it as it is."""

from typing import Any

from django.utils.translation import gettext as _

from governance.registers.declarations import Refused, Register
from governance.tenancy import scope


def demand_own(register: Register, record: Any) -> None:
    """Raises Refused where a person held to streets would write, or open, a record of the whole district.

    A register that is `shared` has such records for everybody to keep up: market firms, which belong to no street.
    """
    if register.shared or getattr(record, "street_id", 0) is not None:
        return
    if scope.read()["streets"] != "all":
        raise Refused(_("This belongs to the whole district. Ask the district's staff, or choose your own street."), "street")
