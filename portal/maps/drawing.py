"""What a map shows, and its table with it: courtyards by their state, and streets or communities by their rate."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from courtyards.points import Point, points
from governance.boundaries.models import Boundary
from governance.indicators import statistics
from portal.maps import shading, states
from portal.maps.questions import POINTS, Asked
from portal.maps.states import State

# More than any district has.
ALL = 1_000_000


@dataclass(frozen=True)
class Spot:
    """A courtyard on the map and in the list; `area` is the code of its line in the table."""

    point: Point
    state: State
    word: str
    tone: str
    area: str
    reason: str = ""

    @property
    def at(self) -> str:
        """Longitude and latitude as a script reads them; empty where nobody entered them."""
        point = self.point
        return "" if point.longitude is None or point.latitude is None else f"{point.longitude},{point.latitude}"


@dataclass(frozen=True)
class Line:
    """A street or community with its figure; `shade` is its class in the legend."""

    cell: statistics.Cell
    shade: int
    has_boundary: bool = False


def spots(asked: Asked) -> list[Spot]:
    """Every courtyard of the day, what is missing first: two statements, whatever their number."""
    members, _total = statistics.members(asked.question, asked.indicator, population=asked.population, limit=ALL)
    known = {member.id: member for member in members}
    listed = []
    for point in points(asked.question):
        member = known.get(point.id)
        state = State.OUTSIDE if member is None else State.COVERED if member.covered else State.MISSING
        listed.append(Spot(
            point, state, states.word(state, asked.indicator), states.tone(state, asked.indicator),
            point.street_code if asked.by == "street" else point.community_code, member.reason if member else "",
        ))
    order = list(State)
    return sorted(listed, key=lambda spot: order.index(spot.state))


def mark(spot: Spot, close: str) -> dict[str, Any]:
    """A courtyard as the script draws it; its popup says what its row says."""
    point, told = spot.point, f"{spot.word} · {spot.reason}" if spot.reason else spot.word
    return {
        "id": point.id, "at": [float(point.latitude or 0), float(point.longitude or 0)], "state": spot.state, "area": spot.area,
        "code": point.code, "name": point.name, "where": f"{point.street} · {point.community}", "told": told,
        **({"close": close} if close else {}),
    }


def lines(asked: Asked, drawn: set[str]) -> list[Line]:
    """The table: a figure for every street or community, as the statistics count it."""
    cells = statistics.values(asked.question, [asked.indicator], by=asked.by, population=asked.population)
    better = asked.indicator.better
    return [Line(cell, shading.shade(cell.value, better), cell.division.code in drawn) for cell in cells]


def total(asked: Asked, district_name: str) -> statistics.Cell:
    [cell] = statistics.values(asked.question, [asked.indicator], population=asked.population, district_name=district_name)
    return cell


def boundaries(asked: Asked) -> list[Boundary]:
    """Those of the day: what the areas are; under points the streets, or the communities of the chosen one."""
    level = asked.by if asked.level == POINTS else asked.level
    found = Boundary.objects.filter(district_id=asked.question.district).on(asked.question.on).of(level)
    return list(found if asked.street is None else found.filter(street=asked.street))


def outlines(found: list[Boundary]) -> list[dict[str, Any]]:
    """Boundaries for the script: code, name and the thinner geometry. The figures stand in the table's rows."""
    return [{"code": b.division.code, "name": b.division.name, "geometry": b.drawn} for b in found]


def counted(listed: list[Spot], asked: Asked) -> list[tuple[State, str, str, int]]:
    """The legend of points: state, word, tone, and how many there are."""
    counts = Counter(spot.state for spot in listed)
    return [
        (state, states.word(state, asked.indicator), states.tone(state, asked.indicator), counts[state])
        for state in State if counts[state] or state is not State.OUTSIDE
    ]
