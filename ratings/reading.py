"""A version of a standard as the pure rule reads it, and as the data that files, sheets and the editor exchange."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ratings.choices import Source, StarBands
from ratings.models import RatingStandard, StandardItem
from ratings.rules.standard import Bands, Category, Item, Kind, Standard
from ratings.standards.shape import OF_ITEM, PLAIN

DECIMALS = ("bonus_cap", "survey_percent")


def data_of(standard: RatingStandard) -> dict[str, Any]:
    """A version as data: what `load_standard` takes, so that a standard goes out and comes in again as it was.

    Of one in the making it is the text as it stands, faults and all.
    """
    if standard.draft is not None:
        return dict(standard.draft)
    return released_data(standard)


def released_data(standard: RatingStandard) -> dict[str, Any]:
    """The data of the version's rows."""
    plain = {name: getattr(standard, name) for name in PLAIN}
    return {
        "key": standard.key, "version": standard.version, "title": standard.title, "total": _text(standard.total),
        **plain | {name: _text(plain[name]) for name in DECIMALS},
        "weights": {weight.source: _text(weight.weight) for weight in standard.weights.all()},
        "bounds": {str(threshold.star): _text(threshold.bound) for threshold in standard.thresholds.all()},
        "tops": {
            str(threshold.star): _text(threshold.top) for threshold in standard.thresholds.all() if threshold.top is not None
        },
        "categories": [
            {"code": c.code, "title": c.title, "parent": c.parent.code if c.parent else None,
             "cap": None if c.cap is None else _text(c.cap), "is_bonus": c.is_bonus}
            for c in standard.categories.select_related("parent")
        ],
        "items": [
            {"code": i.code, "category": i.category.code, "title": i.title, "full_mark": _text(i.full_mark),
             **{name: getattr(i, name) for name in OF_ITEM}, "per_unit": _text(i.per_unit),
             "target": None if i.target is None else _text(i.target)}
            for i in standard.items.select_related("category")
        ],
        "vetoes": [
            {"code": v.code, "title": v.title, "star_cap": v.star_cap, "clause": v.clause} for v in standard.vetoes.all()
        ],
    }


def rule(standard: RatingStandard) -> Standard:
    """A version as the pure rule reads it."""
    return Standard(
        categories=tuple(
            Category(c.code, c.parent.code if c.parent else None, c.cap, c.is_bonus)
            for c in standard.categories.select_related("parent")
        ),
        items=tuple(rule_of(item) for item in standard.items.select_related("category")),
        bounds={threshold.star: threshold.bound for threshold in standard.thresholds.all()},
        bonus_cap=standard.bonus_cap,
        bands=Bands(standard.bands),
        weights={weight.source: weight.weight for weight in standard.weights.all()},
        vetoes={veto.code: veto.star_cap for veto in standard.vetoes.all()},
    )


def rule_of_data(data: Mapping[str, Any]) -> Standard:
    """Sound data as the pure rule reads it: a draft can be tried before there is a row of it."""
    return Standard(
        categories=tuple(
            Category(c["code"], c.get("parent"), number(c.get("cap")), c.get("is_bonus", False)) for c in data["categories"]
        ),
        items=tuple(_item_of_data(OF_ITEM | dict(item)) for item in data["items"]),
        bounds={int(star): Decimal(bound) for star, bound in data["bounds"].items()},
        bonus_cap=Decimal(data.get("bonus_cap", "0")),
        bands=Bands(data.get("bands", StarBands.SCORE)),
        weights={source: Decimal(weight) for source, weight in data.get("weights", {}).items()},
        vetoes={veto["code"]: veto["star_cap"] for veto in data["vetoes"]},
    )


def _item_of_data(item: Mapping[str, Any]) -> Item:
    return Item(
        item["code"], item["category"], Kind(item["kind"]), Decimal(item["full_mark"]), Decimal(item["per_unit"]),
        number(item["target"]), item["source"],
    )


def number(text: str | None) -> Decimal | None:
    """A number of the data, or None where it says none."""
    return None if text is None else Decimal(text)


def rule_of(item: StandardItem) -> Item:
    """An item as the pure rule reads it."""
    return Item(
        item.code, item.category.code, Kind(item.kind), item.full_mark, item.per_unit, item.target, Source(item.source).value
    )


def _text(number: Decimal) -> str:
    """A number without needless zeros: 0.5, 100."""
    return format(number.normalize(), "f")
