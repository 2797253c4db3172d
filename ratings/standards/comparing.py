"""What two versions of a standard say differently, line by line."""

from collections.abc import Iterator, Mapping
from typing import Any

from governance.versions.comparing import Difference
from ratings.standards.faults import Data
from ratings.standards.shape import PLAIN, TABLES, complete

__all__ = ["Difference", "differences"]
LINES = ("categories", "items", "vetoes")


def differences(before: Data, after: Data) -> list[Difference]:
    """Everything that differs, in the order of a standard's parts; key, version and mark as an example aside."""
    old, new = complete(before), complete(after)
    return [*_plain(old, new), *_tables(old, new), *(one for name in LINES for one in _lines(name, old[name], new[name]))]


def _plain(old: Data, new: Data) -> Iterator[Difference]:
    for name in ("title", "total", *PLAIN):
        if name != "is_example" and old[name] != new[name]:
            yield Difference("", "", name, old[name], new[name])


def _tables(old: Data, new: Data) -> Iterator[Difference]:
    for table in TABLES:
        for key in sorted(old[table].keys() | new[table].keys(), reverse=table != "weights"):
            if old[table].get(key) != new[table].get(key):
                yield Difference(table, key, table, old[table].get(key), new[table].get(key))


def _lines(table: str, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[Difference]:
    """A line is the same one where its code is; one that came or went is told by its title."""
    before, after = _by_code(old), _by_code(new)
    for code in dict.fromkeys([*before, *after]):
        was, now = before.get(code), after.get(code)
        if was is None or now is None:
            yield Difference(table, code, "title", was and was["title"], now and now["title"])
            continue
        for part in was:
            if was[part] != now[part]:
                yield Difference(table, code, part, was[part], now[part])


def _by_code(lines: list[dict[str, Any]]) -> Mapping[str, dict[str, Any]]:
    return {str(line["code"]): line for line in lines}
