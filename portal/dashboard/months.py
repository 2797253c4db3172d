"""The key figures month by month: one chart with the sealed months marked, and a small one for each part of the place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.indicators import registry, statistics
from governance.indicators.definitions import Indicator, Measure
from governance.indicators.statistics import Cell, Division
from portal.dashboard import drawing, marks, times
from portal.dashboard.view import View

LENGTHS = (12, 24, 36)
# More lines than this can't be told apart.
MOST_LINES = 6


@dataclass(frozen=True)
class Multiple:
    """The small chart of one part."""

    division: Division
    url: str
    cells: tuple[Cell, ...]
    drawn: drawing.Spark

    @property
    def first(self) -> Cell:
        return self.cells[0]

    @property
    def last(self) -> Cell:
        return self.cells[-1]


def trend(view: View) -> dict[str, Any]:
    """One statement for all lines and months; the table says the same."""
    offered = _lines_offered(view)
    wanted = view.request.GET.getlist("line")
    lines = [indicator for indicator in offered if indicator.key in wanted][:MOST_LINES] or offered[: MOST_LINES - 1]
    count, days = _days(view, default=36)
    series = statistics.series(view.place.question(view.on), lines, days, district_name=view.place.name)
    cells = [[cell for _day, cell in series[indicator.key]] for indicator in lines]
    sealed = {mark.day: mark for mark in marks.sealed(view.place, days)}
    chart = {
        "type": "line", "unit": " %", "max": 100, "labels": [f"{day:%Y-%m}" for day in days],
        "series": [
            {"name": str(indicator.label), "values": [None if cell.value is None else str(cell.value) for cell in column]}
            for indicator, column in zip(lines, cells, strict=True)
        ],
        "marks": [{"at": f"{day:%Y-%m}", "label": sealed[day].label} for day in days if day in sealed],
        "marksName": _("sealed"), "description": _("Monthly trend of %(place)s") % {"place": view.place.name},
    }
    return {
        "chart": chart, "lines": lines, "offered": offered, "count": count, "lengths": LENGTHS, "sealed": list(sealed.values()),
        "rows": [(day, sealed.get(day), row) for day, row in zip(days, zip(*cells, strict=True), strict=True)],
    }


def multiples(view: View) -> dict[str, Any]:
    """One figure in every part of the place, on one scale: one statement."""
    offered = _lines_offered(view)
    wanted = view.request.GET.get("figure", "")
    indicator = next((one for one in offered if one.key == wanted), offered[0] if offered else registry.find("covenant_coverage"))
    count, days = _days(view, default=24)
    told = statistics.series(view.place.question(view.on), [indicator], days, by=view.place.by)[indicator.key]
    small = [
        _multiple(view, division, tuple(cell for _day, cell in cells))
        for division, cells in statistics.by_division(told) if division.code
    ]
    return {
        "figure": indicator, "offered": offered, "multiples": small, "days": days, "count": count, "lengths": LENGTHS,
        "top": 100,
    }


def _multiple(view: View, division: Division, cells: tuple[Cell, ...]) -> Multiple:
    home = reverse("district:dashboard", kwargs={"district": view.request.portal.district.code})
    clock = view.request.portal.clock.query
    url = f"{home}?{view.place.by}={division.code}" + (f"&{clock}" if clock else "")
    return Multiple(division, url, cells, drawing.on_scale([cell.value for cell in cells], top=Decimal(100)))


def _lines_offered(view: View) -> list[Indicator]:
    """The rates among the key figures: numbers of records have no common scale."""
    return [indicator for indicator in view.indicators if indicator.measure is Measure.PERCENT]


def _days(view: View, *, default: int) -> tuple[int, list[date]]:
    """As many months as asked for, but none before the records begin."""
    text = view.request.GET.get("months", "")
    count = int(text) if text in {str(length) for length in LENGTHS} else default
    first = view.beginnings.first
    days = times.ends(view.on, count)
    return count, [day for day in days if first is None or day >= first] or days[-1:]
