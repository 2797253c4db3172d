"""The map of a district: its courtyards by their state, or its streets and communities by their rate; the table beside it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from governance.boundaries.models import Boundary
from governance.divisions.models import Street
from governance.indicators.definitions import POPULATION_WORDS
from governance.people.permissions import requires
from portal.maps import deeds, drawing, questions, shading
from portal.maps.questions import POINTS

# Stands for a courtyard's code in an address that is made once for all of them.
CODE = "0-0"
PER_PAGE = 100


@requires("statistics.read")
def Map(request: Any) -> HttpResponse:
    """Where it is missing; every mark and area opens, and the table says the same without the map."""
    portal = request.portal
    slider = questions.slider(portal.district.pk, portal.clock)
    if "month" in request.GET:
        return redirect(_at_day(request, slider))
    asked = questions.read(request)
    found = drawing.boundaries(asked)
    outlines = drawing.outlines(found)
    lines = drawing.lines(asked, {outline["code"] for outline in outlines})
    context = {
        "asked": asked, "indicators": asked.offered, "slider": slider, "lines": lines, "outlines": outlines,
        "total": drawing.total(asked, portal.district.name), "levels": _levels(portal.district.pk, portal.clock.on),
        "streets": Street.objects.filter(district_id=portal.district.pk), "sources": sorted({each.source for each in found}),
        "shades": shading.legend(asked.indicator.better, [line.shade for line in lines]),
        "population": POPULATION_WORDS[asked.population],
    }
    if asked.level == POINTS:
        context |= _points(request, asked)
    return render(request, "maps/map.html", context)


def _points(request: Any, asked: questions.Asked) -> dict[str, Any]:
    """The courtyards for the script, their list page by page, those without coordinates, and the legend."""
    everything = drawing.spots(asked)
    shown = [spot for spot in everything if asked.state in (None, spot.state)]
    closing = deeds.Closing(request, asked.indicator)
    record = reverse("registers:courtyard-detail", kwargs={"district": request.portal.district.code, "code": CODE})
    query = f"?{request.portal.clock.query}" if request.portal.clock.query else ""
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "marks": {
            "record": record + query, "close": closing.text,
            "spots": [drawing.mark(spot, closing.url(spot)) for spot in shown if spot.at],
        },
        "page": page, "rows": [(spot, closing.url(spot)) for spot in page], "legend": drawing.counted(everything, asked),
        "placeless": [spot for spot in everything if not spot.at], "close_text": closing.text,
        "has_points": any(spot.at for spot in everything), "may_place": deeds.placing(request),
    }


def _levels(district: int, on: Any) -> list[str]:
    """What can be drawn: points always, areas where their boundaries stand on the day."""
    return [POINTS, *Boundary.objects.filter(district_id=district).on(on).levels()]


def _at_day(request: Any, slider: questions.Slider) -> str:
    """The same page on the day that the slider was moved to."""
    query = request.GET.copy()
    day = questions.chosen_day(slider, query.pop("month")[-1])
    if day is not None:
        query["on"] = day.isoformat()
    return f"{request.path}?{query.urlencode()}"
