"""What every page of a register needs first: the register, the right, the record."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from governance.registers import registry, values
from governance.registers.declarations import Register


def register_for(request: Any, key: str, verb: str) -> Register:
    """The register of a page. 404 for an unknown one, 403 where the person may not do this in it."""
    register = registry.find(key)
    if register is None:
        raise Http404
    if not request.portal.may(f"{key}.{verb}"):
        raise PermissionDenied
    return register


def record_for(request: Any, register: Register, pk: int) -> Any:
    """A record in sight, with what it is named by. 404 for a missing and for a foreign one."""
    rows = register.rows(request.portal.district.pk).select_related(*values.related(register))
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def may_write(request: Any, register: Register, verb: str = "write") -> bool:
    """Whether the person may change something here; the past can only be read."""
    return bool(request.portal.may(f"{register.key}.{verb}") and not request.portal.clock.is_past)
