"""What one more star would need: items by which the score reaches the next bound, taken from the largest loss on."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any

from ratings.rules.explanation import standard_of
from ratings.rules.standard import Kind, Standard
from ratings.rules.stars import score

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Step:
    """One item of the way. `gain`: what the score gains by it; `fewer`: by so many faults less, 0 where it is no count."""

    code: str
    title: str
    gain: Decimal
    fewer: int = 0


def way(told: Told) -> list[Step]:
    """Items in the order in which they are taken up; empty where no way leads to a higher star by points.

    Of counted faults a step is the fewest that reach the bound, or all of them; of the rest, all that the item can still
    give. Caps of categories are heeded.
    """
    if told["to_next_star"] is None:
        return []
    standard = standard_of(told)
    bound = min(Decimal(one) for one in told["thresholds"].values() if Decimal(one) > Decimal(told["score"]))
    items = {item["code"]: item for item in told["items"]}
    found: dict[str, Any] = {code: tuple(map(Decimal, item["found"])) for code, item in items.items()}
    reached, steps = score(standard, found)[0], []
    while reached < bound:
        ahead = _best(standard, items, found, reached, bound)
        if ahead is None:
            return []
        code, value, fewer, gained = ahead
        found[code] = value
        reached += gained
        steps.append(Step(code, items[code]["title"], gained, fewer))
    return steps


def _best(
    standard: Standard, items: Mapping[str, Told], found: Mapping[str, Any], reached: Decimal, bound: Decimal
) -> tuple[str, Any, int, Decimal] | None:
    """The item that gives most, and how little of it is enough; None where none gives anything."""
    gains = {}
    for item in standard.items:
        perfect = _perfect(standard, item.code)
        if (more := score(standard, {**found, item.code: perfect})[0] - reached) > 0:
            gains[item.code] = (more, perfect)
    if not gains:
        return None
    code = min(gains, key=lambda one: (-gains[one][0], one))
    gained, value = gains[code]
    rule = next(item for item in standard.items if item.code == code)
    if rule.kind is Kind.FAULTS and len(set(found[code])) == 1:
        fewer = _fewest(standard, found, code, bound, int(found[code][0]))
        value = found[code][0] - fewer
        gained = score(standard, {**found, code: value})[0] - reached
        return code, (value,), fewer, gained
    return code, (value,), 0, gained


def _perfect(standard: Standard, code: str) -> Decimal:
    """A finding that gives the item's full mark, or the most it can give."""
    item = next(one for one in standard.items if one.code == code)
    match item.kind:
        case Kind.FAULTS:
            return Decimal(0)
        case Kind.MERITS:
            return (item.full_mark / item.per_unit).to_integral_value(ROUND_CEILING)
        case Kind.POINTS:
            return item.full_mark
    return Decimal(100)


def _fewest(standard: Standard, found: Mapping[str, Any], code: str, bound: Decimal, count: int) -> int:
    """The least number of faults less that reaches the bound, or all of them. More faults less never give fewer points."""
    low, high = 1, count
    while low < high:
        middle = (low + high) // 2
        if score(standard, {**found, code: Decimal(count - middle)})[0] >= bound:
            high = middle
        else:
            low = middle + 1
    return low
