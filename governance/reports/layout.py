"""How a filled form lies on paper: texts of cells, widths of columns, and parts where it is wider than a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from governance.reports.facts import Fact
from governance.reports.filling import Filled, FilledColumn, Line
from governance.spreadsheets.writing import width_of

# Widths are counted in full Chinese characters of the table's type. A4 with the margins of GB/T 9704 (28 and 26 mm beside,
# 37 and 35 mm above and below) has 156 × 225 mm; lying, 225 × 156. The table's type is 10.5 pt (五号) upright, 9 pt lying.
UPRIGHT, LYING = 41, 69
NARROWEST, WIDEST = 3, 12
# The number, and the columns repeated in each part so that its rows can be told.
NUMBER, LEADING = 3, 2
# Rows whose texts decide the widths.
MEASURED = 200
CLOSE = 1


@dataclass(frozen=True)
class Part:
    """A table that fits on the width of a page: positions of columns in the form, and their widths."""

    columns: tuple[int, ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Sheet:
    """A form on paper: upright or lying, in one part or several."""

    parts: tuple[Part, ...]
    is_lying: bool


def text_of(fact: Fact | None, value: Any) -> str:
    """A cell as people read it; the unit stands in the heading."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if fact is not None and fact.look == "percent":
        return f"{value}%"
    if isinstance(value, int | Decimal):
        if fact is not None and fact.look == "plain":
            return str(value)
        return f"{value:,.{fact.places}f}" if fact is not None and fact.look == "amount" else f"{value:,}"
    return str(value)


def is_number(column: FilledColumn) -> bool:
    return column.look in ("count", "amount", "money", "percent")


def on_paper(filled: Filled) -> Sheet:
    """Upright where it fits, else lying, else lying in parts; each part begins with the same leading columns."""
    widths = [_width(filled, at) for at in range(len(filled.columns))]
    whole = range(len(widths))
    if NUMBER + sum(widths) <= LYING:
        is_lying = NUMBER + sum(widths) > UPRIGHT
        return Sheet((_part(filled, whole, widths, LYING if is_lying else UPRIGHT),), is_lying)
    leading = list(whole[: min(LEADING, len(widths) - 1)])
    room = LYING - NUMBER - sum(widths[at] for at in leading)
    parts = [[*leading, *rest] for rest in _shared_out([at for at in whole if at not in leading], widths, room)]
    return Sheet(tuple(_part(filled, columns, widths, LYING) for columns in parts), True)


def _shared_out(columns: Sequence[int], widths: Sequence[int], room: int) -> list[list[int]]:
    """The columns in as few parts as they take, the parts as even as they can be."""
    fewest = len(_filled_up(columns, widths, room))
    even = max(-(-sum(widths[at] for at in columns) // fewest), max(widths[at] for at in columns))
    return next(parts for bound in range(min(even, room), room + 1)
                if len(parts := _filled_up(columns, widths, bound)) == fewest)


def _filled_up(columns: Sequence[int], widths: Sequence[int], bound: int) -> list[list[int]]:
    """A part after the other, each as full as its bound allows."""
    parts: list[list[int]] = [[]]
    for at in columns:
        if parts[-1] and sum(widths[known] for known in parts[-1]) + widths[at] > bound:
            parts.append([])
        parts[-1].append(at)
    return parts


def groups_of(filled: Filled, columns: Sequence[int]) -> list[tuple[str, int]]:
    """The headings over the headings: a group of facts and how many columns stand under it."""
    found: list[tuple[str, int]] = []
    for at in columns:
        group = filled.columns[at].group
        if found and found[-1][0] == group and group:
            found[-1] = (group, found[-1][1] + 1)
        else:
            found.append((group, 1))
    return found


def _part(filled: Filled, columns: Sequence[int], widths: Sequence[int], room: int) -> Part:
    """What is left of the page's width goes to the texts that wrap, or to all where there are none."""
    given = {at: widths[at] for at in columns}
    texts = [at for at in columns if filled.columns[at].look == "text" and widths[at] > NARROWEST + CLOSE]
    for step in range(max(room - NUMBER - sum(given.values()), 0)):
        growing = texts or list(columns)
        given[growing[step % len(growing)]] += 1
    return Part(tuple(columns), tuple(given[at] for at in columns))


def _width(filled: Filled, at: int) -> int:
    """Numbers, codes and days on one line; texts on two; a heading on three."""
    column = filled.columns[at]
    texts = [text_of(column.fact, line.values[at]) for line in filled.lines[:MEASURED]]
    total = filled.total.values[at]
    longest = max([width_of(text) for text in [*texts, text_of(column.fact, total)]], default=0)
    if _code(texts):
        # Capital letters of 仿宋 are wider than half a character.
        needed = -(-longest * 3 // 5) + CLOSE
    elif is_number(column) or column.look in ("day", "moment", "plain", "flag"):
        needed = -(-longest // 2) + CLOSE
    else:
        needed = -(-longest // 4) + CLOSE
    head = -(-width_of(column.title) // 6) + CLOSE
    return min(max(needed, head, NARROWEST), WIDEST)


def _code(texts: Sequence[str]) -> bool:
    """Codes and telephone numbers are not broken."""
    return any(texts) and all(text.isascii() and " " not in text for text in texts)


def cells_of(line: Line, filled: Filled, columns: Sequence[int]) -> list[str]:
    return [text_of(filled.columns[at].fact, line.values[at]) for at in columns]
