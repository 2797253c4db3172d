"""The schemes that the portal ships, marked 示例: what other places do, to begin one's own from."""

import json
from importlib import resources
from typing import Any

NAMES = ("year_by_star", "falling", "by_score")


def scheme(name: str) -> dict[str, Any]:
    """An example as data, whole and sound."""
    text = (resources.files("subsidies") / "data" / f"scheme_{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
