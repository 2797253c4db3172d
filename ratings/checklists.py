"""The checklist by which a demonstration point is assessed: plain data, shipped as an example (示例)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Item:
    """An item with its full mark in points."""

    code: str
    category: str
    title: str
    full_mark: Decimal


@dataclass(frozen=True)
class Checklist:
    """The items, which make 100 points, and the score from which a point may be designated."""

    title: str
    document: str
    pass_mark: Decimal
    items: tuple[Item, ...]

    @property
    def full_marks(self) -> Mapping[str, Decimal]:
        return {item.code: item.full_mark for item in self.items}


@cache
def current() -> Checklist:
    """The checklist in use. Its published parts are the leading 30 and 32 points; the rest is filled in, as domain notes say."""
    path = resources.files("ratings") / "data" / "demonstration_checklist.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    items = tuple(Item(i["code"], i["category"], i["title"], Decimal(i["full_mark"])) for i in told["items"])
    return Checklist(told["title"], told["document"], Decimal(told["pass_mark"]), items)
