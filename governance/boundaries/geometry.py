"""Plane geometry of boundaries: whether a ring crosses itself, whether a point lies inside, and fewer points to draw.

Geometries are those of GeoJSON, Polygon or MultiPolygon: rings of [longitude, latitude], closed, the first of a polygon
its outside and the others its holes. Crossings are decided in whole units of a centimetre, so that no rounding decides.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

Position = Sequence[float]
Ring = Sequence[Position]
Geometry = dict[str, Any]
# A ten-millionth of a degree, about a centimetre.
UNITS = 10_000_000
# Pairs of edges that are compared before a shape counts as too tangled: two seconds' work. One shape of 50,000 points that
# runs as boundaries do needs a fraction of it.
MOST_PAIRS = 3_000_000
Edge = tuple[int, int, int, int]


class TooTangled(ValueError):
    """So many edges lie above each other that nobody can say in time whether they cross."""


def polygons(geometry: Geometry) -> list[list[Ring]]:
    """The polygons of a geometry, each a list of its rings."""
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else list(coordinates)


def rings(geometry: Geometry) -> Iterator[Ring]:
    for polygon in polygons(geometry):
        yield from polygon


def size(geometry: Geometry) -> int:
    """How many positions it has."""
    return sum(len(ring) for ring in rings(geometry))


def crossing(geometry: Geometry) -> Position | None:
    """A position where edges cross or run along each other; None where none do. Raises TooTangled.

    That rings touch in a point is no fault: it neither draws nor contains otherwise.
    """
    active: list[Edge] = []
    pairs = 0
    for edge in sorted(_edges(geometry)):
        active = [other for other in active if other[2] >= edge[0]]
        pairs += len(active)
        if pairs > MOST_PAIRS:
            raise TooTangled
        for other in active:
            if _cross(edge, other):
                return [max(edge[0], other[0]) / UNITS, max(min(edge[1], edge[3]), min(other[1], other[3])) / UNITS]
        active.append(edge)
    return None


def _edges(geometry: Geometry) -> Iterator[Edge]:
    """Edges from west to east in whole units, without those of no length."""
    for ring in rings(geometry):
        for start, end in pairwise(_grid(ring)):
            if start != end:
                yield (*start, *end) if start < end else (*end, *start)


def _side(edge: Edge, x: int, y: int) -> int:
    """On which side of an edge a position lies; 0 on its line."""
    turn = (edge[2] - edge[0]) * (y - edge[1]) - (edge[3] - edge[1]) * (x - edge[0])
    return (turn > 0) - (turn < 0)


def _cross(one: Edge, other: Edge) -> bool:
    """Whether two edges cross, or share more than a point."""
    if max(one[1], one[3]) < min(other[1], other[3]) or max(other[1], other[3]) < min(one[1], one[3]):
        return False
    begins, ends = _side(one, other[0], other[1]), _side(one, other[2], other[3])
    if begins == ends == 0:
        return _overlap(one, other)
    return begins * ends < 0 and _side(other, one[0], one[1]) * _side(other, one[2], one[3]) < 0


def _overlap(one: Edge, other: Edge) -> bool:
    """Two edges of one line that share a stretch of it."""
    first, last = max(one[:2], other[:2]), min(one[2:4], other[2:4])
    return first < last


def _grid(ring: Ring) -> list[tuple[int, int]]:
    return [(round(x * UNITS), round(y * UNITS)) for x, y, *_height in ring]


def area(ring: Ring) -> int:
    """Twice the area in square units; positive where the ring runs against the clock."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(_grid(ring)))


def is_flat(ring: Ring) -> bool:
    """Whether all positions lie on one line, or in one place."""
    first, *others = _grid(ring)
    away = next((at for at in others if at != first), None)
    return away is None or not any(_side((*first, *away), *at) for at in others)


def wound(geometry: Geometry) -> Geometry:
    """The same with outsides against the clock and holes with it, as RFC 7946 wants them."""
    turned = [
        [list(ring) if (area(ring) > 0) == (place == 0) else list(reversed(ring)) for place, ring in enumerate(polygon)]
        for polygon in polygons(geometry)
    ]
    return {"type": geometry["type"], "coordinates": turned[0] if geometry["type"] == "Polygon" else turned}


def contains(geometry: Geometry, longitude: float, latitude: float) -> bool:
    """Whether a position lies inside, its edge included."""
    for polygon in polygons(geometry):
        places = [_place(ring, longitude, latitude) for ring in polygon]
        if places[0] >= 0 and all(place <= 0 for place in places[1:]):
            return True
    return False


def _place(ring: Ring, x: float, y: float) -> int:
    """1 inside the ring, 0 on it, -1 outside: a line to the east crosses it an odd number of times."""
    inside = False
    for (ax, ay, *_), (bx, by, *_) in pairwise(ring):
        turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
        if turn == 0 and min(ax, bx) <= x <= max(ax, bx) and min(ay, by) <= y <= max(ay, by):
            return 0
        if (ay > y) != (by > y) and (turn > 0) == (by > ay):
            inside = not inside
    return 1 if inside else -1


def simplified(geometry: Geometry, tolerance: float) -> Geometry:
    """With fewer positions, none further than the tolerance (degrees of latitude) from where it ran.

    A shape that would cross itself is simplified less; one that can't be stays as it is.
    """
    while tolerance > 1 / UNITS:
        drawn = {"type": geometry["type"], "coordinates": _thinned(geometry, tolerance)}
        try:
            if crossing(drawn) is None:
                return drawn
        except TooTangled:
            break
        tolerance /= 4
    return geometry


def _thinned(geometry: Geometry, tolerance: float) -> Any:
    thin = [[_thin(ring, tolerance) for ring in polygon] for polygon in polygons(geometry)]
    return thin[0] if geometry["type"] == "Polygon" else thin


def _thin(ring: Ring, tolerance: float) -> list[Position]:
    """Douglas and Peucker between the ring's first position and the one furthest from it; a triangle at the least."""
    scale = math.cos(math.radians(ring[0][1]))
    flat = [(x * scale, y) for x, y, *_height in ring]
    half = max(range(len(flat)), key=lambda place: math.dist(flat[0], flat[place]))
    kept, open_parts = {0, half, len(flat) - 1}, [(0, half), (half, len(flat) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        if last - first < 2:
            continue
        far, place = max((_distance(flat[at], flat[first], flat[last]), at) for at in range(first + 1, last))
        if far > tolerance or len(kept) < 4:
            kept.add(place)
            open_parts += [(first, place), (place, last)]
    return [list(ring[place]) for place in sorted(kept)]


def _distance(at: Position, first: Position, last: Position) -> float:
    """From a position to the stretch between two others."""
    along = (last[0] - first[0]) ** 2 + (last[1] - first[1]) ** 2
    if along == 0:
        return math.dist(at, first)
    share = ((at[0] - first[0]) * (last[0] - first[0]) + (at[1] - first[1]) * (last[1] - first[1])) / along
    share = min(1.0, max(0.0, share))
    foot = (first[0] + share * (last[0] - first[0]), first[1] + share * (last[1] - first[1]))
    return math.dist(at, foot)
