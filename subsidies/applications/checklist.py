"""The materials of an application and its days: plain data, shipped as an example (示例)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Item:
    """A line of the checklist. `source`: the record of the portal that proves it; empty where only a file does.

    `applicants`: for whom it must be there. A confidential file is shown to whoever acts on applications alone.
    """

    code: str
    title: str
    hint: str
    source: str
    applicants: tuple[str, ...]
    is_confidential: bool = False

    def is_required(self, applicant: str) -> bool:
        """Whether the application of this applicant needs it."""
        return applicant in self.applicants


@dataclass(frozen=True)
class Checklist:
    """The items, and the working days of the steps, of a notice and of an answer."""

    title: str
    document: str
    working_days: Mapping[str, int]
    publicity_days: int
    answer_days: int
    items: tuple[Item, ...]

    def item(self, code: str) -> Item | None:
        """The item with this code."""
        return next((item for item in self.items if item.code == code), None)


@cache
def current() -> Checklist:
    """The checklist in use."""
    path = resources.files("subsidies") / "data" / "application_materials.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    return Checklist(
        told["title"], told["document"], told["working_days"], told["publicity_days"], told["answer_days"],
        tuple(
            Item(
                one["code"], one["title"], one["hint"], one["source"], tuple(one["applicants"]),
                one.get("is_confidential", False),
            )
            for one in told["items"]
        ),
    )
