"""Where most is missing: pairs of a street and a figure, and courtyards that lack most things at once."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from governance.indicators import lacking
from governance.indicators.definitions import Indicator, Measure
from governance.indicators.lacking import Lacking
from governance.registers import registry as registers
from portal.dashboard.board import Board, Line, Rate
from portal.dashboard.places import Place
from portal.registers.doors import may_write

PAIRS = 10
COURTYARDS = 10
# A community is shown whole; none of the real ones has more.
WHOLE = 200


@dataclass(frozen=True)
class Pair:
    """A part of the place and one of its figures; `width` is how long its bar is, in per cent of the longest."""

    line: Line
    rate: Rate
    width: int


@dataclass(frozen=True)
class Lack:
    """A figure that misses a courtyard, and the form that closes it, for whoever may."""

    indicator: Indicator
    url: str


def pairs(board: Board) -> list[Pair]:
    """The pairs that lack most records, most first."""
    found = [
        (line, rate) for line in board.lines for rate in line.rates if rate.towards.missing and not rate.indicator.fen
    ]
    found.sort(key=lambda pair: -int(pair[1].towards.missing))
    most = int(found[0][1].towards.missing) if found else 1
    return [Pair(line, rate, max(2, round(100 * int(rate.towards.missing) / most))) for line, rate in found[:PAIRS]]


def courtyards(
    request: Any, place: Place, indicators: tuple[Indicator, ...], *, on: Any, whole: bool = False
) -> dict[str, Any]:
    """The courtyards that lack most of the key figures at once; of a community all of them."""
    asked = [
        indicator for indicator in indicators
        if indicator.population == "courtyards" and indicator.measure is Measure.PERCENT and indicator.closed_by
    ]
    if not asked:
        return {"courtyards": [], "total": 0, "lacking": 0, "asked": []}
    found = lacking.members(place.question(on), asked, all_of_them=whole, limit=WHOLE if whole else COURTYARDS)
    rows = [(member, [_lack(request, member, asked[position]) for position in member.lacks]) for member in found.members]
    return {"courtyards": rows, "total": found.total, "lacking": found.lacking, "asked": asked}


def _lack(request: Any, member: Lacking, indicator: Indicator) -> Lack:
    register = registers.find(indicator.closed_by)
    if register is None or not may_write(request, register):
        return Lack(indicator, "")
    url = reverse("registers:record-create", kwargs={"district": request.portal.district.code, "key": register.key})
    return Lack(indicator, f"{url}?{urlencode({'courtyard': member.code})}")
