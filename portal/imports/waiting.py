"""Imports that wait for somebody, for the page on which a day begins."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.spreadsheets.models import ImportState, SheetImport
from portal.imports.doors import writable

SHOWN = 10


def waiting(request: Any) -> list[dict[str, Any]]:
    """Files that came in and were neither taken over nor forgotten, the newest first."""
    portal = request.portal
    keys = [register.key for register in writable(request)]
    found = SheetImport.objects.filter(
        district_id=portal.district.pk, register__in=keys, state__in=[ImportState.UPLOADED, ImportState.CHECKED]
    ).order_by("-pk")
    shown = list(found[: SHOWN + 1])
    if not shown:
        return []
    items = [
        {
            "text": each.file_name, "detail": each.get_state_display(), "due": None,
            "url": reverse("imports:import-detail", kwargs={"district": portal.district.code, "sheet_import": each.pk}),
        }
        for each in shown[:SHOWN]
    ]
    todo = _("Confirm the columns, mend the faults, then take over or forget.")
    return [{
        "key": "imports", "title": _("Imports waiting"), "todo": todo,
        "count": len(shown) if len(shown) <= SHOWN else found.count(), "due": None, "items": items, "deed": _("Go on"),
        "url": reverse("imports:import-list", kwargs={"district": portal.district.code}),
    }]
