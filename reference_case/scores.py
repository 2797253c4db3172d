"""What was found when the renovated courtyards were rated: every star occurs, and a veto among them."""

from random import Random
from typing import Any

from ratings import examples
from ratings.choices import ItemKind
from reference_case.shapes import Plan
from subsidies import examples as schemes

# 示例: what the case's district has for the subsidy, in yuan by year; the article names no sum.
BUDGETS = {2020: 600_000, 2021: 3_600_000, 2022: 4_200_000, 2023: 3_000_000, 2024: 500_000}


def standard() -> dict[str, Any]:
    """The example standard of 100 points (示例)."""
    return examples.standard("old_courtyard")


def scheme() -> dict[str, Any]:
    """The example rate table by subsidy year and star (示例)."""
    return schemes.scheme("year_by_star")


def plan_scores(plan: Plan, random: Random) -> None:
    """Occurrences per item: the worse a courtyard is kept, the more faults each item has."""
    items = standard()["items"]
    merits = {item["code"] for item in items if item.get("kind") == ItemKind.MERITS}
    renovated = [c for c in plan.courtyards if c.accepted_on]
    for position, courtyard in enumerate(renovated):
        neglect = random.triangular(0.02, 0.75, 0.22)
        for item in items:
            most = int(float(item["full_mark"]) / float(item["per_unit"]))
            scale = neglect if item["code"] not in merits else (1 - neglect) * 0.5
            count = int(random.random() * 2 * scale * most)
            if count:
                courtyard.occurrences[item["code"]] = min(count, most)
        if position % 79 == 40:
            courtyard.veto = "V1"
