"""What every page of a register needs first: the register, the right, the record."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from governance.registers import registry, values
from governance.registers.declarations import Register
from governance.registers.entries import tidy


def register_for(request: Any, key: str, verb: str) -> Register:
    """The register of a page. 404 for an unknown one, 403 where the person may not do this in it.

    From then on the request sees only the streets in which the person may.
    """
    register = registry.find(key)
    if register is None:
        raise Http404
    if not request.portal.may(f"{key}.{verb}"):
        raise PermissionDenied
    if verb != "read":
        request.portal.stand_for(f"{key}.{verb}")
    return register


def record_for(request: Any, register: Register, pk: int) -> Any:
    """A record in sight, with what it is named by. 404 for a missing and for a foreign one."""
    rows = register.rows(request.portal.district.pk).select_related(*values.related(register))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def may_write(request: Any, register: Register, verb: str = "write", record: Any = None) -> bool:
    """Whether the person may change something here, or this record; the past can only be read."""
    portal, permission = request.portal, f"{register.key}.{verb}"
    if not portal.may(permission) or portal.clock.is_past:
        return False
    streets, street = portal.streets_for(permission), getattr(record, "street_id", None)
    return streets is None or street is None or street in streets


def said(request: Any, name: str, default: str = "") -> str:
    """A line of text of the form as it can be kept, such as a reason outside the forms of the registers."""
    return tidy(request.POST.get(name, "").replace("\x00", "")) or default
