"""Pure geometry: crossings, what lies inside, and fewer points that still run where the shape ran."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.boundaries import geometry


def ring(*positions):
    return [*map(list, positions), list(positions[0])]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


SQUARE = ring((113, 34), (114, 34), (114, 35), (113, 35))
HOLE = ring((113.4, 34.4), (113.6, 34.4), (113.6, 34.6), (113.4, 34.6))
BOWTIE = ring((113, 34), (114, 35), (114, 34), (113, 35))
SPIKE = ring((113, 34), (114, 34), (114, 35), (114, 34.2), (113, 35))


@pytest.mark.parametrize(
    ("shape", "crosses"),
    [
        (polygon(SQUARE), False),
        (polygon(SQUARE, HOLE), False),
        (polygon(BOWTIE), True),
        (polygon(SPIKE), True),
        # A hole that leaves its outside, and two parts that lie over each other.
        (polygon(SQUARE, ring((113.5, 34.5), (114.5, 34.5), (114.5, 34.6))), True),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], [ring((113.5, 34.5), (114.5, 34.5), (114.5, 35.5))]]}, True),
        # Parts that touch in a point.
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], [ring((114, 35), (115, 35), (115, 36))]]}, False),
        # A point given twice in a row has no length.
        (polygon(ring((113, 34), (113, 34), (114, 34), (114, 35))), False),
    ],
    ids=["square", "hole", "bowtie", "spike", "hole outside", "parts overlap", "parts touch", "point twice"],
)
def test_crossing(shape, crosses):
    assert (geometry.crossing(shape) is not None) is crosses


def test_what_is_too_tangled_is_refused_in_time(monkeypatch):
    comb = ring(*((113 + n % 2, 34 + n / 100_000) for n in range(600)), (112, 36))
    assert geometry.crossing(polygon(comb)) is None
    monkeypatch.setattr(geometry, "MOST_PAIRS", 100_000)
    with pytest.raises(geometry.TooTangled):
        geometry.crossing(polygon(comb))


def test_fifty_thousand_honest_points_are_checked():
    honest = polygon(star(25_000, ragged=0.0001))
    assert geometry.size(honest) == 50_001
    assert geometry.crossing(honest) is None


@pytest.mark.parametrize(
    ("at", "inside"),
    [((113.2, 34.2), True), ((113.5, 34.5), False), ((112.9, 34.5), False), ((113, 34), True), ((113.5, 34), True),
     ((113.4, 34.5), True), ((114.1, 34), False), ((113.2, 34.4), True)],
    ids=["inside", "in the hole", "west", "corner", "on the edge", "on the hole's edge", "on the edge's line", "beside the hole"],
)
def test_contains(at, inside):
    assert geometry.contains(polygon(SQUARE, HOLE), *at) is inside
    several = {"type": "MultiPolygon", "coordinates": [[ring((10, 10), (11, 10), (11, 11))], [SQUARE, HOLE]]}
    assert geometry.contains(several, *at) is inside


def test_outsides_run_against_the_clock_and_holes_with_it():
    turned = geometry.wound(polygon(list(reversed(SQUARE)), HOLE))
    assert [geometry.area(each) > 0 for each in turned["coordinates"]] == [True, False]
    assert geometry.wound(turned) == turned


def star(points, ragged=0.3):
    """A ring of spokes, long and short by turns: no two edges cross."""
    spokes = [(2 * math.pi * n / (2 * points), 1 if n % 2 else 1 - ragged) for n in range(2 * points)]
    return ring(*((113 + r * math.cos(angle), 34 + r * math.sin(angle)) for angle, r in spokes))


def furthest(shape, thin):
    """How far a position of the shape lies from the thinner ring, longitude scaled as the shape is drawn."""
    scale = math.cos(math.radians(shape[0][1]))
    flat = [(x * scale, y) for x, y in thin]
    return max(min(geometry._distance((x * scale, y), a, b) for a, b in pairwise(flat)) for x, y in shape)


@st.composite
def stars(draw):
    """A ring that turns once around its middle, so that it can't cross itself."""
    radii = draw(st.lists(st.integers(100, 1000), min_size=5, max_size=60))
    x, y = draw(st.integers(80, 130)), draw(st.integers(10, 50))
    angles = [2 * math.pi * n / len(radii) for n in range(len(radii))]
    return ring(*((x + r / 5000 * math.cos(a), y + r / 5000 * math.sin(a)) for a, r in zip(angles, radii, strict=True)))


@settings(max_examples=120, deadline=None)
@given(stars(), st.sampled_from([0.0001, 0.002, 0.02, 0.2]))
def test_simplified_stays_near_closed_and_simple(shape, tolerance):
    assert geometry.crossing(polygon(shape)) is None
    [thin] = geometry.simplified(polygon(shape), tolerance)["coordinates"]
    assert thin[0] == thin[-1] and len(thin) >= 4
    assert geometry.crossing(polygon(thin)) is None
    assert {tuple(at) for at in thin} <= {tuple(at) for at in shape}
    assert furthest(shape, thin) <= tolerance + 1e-9


@settings(max_examples=120, deadline=None)
@given(stars(), st.floats(0, 2 * math.pi), st.floats(0.01, 1.5))
def test_the_middle_is_inside_and_far_away_is_not(shape, angle, share):
    x = sum(at[0] for at in shape[:-1]) / (len(shape) - 1)
    centre_x, centre_y = round(x), round(sum(at[1] for at in shape[:-1]) / (len(shape) - 1))
    assert geometry.contains(polygon(shape), centre_x, centre_y)
    assert not geometry.contains(polygon(shape), centre_x + 0.21 * math.cos(angle), centre_y + 0.21 * math.sin(angle))
    # What is inside stays inside when the ring is turned round or begun elsewhere.
    at = centre_x + share * 0.2 * math.cos(angle), centre_y + share * 0.2 * math.sin(angle)
    begun = [*shape[2:], *shape[1:3]]
    assert geometry.contains(polygon(shape), *at) == geometry.contains(polygon(shape[::-1]), *at)
    assert geometry.contains(polygon(shape), *at) == geometry.contains(polygon(begun), *at)
