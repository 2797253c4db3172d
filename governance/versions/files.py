"""What the files of all versions have in common: JSON without a float, and sheets headed in either language."""

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from governance.spreadsheets.sheets import Raw, Sheet, Unreadable

MOST_BYTES = 2_000_000


def as_json(data: Mapping[str, Any]) -> bytes:
    """A file that people can read and compare line by line."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def read_json(content: bytes, broken: str) -> Any:
    """The data of a JSON file; `broken` says what is no such file. Raises Unreadable, for a float too."""
    def refuse(text: str) -> Any:
        told = _("The number %(number)s must be written as text, “%(number)s”, so that it stays exact.")
        raise Unreadable(told % {"number": text})

    try:
        return json.loads(content.decode("utf-8-sig"), parse_float=refuse, parse_constant=refuse)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as wrong:
        raise Unreadable(broken) from wrong


def tables(sheets: tuple[Sheet, ...], labels: Mapping[str, Any]) -> Iterator[tuple[str, list[list[Raw]]]]:
    """The rows of each sheet whose name is one of the labels, by the label's key."""
    known = names(labels)
    for sheet in sheets:
        if sheet.name.strip() in known:
            yield known[sheet.name.strip()], list(sheet.rows())


def text(cell: Raw) -> str:
    """A cell as text; a number that Excel made of a text is exact again."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return format(Decimal(repr(cell)), "f")
    return "" if cell is None else str(cell).strip()


def names(labels: Mapping[str, Any]) -> dict[str, str]:
    """The part by what it is called, in either language, or by itself."""
    found = {name: name for name in labels}
    for name, label in labels.items():
        found |= dict.fromkeys(in_both(lambda label=label: str(label)), name)  # type: ignore[misc]
    return found


def in_both(said: Callable[[], str]) -> set[str]:
    """What is said in Chinese and in English."""
    found = set()
    for language in ("zh-hans", "en"):
        with translation.override(language):
            found.add(said())
    return found
