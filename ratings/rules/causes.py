"""Why a courtyard's score differs from that of the year before: causes that add up to the difference, to the cent.

Both years are told by their stored explanations alone; what happened to be on the records meanwhile is not asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

NOTHING = Decimal(0)
Told = Mapping[str, Any]


class Why(StrEnum):
    """What kind of cause: another finding, another rule for the item, an item that is new or gone, a cap, the bonus, rounding."""

    FOUND = "found"
    RULE = "rule"
    NEW = "new"
    GONE = "gone"
    CAP = "cap"
    BONUS = "bonus"
    ROUNDING = "rounding"


@dataclass(frozen=True)
class Cause:
    """What one item, cap or rounding did to the score: weighted points then and now (None where it was not there)."""

    why: Why
    code: str
    title: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal:
        return (self.after or NOTHING) - (self.before or NOTHING)


def causes(before: Told, now: Told) -> list[Cause]:
    """Every cause that moved the score, the largest first. They sum to now's score less before's."""
    found = [*_items(before, now), *_caps(before, now)]
    found += [
        Cause(Why.BONUS, "", "", _held(before), _held(now)), Cause(Why.ROUNDING, "", "", _rounding(before), _rounding(now))
    ]
    return sorted((cause for cause in found if cause.difference), key=lambda one: (-abs(one.difference), one.why, one.code))


def _items(before: Told, now: Told) -> list[Cause]:
    then, today = ({item["code"]: item for item in told["items"]} for told in (before, now))
    same = before["standard"]["key"] == now["standard"]["key"]
    found = []
    for code in sorted(then.keys() | today.keys()):
        old, new = then.get(code), today.get(code)
        # Under another standard the same code is another item.
        if old and new and (same or old["title"] == new["title"]):
            found.append(Cause(_why(old, new), code, new["title"], Decimal(old["weighted"]), Decimal(new["weighted"])))
            continue
        if old:
            found.append(Cause(Why.GONE, code, old["title"], Decimal(old["weighted"]), None))
        if new:
            found.append(Cause(Why.NEW, code, new["title"], None, Decimal(new["weighted"])))
    return found


def _why(old: Told, new: Told) -> Why:
    rule = ("kind", "full_mark", "per_unit", "target", "weight")
    return Why.FOUND if all(old[part] == new[part] for part in rule) else Why.RULE


def _caps(before: Told, now: Told) -> list[Cause]:
    """What the caps of categories took away, as points below zero."""
    then, today = ({told["code"]: told for told in year["categories"]} for year in (before, now))
    return [
        Cause(Why.CAP, code, (today.get(code) or then[code])["title"], _cut(then.get(code)), _cut(today.get(code)))
        for code in sorted(then.keys() | today.keys())
    ]


def _cut(category: Told | None) -> Decimal | None:
    return None if category is None else Decimal(category["points"]) - Decimal(category["sum"])


def _held(told: Told) -> Decimal:
    """What the common cap of all bonus categories took away."""
    return Decimal(told["bonus"]) - sum(
        (Decimal(one["points"]) for one in told["categories"] if one["is_bonus"] and one["parent"] is None), NOTHING
    )


def _rounding(told: Told) -> Decimal:
    base = sum(
        (Decimal(one["points"]) for one in told["categories"] if not one["is_bonus"] and one["parent"] is None), NOTHING
    )
    return Decimal(told["score"]) - base - Decimal(told["bonus"])
