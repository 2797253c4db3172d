"""The briefing: the dashboard of a place on one page of A4."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from governance.indicators.definitions import Measure
from governance.people.permissions import requires
from portal.dashboard import arrangement, drawing, links
from portal.dashboard.board import Line, Rate
from portal.dashboard.pages import common
from portal.dashboard.view import View

# What fits on the page beside the key figures.
WORST, MOVED = 6, 6
PAPER = {"width": 640, "height": 130}
# How the curves are told apart in black and white.
DASHES = ("", "7 4", "2 3", "9 3 2 3")


@dataclass(frozen=True)
class Movement:
    """A rate that moved, and how its parts did: what entered the numerator, and what the denominator."""

    line: Line
    rate: Rate
    url: str

    @property
    def covered(self) -> int:
        return int(self.rate.cell.numerator - self.rate.before.numerator)

    @property
    def counted(self) -> int:
        return int((self.rate.cell.denominator or 0) - (self.rate.before.denominator or 0))


@dataclass(frozen=True)
class Curve:
    rate: Rate
    drawn: drawing.Spark
    dashes: str


@requires("statistics.read")
def DashboardBriefing(request: Any) -> HttpResponse:
    """One page to print: where it stands, where it is worst, what moved and by what."""
    view = View(request, arrangement.mine(request).indicators)
    board = view.board
    worst = sorted((line for line in board.lines if line.division.code and line.missing), key=lambda line: -line.missing)
    return render(
        request, "portal/dashboard/briefing.html",
        common(view) | {
            "rates": board.rates, "worst": [(line, _worst_of(line)) for line in worst[:WORST]],
            "movements": movements(view), "curves": curves(board.rates), "printed_at": timezone.localtime(),
            "months": [day for day, _cell in board.rates[0].history] if board.rates else [],
        },
    )


def movements(view: View) -> list[Movement]:
    """The rates of the parts that moved by most points, most first."""
    found = [
        (line, rate) for line in view.board.lines for rate in line.rates
        if rate.change and rate.indicator.measure is Measure.PERCENT and not rate.indicator.fen
    ]
    found.sort(key=lambda pair: -pair[1].distance)
    return [Movement(line, rate, links.compare(view, rate.indicator)) for line, rate in found[:MOVED]]


def curves(rates: tuple[Rate, ...]) -> list[Curve]:
    """The first rates over twelve months, on one scale."""
    percent = [rate for rate in rates if rate.indicator.measure is Measure.PERCENT]
    return [
        Curve(rate, drawing.on_scale([cell.value for _day, cell in rate.history], top=Decimal(100), **PAPER), dashes)
        for rate, dashes in zip(percent, DASHES, strict=False)
    ]


def _worst_of(line: Line) -> Rate:
    return max((rate for rate in line.rates if not rate.indicator.fen), key=lambda rate: rate.towards.missing)
