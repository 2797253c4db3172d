"""How much of a form nobody had to type again, beside the last filling of the same form for the same place.

A cell is *typed again* when it says the same of the same record as last time, but out of another record that was entered
since: a return of this month that repeats last month's number, a new term with the same head. It *says something new* when
its value differs. All others were simply held. A blank column is left to the hand in every row, every time. The first
filling has nothing before it: there only the hand's cells count. Everything is read from the registers as they were known at
the last filling; nothing is measured at the keyboard.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from governance.reports.filling import Filled


@dataclass(frozen=True)
class Share:
    """The cells of a filling by how they came to be."""

    cells: int
    changed: int
    again: int
    by_hand: int

    @property
    def spared(self) -> int:
        return self.cells - self.again - self.by_hand


def compare(now: Filled, before: Filled | None) -> Share:
    """The cells of a form beside those of the last filling."""
    held = _cells(before) if before is not None else {}
    cells = changed = again = 0
    for key, (value, origin) in _cells(now).items():
        cells += 1
        if before is None:
            continue
        if key not in held or held[key][0] != value:
            changed += 1
        elif held[key][1] != origin:
            again += 1
    by_hand = sum(column.fact is None and not column.text for column in now.columns) * len(now.lines)
    return Share(cells + by_hand, changed, again, by_hand)


def gaps(filled: Filled) -> int:
    """How many cells should say something and don't."""
    wanted = [at for at, column in enumerate(filled.columns) if not column.may_be_empty]
    return sum(line.values[at] is None for line in filled.lines for at in wanted)


def digest(filled: Filled) -> str:
    """The same for two fillings of one content."""
    content: list[Any] = [filled.on.isoformat(), filled.place, [column.title for column in filled.columns]]
    content += [[_plain(value) for value in line.values] for line in filled.lines]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _cells(filled: Filled) -> dict[tuple[int, str], tuple[Any, int | None]]:
    """Value and origin by record and fact, of the cells that say something."""
    return {
        (line.record.pk, column.fact.key): (line.values[at], line.origins[at])
        for line in filled.lines
        for at, column in enumerate(filled.columns)
        if column.fact is not None and line.values[at] is not None
    }


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else str(value)
