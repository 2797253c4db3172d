"""The first page of people with several districts: their key rates side by side, each a way into its district."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from governance.indicators import registry
from governance.indicators.statistics import Cell
from governance.people import identity
from governance.summaries import reading
from portal.dashboard.arrangement import KEY
from portal.home.views import first_page


@dataclass
class Row:
    """A district's row of the table; `as_of` is told where its figures are not of now."""

    name: str
    address: str
    as_of: datetime
    current: bool
    cells: list[Cell] = field(default_factory=list)


@require_safe
def Overview(request: Any) -> HttpResponse:
    """Every district of the person: with its rates where they read it as a whole, as a link elsewhere."""
    portal = request.portal
    if portal.user is None:
        return redirect("portal:sign-in")
    addresses = {district.pk: first_page(portal, district) for district in portal.districts}
    identity.stand_across(portal, "statistics.read")
    shown: dict[str, Any] = {"trouble": "", "lines": [], "total": []}
    try:
        shown |= _table(portal, addresses)
    except reading.TooManyDistricts as many:
        shown["trouble"] = _("Of a past moment at most %(most)d districts can be counted; you have %(n)d.") % {
            "most": reading.LIVE_AT_ONCE, "n": many.count
        }
    except reading.NotReady as wait:
        shown["trouble"] = ngettext(
            "The figures of %(n)d district are still being prepared. Come back in a minute.",
            "The figures of %(n)d districts are still being prepared. Come back in a minute.", wait.count,
        ) % {"n": wait.count}
    listed = portal.scope.districts if shown["lines"] else ()
    others = [(district, addresses[district.pk]) for district in portal.districts if district.pk not in listed]
    indicators = [registry.find(key) for key in KEY]
    return render(request, "portal/overview.html", shown | {"others": others, "indicators": indicators})


def _table(portal: Any, addresses: dict[int, str]) -> dict[str, Any]:
    asked = [(indicator, indicator.default) for indicator in map(registry.find, KEY)]
    clock = portal.clock
    rows: dict[str, Row] = {}
    total: list[Cell] = []
    query = f"?{clock.query}" if clock.query else ""
    for line in reading.across(portal.scope, asked, [clock.on], now=portal.now, as_of=clock.as_of):
        code = line.cell.division.code
        if code == reading.TOTAL:
            total.append(line.cell)
            continue
        address = f"{addresses[int(code)]}{query}"
        row = rows.setdefault(code, Row(line.cell.division.name, address, line.as_of, line.current))
        row.cells.append(line.cell)
    return {"lines": list(rows.values()), "total": total}
