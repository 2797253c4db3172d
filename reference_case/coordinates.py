"""Where the generated courtyards lie: around approximate centres of the real streets, each street and community apart.

Drawn from a seed of its own, so that nothing else of the plan depends on it. Boundaries are hulls of these points and say so.
"""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import resources
from random import Random

from reference_case.shapes import CourtyardPlan, Plan, Size

METRES_A_DEGREE = 111_320
TRIES = 400
# A point lies nearer to its own centre than to any other by this much, which keeps hulls apart.
APART = 0.92
# How far a hull reaches beyond the points it is drawn around.
BEYOND = 1.06
# Every so manieth courtyard has no coordinates yet, as in life.
WITHOUT = 82
MICRO = Decimal("0.000001")
Point = tuple[float, float]


@dataclass(frozen=True)
class Centre:
    """A street's middle and how far its courtyards lie from it, in degrees of latitude."""

    at: Point
    reach: float


def centres() -> dict[str, Centre]:
    """By code of the street."""
    text = (resources.files("reference_case") / "data" / "street_centres.json").read_text(encoding="utf-8")
    return {
        code: Centre((float(street["longitude"]), float(street["latitude"])), street["reach_m"] / METRES_A_DEGREE)
        for code, street in json.loads(text)["streets"].items()
    }


def place(plan: Plan, size: Size, communities: dict[str, list[str]]) -> None:
    """Gives the courtyards of the plan their coordinates."""
    random, known = Random(f"{size.seed} coordinates"), centres()
    middles = {code: centre.at for code, centre in known.items()}
    within = {street: _sub_centres(street, known, middles, codes) for street, codes in communities.items() if street in known}
    for number, courtyard in enumerate(plan.courtyards, start=1):
        at = _near(random, courtyard, known[courtyard.street], middles, within[courtyard.street])
        if number % WITHOUT:
            courtyard.longitude, courtyard.latitude = (Decimal(repr(part)).quantize(MICRO) for part in at)


def _sub_centres(street: str, known: dict[str, Centre], middles: dict[str, Point], codes: Sequence[str]) -> dict[str, Point]:
    """The middles of a street's communities on a spiral, like seeds in a sunflower."""
    centre, found = known[street], []
    for number in range(40 * len(codes)):
        angle, share = number * math.pi * (3 - math.sqrt(5)), math.sqrt((number + 0.5) / len(codes))
        at = _moved(centre.at, centre.reach * 0.85 * share, angle)
        if _owner(at, middles) == street:
            found.append(at)
    return dict(zip(codes, found, strict=False))


def _near(random: Random, courtyard: CourtyardPlan, centre: Centre, middles: dict[str, Point], within: dict[str, Point]) -> Point:
    """A point of the courtyard's community that is nearer to it, and to its street, than to any other."""
    middle = within[courtyard.community]
    reach = centre.reach * 1.1 / math.sqrt(len(within))
    for _ in range(TRIES):
        at = _moved(middle, reach * math.sqrt(random.random()), random.random() * 2 * math.pi)
        if _owner(at, middles) == courtyard.street and _owner(at, within) == courtyard.community:
            return at
    return middle


def _moved(at: Point, distance: float, angle: float) -> Point:
    return (
        at[0] + distance * math.cos(angle) / math.cos(math.radians(at[1])), at[1] + distance * math.sin(angle)
    )


def _owner(at: Point, middles: dict[str, Point]) -> str:
    """Whose middle is nearest, by far enough; nobody's in between."""
    scale = math.cos(math.radians(at[1]))
    apart: Callable[[str], float] = lambda code: math.hypot((at[0] - middles[code][0]) * scale, at[1] - middles[code][1])  # noqa: E731
    nearest, *others = sorted(middles, key=apart)
    return nearest if not others or apart(nearest) < APART * apart(others[0]) else ""


def hull(points: Sequence[Point]) -> list[list[float]] | None:
    """The convex ring around points, a little wider, against the clock and closed; None where they span no area."""
    ordered = sorted(set(points))
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    ring = [*lower[:-1], *upper[:-1]]
    if len(ring) < 3:
        return None
    middle = tuple(math.fsum(point[axis] for point in ring) / len(ring) for axis in (0, 1))
    wider = [[round(middle[axis] + (point[axis] - middle[axis]) * BEYOND, 6) for axis in (0, 1)] for point in ring]
    return [*wider, wider[0]]


def _chain(ordered: Sequence[Point]) -> list[Point]:
    """One side of the hull, turning left alone."""
    chain: list[Point] = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
