"""The forms that come with the portal (the ledgers that every district keeps), as files. A number leads each file's name."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from governance.registers.declarations import Refused
from governance.reports.definitions import Definition, read


@dataclass(frozen=True)
class Shipped:
    """A form of the portal itself. Its key is the file's name without the number."""

    key: str
    version: int
    definition: Definition
    data: Mapping[str, Any]


@cache
def every() -> dict[str, Shipped]:
    """Those whose register and facts exist here, in the order of their numbers."""
    found = {}
    for path in sorted((resources.files("governance.reports") / "data" / "forms").iterdir(), key=lambda path: path.name):
        data = json.loads(path.read_text(encoding="utf-8"))
        key = path.name.partition("-")[2].removesuffix(".json")
        try:
            found[key] = Shipped(key, data["version"], read(data), data)
        except Refused:
            continue
    return found
