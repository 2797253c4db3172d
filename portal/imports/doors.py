"""What every page of an import needs first: the import in sight, and the right to write to its register."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from governance.registers import registry
from governance.registers.declarations import Register
from governance.spreadsheets.models import SheetImport
from portal.registers.doors import register_for


def import_for(request: Any, sheet_import: int) -> tuple[SheetImport, Register]:
    """404 for a missing and for a foreign one, 403 where the person may not write to its register."""
    found = get_object_or_404(
        SheetImport.objects.select_related("job", "change", "undone_by"), pk=sheet_import,
        district_id=request.portal.district.pk,
    )
    register = registry.find(found.register)
    if register is None:
        raise Http404
    if request.portal.clock.is_past:
        raise PermissionDenied
    return found, register_for(request, found.register, "write")


def writable(request: Any) -> list[Register]:
    """The registers into which the person may bring sheets."""
    return [register for key, register in registry.every().items() if request.portal.may(f"{key}.write")]


def street_of(request: Any, register: Register) -> int | None:
    """The street in whose sight an import stands: the person's own; the district staff's has none."""
    streets = request.portal.streets_for(f"{register.key}.write")
    return streets[0] if streets else None
