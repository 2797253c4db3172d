"""The questionnaire that the portal ships (示例), with the dimensions of the 2020 survey."""

import json
from importlib import resources
from typing import Any


def questionnaire() -> dict[str, Any]:
    """`key`, `title`, `opening`, `straight_from` and the `questions` by position, the overall one first."""
    text = (resources.files("ratings") / "data" / "questionnaire_satisfaction.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
