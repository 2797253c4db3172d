"""Checks a stored star by its explanation alone: score and star must follow from the marks it lists."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ratings.rules.stars import Item, Rating, Standard, rate


def recompute(explanation: Mapping[str, Any]) -> Rating:
    """What the rule gives for the items, occurrences, bounds and vetoes that a stored result names."""
    standard = Standard(
        items=tuple(
            Item(item["code"], Decimal(item["full_mark"]), Decimal(item["per_occurrence"]), item["is_bonus"])
            for item in explanation["items"]
        ),
        thresholds={int(star): Decimal(bound) for star, bound in explanation["thresholds"].items()},
        bonus_cap=Decimal(explanation["standard"]["bonus_cap"]),
        vetoes={veto["code"]: veto["star_cap"] for veto in explanation["vetoes"]},
    )
    occurrences = {item["code"]: item["occurrences"] for item in explanation["items"]}
    return rate(standard, occurrences, [veto["code"] for veto in explanation["vetoes"]])
