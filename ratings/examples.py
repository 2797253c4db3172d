"""The standards that the portal ships (示例,非本区正式标准): to begin from, and to prove that the engine is bound to none."""

import json
from importlib import resources
from typing import Any

# By the name of the file: deductions of 100 points, several weighed sources, 1,100 points, and stars by rank.
NAMES = ("old_courtyard", "weighted", "points_1100", "by_rank")


def standard(name: str) -> dict[str, Any]:
    """The data of one of `NAMES`."""
    text = (resources.files("ratings") / "data" / f"standard_{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def every() -> dict[str, dict[str, Any]]:
    """All of them, by name."""
    return {name: standard(name) for name in NAMES}
