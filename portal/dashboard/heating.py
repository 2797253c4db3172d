"""The heat table: parts of the place by key figures, each cell with its number, its gap and its way to the records."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from governance.indicators.definitions import Indicator
from portal.dashboard.board import Line, Rate
from portal.dashboard.view import View


@dataclass(frozen=True)
class HeatCell:
    """`url` opens the records that are missing; empty where they lie in no part that could be named."""

    rate: Rate
    url: str


@dataclass(frozen=True)
class HeatLine:
    """`url` goes one level down."""

    line: Line
    url: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class HeatTable:
    by: str
    indicators: tuple[Indicator, ...]
    lines: tuple[HeatLine, ...]
    sort: str


def table(view: View) -> HeatTable:
    """Sorted by the code of the part, by its gaps in all, or by one figure, worst first or last (`sort=-key`)."""
    sort = view.request.GET.get("sort", "")
    lines = sorted(view.board.lines, key=lambda line: (line.division.code == "", line.division.code))
    name = sort.removeprefix("-")
    keys = [indicator.key for indicator in view.indicators]
    if name == "missing":
        lines.sort(key=lambda line: line.missing, reverse=sort.startswith("-"))
    elif name in keys:
        position = keys.index(name)
        known = [line for line in lines if line.rates[position].cell.value is not None]
        rest = [line for line in lines if line.rates[position].cell.value is None]
        known.sort(key=lambda line: line.rates[position].cell.value or 0, reverse=sort.startswith("-"))
        lines = known + rest
    else:
        sort = ""
    return HeatTable(view.place.by, view.indicators, tuple(_line(view, line) for line in lines), sort)


def _line(view: View, line: Line) -> HeatLine:
    code = line.division.code
    home = reverse("district:dashboard", kwargs={"district": view.request.portal.district.code})
    url = f"{home}?{_query(view, {view.place.by: code})}" if code else ""
    return HeatLine(line, url, tuple(HeatCell(rate, _records(view, rate, code)) for rate in line.rates))


def _records(view: View, rate: Rate, code: str) -> str:
    if not code or rate.cell.denominator == 0:
        return ""
    where = {view.place.by: code}
    gaps = {"covered": "no"} if rate.cell.gap and rate.indicator.population else {}
    path = reverse(
        "district:figure-detail",
        kwargs={"district": view.request.portal.district.code, "indicator": rate.indicator.key},
    )
    return f"{path}?{_query(view, where | gaps)}"


def _query(view: View, own: dict[str, Any]) -> str:
    clock = view.request.portal.clock.query
    return urlencode(own) + (f"&{clock}" if clock else "")
