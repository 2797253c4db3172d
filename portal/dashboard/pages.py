"""The dashboard, and its panels one by one: as fragments of the page, or as pages of their own where a script is missing."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from governance.people.permissions import requires
from portal.dashboard import arrangement, drawing, links, times
from portal.dashboard.panels import PANELS
from portal.dashboard.view import View


@requires("statistics.read")
def Dashboard(request: Any) -> HttpResponse:
    """Where do we stand, where is it worst, what moved; and every figure opens to its records."""
    mine = arrangement.mine(request)
    view = View(request, mine.indicators)
    panels = [PANELS[key] for key in mine.panels if view.place.level in PANELS[key].levels]
    shown = [(panel, {} if panel.late else panel.build(view)) for panel in panels]
    return render(
        request, "portal/dashboard.html",
        common(view) | {"shown": shown, "months": months(view), "map_url": links.map_of(request)},
    )


@requires("statistics.read")
def DashboardPanel(request: Any, panel: str) -> HttpResponse:
    """One panel: fetched after the page, or a page of its own."""
    if panel not in PANELS:
        raise Http404
    view = View(request, arrangement.mine(request).indicators)
    found = PANELS[panel]
    if view.place.level not in found.levels:
        raise Http404
    template = found.template if request.htmx else "portal/dashboard/panel.html"
    return render(
        request, template,
        common(view) | {"panel": found, "inner": found.template, "map_url": links.map_of(request)} | found.build(view),
    )


def common(view: View) -> dict[str, Any]:
    """What every page of the dashboard says of where and when it stands."""
    return {"view": view, "place": view.place, "earlier": view.earlier}


def months(view: View) -> list[Any]:
    """The stops of the slider: the ends of the months, today, and the page's own day."""
    today = view.request.portal.clock.today
    return sorted({*times.slider(view.beginnings.first, today), view.on})


def spark_of(history: Any) -> drawing.Spark:
    return drawing.spark([cell.value for _day, cell in history])
