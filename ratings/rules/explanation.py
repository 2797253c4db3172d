"""Checks a stored star by its explanation alone: score and star must follow from the marks it lists."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ratings.rules.standard import Bands, Category, Item, Kind, Standard
from ratings.rules.stars import WHOLE, Rating, rate


def compose(reading: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """The whole explanation of a star from the standard as it was read and what was found by it."""
    items, categories = told["items"], told["categories"]
    rest = {name: part for name, part in told.items() if name not in ("items", "categories")}
    return {
        "standard": reading["standard"], "thresholds": reading["thresholds"],
        "items": [item | _mark(item, items[item["code"]]) for item in reading["items"]],
        "categories": [category | categories[category["code"]] for category in reading["categories"]],
        **rest,
    }


def _mark(item: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    points = Decimal(told["points"])
    deducted = Decimal(0) if item["is_bonus"] else Decimal(item["full_mark"]) - points
    return {
        "found": told["found"], "note": told.get("note", ""), "points": told["points"],
        "weighted": str(points * Decimal(item["weight"]) / WHOLE), "deducted": str(deducted),
    }


def standard_of(explanation: Mapping[str, Any]) -> Standard:
    """The standard as a stored result tells it: its items, categories, weights, bounds, and the vetoes that held."""
    return Standard(
        categories=tuple(
            Category(told["code"], told["parent"], _number(told["cap"]), told["is_bonus"])
            for told in explanation["categories"]
        ),
        items=tuple(
            Item(
                told["code"], told["category"], Kind(told["kind"]), Decimal(told["full_mark"]), Decimal(told["per_unit"]),
                _number(told["target"]), told["source"],
            )
            for told in explanation["items"]
        ),
        bounds={int(star): Decimal(bound) for star, bound in explanation["thresholds"].items()},
        bonus_cap=Decimal(explanation["standard"]["bonus_cap"]),
        bands=Bands(explanation["standard"]["bands"]),
        weights={told["source"]: Decimal(told["weight"]) for told in explanation["items"]},
        vetoes={veto["code"]: veto["star_cap"] for veto in explanation["vetoes"]},
    )


def recompute(explanation: Mapping[str, Any]) -> Rating:
    """What the rule gives for what a stored result names as found."""
    found = {told["code"]: tuple(map(Decimal, told["found"])) for told in explanation["items"]}
    vetoes = [veto["code"] for veto in explanation["vetoes"]]
    return rate(
        standard_of(explanation), found, vetoes, better=explanation["better"] or 0, rated=explanation["rated"] or 1
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
