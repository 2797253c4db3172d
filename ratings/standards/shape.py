"""Whether something is the data of a standard at all: its parts, their kinds, and what the columns can hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ratings.standards.faults import Data, Fault

PARTS = ("key", "version", "title", "total", "categories", "items", "bounds", "vetoes")
MOST_LINES = 400
# Texts with their longest; what is no text is checked with its meaning.
TEXTS = {"key": 40, "title": 120, "document": 160, "population": 30}
LINES = {
    "categories": {"code": 12, "title": 60, "parent": 12},
    "items": {"code": 12, "category": 12, "title": 160, "reads": 60, "evidence": 120, "clause": 40},
    "vetoes": {"code": 12, "title": 160, "clause": 40},
}
FURTHER = {
    "categories": ("cap", "is_bonus"), "items": ("kind", "source", "full_mark", "per_unit", "target"),
    "vetoes": ("star_cap",),
}
# What the parts say that may be left out.
PLAIN: dict[str, Any] = {
    "document": "", "is_example": False, "bands": "score", "bonus_cap": "0", "population": "all",
    "months_of_service": 0, "needs_covenant": False, "survey_percent": "0", "survey_least": 0, "publicity_days": 5,
    "answer_days": 10, "recheck_percent": 100,
}
OF_CATEGORY: dict[str, Any] = {"code": "", "title": "", "parent": None, "cap": None, "is_bonus": False}
OF_ITEM: dict[str, Any] = {
    "kind": "faults", "source": "street", "reads": "", "per_unit": "0", "target": None, "evidence": "", "clause": ""
}
OF_VETO: dict[str, Any] = {"code": "", "title": "", "star_cap": 0, "clause": ""}
TABLES = ("weights", "bounds", "tops")
FLAGS = ("is_example", "needs_covenant")
KNOWN = {
    *TEXTS, *LINES, *TABLES, *FLAGS, "version", "bands", "total", "bonus_cap", "months_of_service", "survey_percent",
    "survey_least", "publicity_days", "answer_days", "recheck_percent",
}


def faults(data: Any) -> list[Fault]:
    """What keeps the data from being read any further."""
    if not isinstance(data, Mapping):
        return [Fault("", _("This is not a standard: it must be an object with “key”, “title”, “items” and so on."))]
    if missing := [name for name in PARTS if name not in data]:
        return [Fault(name, _("“%(part)s” is missing.") % {"part": name}) for name in missing]
    return [*_plain(data), *_lines(data)]


def _plain(data: Data) -> Iterator[Fault]:
    yield from _unknown("", data, KNOWN)
    yield from _texts("", data, TEXTS)
    for name in FLAGS:
        if not isinstance(data.get(name, False), bool):
            yield Fault(name, _("“%(part)s” must be true or false.") % {"part": name})
    version = data["version"]
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= 9999:
        yield Fault("version", _("“%(part)s” must be a whole number from 1 to %(most)s.") % {"part": "version", "most": 9999})
    key = data["key"]
    if not (isinstance(key, str) and key.isascii() and key.replace("-", "").isalnum() and key == key.lower()):
        yield Fault("key", _("“key” is the standard's short name: small letters, figures and hyphens, such as old-courtyard."))
    for name in ("bands", *TABLES):
        kind = str if name == "bands" else Mapping
        if name in data and not isinstance(data[name], kind):
            yield Fault(name, _("“%(part)s” has another shape than a standard's.") % {"part": name})


def _lines(data: Data) -> Iterator[Fault]:
    for name, texts in LINES.items():
        lines = data[name]
        if not isinstance(lines, list) or not all(isinstance(line, Mapping) for line in lines):
            yield Fault(name, _("“%(part)s” must be a list of objects.") % {"part": name})
            continue
        if len(lines) > MOST_LINES:
            yield Fault(name, _("“%(part)s” has more than %(most)s lines.") % {"part": name, "most": MOST_LINES})
        for number, line in enumerate(lines):
            at = f"{name}.{number}."
            yield from _unknown(at, line, {*texts, *FURTHER[name]})
            yield from _texts(at, line, texts)
            for part in ("kind", "source"):
                if not isinstance(line.get(part, ""), str):
                    yield Fault(f"{at}{part}", _("“%(part)s” must be a text.") % {"part": f"{at}{part}"})
            if not isinstance(line.get("is_bonus", False), bool):
                yield Fault(f"{at}is_bonus", _("“%(part)s” must be true or false.") % {"part": f"{at}is_bonus"})


def _unknown(at: str, told: Data, known: set[str]) -> Iterator[Fault]:
    for name in told:
        if name not in known:
            yield Fault(f"{at}{name}", _("“%(part)s” is no part of a standard: take it out.") % {"part": f"{at}{name}"})


def _texts(at: str, told: Data, longest: Mapping[str, int]) -> Iterator[Fault]:
    for name, most in longest.items():
        if name not in told or (name == "parent" and told[name] is None):
            continue
        text = told[name]
        if not isinstance(text, str) or "\x00" in text:
            yield Fault(f"{at}{name}", _("“%(part)s” must be a text.") % {"part": f"{at}{name}"})
        elif len(text) > most:
            yield Fault(f"{at}{name}", _("“%(part)s” takes at most %(most)s characters.") % {"part": f"{at}{name}", "most": most})


def complete(data: Data) -> dict[str, Any]:
    """Data of the right shape with every part that may be left out, so that two ways of writing one standard are equal."""
    plain = {name: data.get(name, otherwise) for name, otherwise in PLAIN.items()}
    return {
        **{name: data[name] for name in ("key", "version", "title", "total")}, **plain,
        **{name: {str(key): value for key, value in data.get(name, {}).items()} for name in TABLES},
        "categories": [OF_CATEGORY | dict(category) for category in data["categories"]],
        "items": [{"code": "", "category": "", "title": "", "full_mark": "0"} | OF_ITEM | dict(item) for item in data["items"]],
        "vetoes": [OF_VETO | dict(veto) for veto in data["vetoes"]],
    }
