"""The law of the satisfaction surveys: samples, valid answers, shares with their interval, scores, what may be told."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

STEPS = 5
# Fewer valid answers than this are told of no place, so that nobody's answer can be guessed.
FEWEST_TOLD = 5
# The standard normal quantile of a two-sided 95 % interval.
Z = Decimal("1.959963984540054")
CENT = Decimal("0.01")
HUNDRED = Decimal(100)


def needed(households: int | None, share: Decimal, least: int) -> int:
    """How many households: the greater of `share` percent (rounded up) and `least`, but never more than there are.

    Where the households are not known (None), `least`.
    """
    if households is None:
        return least
    part = (households * share / HUNDRED).to_integral_value(ROUND_CEILING)
    return min(households, max(int(part), least))


def draw(dwellings: int, wanted: int, seed: str) -> list[int]:
    """Interval sampling: `wanted` of the dwellings numbered 1 to `dwellings`, ascending, the same for the same seed.

    A random start in the first interval, then every interval's length further (a fraction, so that all of the numbers are
    reached). All of them where more are wanted than there are.
    """
    if wanted <= 0 or dwellings <= 0:
        return []
    wanted = min(wanted, dwellings)
    interval = Fraction(dwellings, wanted)
    start = Fraction(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]), 2**64) * interval
    return [int(start + interval * turn) + 1 for turn in range(wanted)]


def is_valid(steps: Sequence[int | None], straight_from: int = 0) -> bool:
    """An answer is valid when the overall question (the first) is answered, and it is not a straight line.

    A straight line: `straight_from` or more questions answered, all with the same step. 0: no such rule.
    """
    if not steps or steps[0] is None:
        return False
    stated = [step for step in steps if step is not None]
    return not (straight_from and len(stated) >= straight_from and len(set(stated)) == 1)


def share(part: int, whole: int) -> Decimal | None:
    """A percentage with two decimals, half-up; None of nothing."""
    return (Decimal(part) * 100 / whole).quantize(CENT, ROUND_HALF_UP) if whole else None


def score(points: int, answers: int) -> Decimal | None:
    """The mean of the steps on 0 to 100, two decimals, half-up: step 1 is 0, 2 is 25, 3 is 50, 4 is 75, 5 is 100."""
    if not answers:
        return None
    return (Decimal(points - answers) * 100 / (answers * (STEPS - 1))).quantize(CENT, ROUND_HALF_UP)


def interval(part: int, whole: int) -> tuple[Decimal, Decimal] | None:
    """Wilson's 95 % confidence interval of a share, in percent with two decimals, half-up; None of nothing.

    It takes the answers for a simple random sample; it never leaves 0 to 100 and always holds the share itself.
    """
    if not whole:
        return None
    with localcontext() as context:
        context.prec = 40
        n, p = Decimal(whole), Decimal(part) / whole
        square = Z * Z
        middle = p + square / (2 * n)
        reach = Z * (p * (1 - p) / n + square / (4 * n * n)).sqrt()
        scale = HUNDRED / (1 + square / n)
        low, high = (middle - reach) * scale, (middle + reach) * scale
    # At the ends the formula is exact, and a last digit of the root must not say otherwise.
    low, high = (Decimal(0) if part == 0 else low), (HUNDRED if part == whole else high)
    return low.quantize(CENT, ROUND_HALF_UP), high.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Place:
    """A courtyard (by id) in its street, with its valid answers."""

    courtyard: int
    street: int
    valid: int


def publish(places: Sequence[Place]) -> Mapping[int, str]:
    """In whose figures each courtyard's answers are told: courtyard, street, district or nowhere, by courtyard.

    The answers are parted into groups, and every figure that is told is a sum of whole groups: a courtyard alone, the rest of
    a street, the rest of the district. Each group has no answer or at least `FEWEST_TOLD`, so that no subtraction of told
    figures gives fewer. Where a rest is too small, the smallest courtyard told alone joins it.
    """
    told = {place.courtyard: "courtyard" for place in places}
    rest: list[Place] = []
    for street in sorted({place.street for place in places}):
        own = [place for place in places if place.street == street]
        group = _grown([p for p in own if 0 < p.valid < FEWEST_TOLD], [p for p in own if p.valid >= FEWEST_TOLD])
        if sum(place.valid for place in group) >= FEWEST_TOLD:
            told |= {place.courtyard: "street" for place in group}
        else:
            rest += group
    alone = [place for place in places if place.valid >= FEWEST_TOLD and told[place.courtyard] == "courtyard"]
    group = _grown(rest, alone)
    enough = sum(place.valid for place in group) >= FEWEST_TOLD
    told |= {place.courtyard: "district" if enough else "nowhere" for place in group}
    return told


def _grown(group: list[Place], others: list[Place]) -> list[Place]:
    """A group that is neither empty nor too small, with the smallest of the others as long as it is too small."""
    spare = sorted(others, key=lambda place: (place.valid, place.courtyard))
    while group and spare and sum(place.valid for place in group) < FEWEST_TOLD:
        group = [*group, spare.pop(0)]
    return group


def last_day(until: date) -> date:
    """The last day of a half-open stretch."""
    return until - timedelta(days=1)
