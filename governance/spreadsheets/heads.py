"""Finds the head of a table among a sheet's first rows, of one row or several, and what its columns are called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from governance.spreadsheets import wording
from governance.spreadsheets.sheets import Column, Raw, Sheet
from governance.spreadsheets.wording import plain

# A head stands in the first rows, and its own rows are few.
WITHIN, TALLEST = 40, 4
LONGEST = 40
BETWEEN_CHINESE = re.compile(r"(?<=[^\x00-\xff])\s+(?=[^\x00-\xff])|\s*[\r\n]+\s*")
MONEY_UNITS, AREA_UNITS = ("元", "千元", "万元", "亿元"), ("㎡", "万㎡", "亩", "公顷")
AREA_HEAD = re.compile(r"面积|㎡|m2")
# Heads of figures that are neither money nor area, whatever unit a line over the table names.
COUNT_HEAD = re.compile(r"户|人|栋|幢|单元|数|率|年|月份|日期|时间|序|号|次|个|电话|比|期限|标准|单价|名称|姓名")

Grid = list[list[Raw]]


@dataclass(frozen=True)
class Area:
    """The first rows of a sheet, each as wide as the sheet, and what is merged in them by the upper left cell."""

    rows: Grid
    width: int
    merged: dict[tuple[int, int], tuple[int, int]]

    def span(self, row: int, column: int) -> tuple[int, int]:
        return self.merged.get((row, column), (row, column))

    def filled(self, row: int) -> list[int]:
        return [column for column, cell in enumerate(self.rows[row]) if cell is not None]

    def covered(self, row: int) -> set[int]:
        """The columns over which the cells of a row reach."""
        return {column for left in self.filled(row) for column in range(left, self.span(row, left)[1] + 1)}


def area_of(sheet: Sheet, rows: Sequence[list[Raw]]) -> Area:
    width = max([sheet.width, *map(len, rows)])
    merged = {(top, left): (bottom, right) for top, left, bottom, right in sheet.merged if top < len(rows)}
    return Area([[*row, *[None] * (width - len(row))] for row in rows], width, merged)


def head_rows(area: Area) -> tuple[int, ...]:
    """The rows of the head; none where nothing in the first rows looks like one."""
    marks = [_mark(area, row) for row in range(min(WITHIN, len(area.rows)))]
    best = max(marks, default=0.0)
    if best <= 0:
        return ()
    first = next(row for row, mark in enumerate(marks) if mark >= best / 2)
    last = _last(area, first)
    while first > 0 and last - first + 1 < TALLEST and _is_parent(area, first - 1, first):
        first -= 1
    return tuple(range(first, last + 1))


def _mark(area: Area, row: int) -> float:
    """How much a row looks like a head."""
    cells = area.filled(row)
    texts = [plain(area.rows[row][column]) for column in cells]
    if not cells or (len(cells) < 2 and area.width > 1) or any(text in wording.INFO_KEYS for text in texts):
        return 0
    if sum(map(wording.is_info, texts)) * 2 >= len(texts) or wording.is_total(texts[:3]):
        return 0
    mark, words = 0.0, 0
    for column, text in zip(cells, texts, strict=True):
        word = is_word(area.rows[row][column])
        words += word
        mark += _weight(text) if word else (0.5 if wording.MONTH_HEAD.match(text) else -1.5)
    return mark if words else 0


def _weight(text: str) -> float:
    bare = wording.IN_BRACKETS.sub("", text)
    return 2.0 if wording.KNOWN_HEAD.search(bare) or wording.SERIAL.match(bare) else 1.0


def is_word(raw: Raw) -> bool:
    """A text that may be a heading: short, and no figure, day or yes."""
    text = plain(raw)
    return bool(text) and len(text) <= LONGEST and not wording.VALUE.match(text) and not wording.MONTH_HEAD.match(text)


def _last(area: Area, first: int) -> int:
    """The last row of a head that begins here: as deep as its merged cells, as its parents need, or as its gaps are filled."""
    last = first
    for row in range(first, min(first + TALLEST, len(area.rows))):
        if row > last:
            break
        cells = area.filled(row)
        deepest = max((area.span(row, column)[0] for column in cells), default=row)
        if deepest - first < TALLEST:
            last = max(last, min(deepest, len(area.rows) - 1))
        if last == row and row + 1 < len(area.rows) and _goes_on(area, row):
            last = row + 1
    if last + 1 < len(area.rows):
        below = area.filled(last + 1)
        if len(below) > 1 and all(wording.is_unit(str(area.rows[last + 1][column])) for column in below):
            return last + 1
    return last


def _goes_on(area: Area, row: int) -> bool:
    """Whether the next row belongs to the head as well."""
    if _has_children(area, row) or _fills_gaps(area, row):
        return True
    # A few headings over a full row of them, without merged cells.
    return _mark(area, row + 1) > _mark(area, row) and _is_parent(area, row, row + 1)


def _has_children(area: Area, row: int) -> bool:
    """A heading merged over several columns, with headings under it."""
    for column in area.filled(row):
        bottom, right = area.span(row, column)
        below = [cell for cell in area.rows[row + 1][column : right + 1] if cell is not None] if bottom == row < right else []
        if len(below) > 1 and all(is_word(cell) or wording.MONTH_HEAD.match(plain(cell)) for cell in below):
            return True
    return False


def _fills_gaps(area: Area, row: int) -> bool:
    """A head that lost its merged cells on the way through CSV: the next row has headings where this one has none."""
    here, below = set(area.filled(row)), area.filled(row + 1)
    texts = [area.rows[row + 1][column] for column in below]
    gaps = [column for column in below if column not in here and column > min(here, default=0)]
    known = sum(_weight(plain(text)) > 1 for text in texts)
    # A row of data fills all columns, or has a figure or an own name in them.
    if not gaps or len(below) < 2 or len(below) == len(here | set(below)):
        return False
    return all(map(is_word, texts)) and known * 2 >= len(texts)


def _is_parent(area: Area, row: int, child: int) -> bool:
    """A row of headings over the headings."""
    cells = area.filled(row)
    texts = [str(area.rows[row][column]) for column in cells]
    if not cells or not all(is_word(text) or wording.MONTH_HEAD.match(plain(text)) for text in texts):
        return False
    if any(wording.is_info(plain(text)) or plain(text) in wording.INFO_KEYS or wording.units_of_line(text) for text in texts):
        return False
    spans = [area.span(row, column)[1] - column + 1 for column in cells]
    reach = len(area.covered(row) | area.covered(child))
    if len(cells) == 1:
        return 1 < spans[0] < reach * 0.8 and cells[0] > min(area.filled(child))
    if max(spans) > 1:
        return max(spans) < reach
    reach = len(area.filled(child))
    # Without merged cells, over a full row of headings.
    return len(cells) < reach and set(cells) <= set(area.filled(child)) and cells[0] == min(area.filled(child))


def columns(area: Area, rows: tuple[int, ...], used: set[int]) -> tuple[Column, ...]:
    """The columns from the first to the last that has a heading or something under it."""
    names = {column: _parts(area, rows, column) for column in range(area.width)}
    indexes = [column for column in range(area.width) if names[column] or column in used]
    above = [cell for row in area.rows[: rows[0]] for cell in row if isinstance(cell, str)]
    general = [unit for cell in above for unit in wording.units_of_line(cell)]
    all_of_them = range(min(indexes), max(indexes) + 1) if indexes else ()
    figures = {index for index in all_of_them if _holds_figures(area, rows[-1] + 1, index)}
    return tuple(_column(area, rows, index, names[index], general if index in figures else []) for index in all_of_them)


def _holds_figures(area: Area, start: int, column: int) -> bool:
    cells = [cell for row in area.rows[start:] if (cell := row[column]) is not None]
    return sum(not isinstance(cell, str) or bool(wording.VALUE.match(plain(cell))) for cell in cells) * 2 > len(cells)


def _column(area: Area, rows: tuple[int, ...], index: int, parts: tuple[str, ...], general: list[str]) -> Column:
    below = str(area.rows[rows[-1]][index] or "")
    head = "·".join(part for part in parts if len(parts) == 1 or not wording.is_unit(part))
    unit = next((unit for part in reversed(parts) if (unit := wording.unit_in(part))), "")
    if wording.is_unit(below) and len(parts) > 1:
        unit = wording.UNITS[plain(below).strip("()[]【】").removeprefix("单位").lstrip(":")]
    return Column(index, head, parts, unit or _general_unit(head, general))


def _general_unit(head: str, general: list[str]) -> str:
    """The unit of a line over the table, for the columns that it can mean."""
    if not head:
        return ""
    if AREA_HEAD.search(head):
        return next((unit for unit in general if unit in AREA_UNITS), "")
    return "" if COUNT_HEAD.search(head) else next((unit for unit in general if unit in MONEY_UNITS), "")


def _parts(area: Area, rows: tuple[int, ...], column: int) -> tuple[str, ...]:
    found: list[str] = []
    for row in rows:
        text = shown(_over(area, rows, row, column))
        if text and text not in found[-1:]:
            found.append(text)
    return tuple(found)


def _over(area: Area, rows: tuple[int, ...], row: int, column: int) -> Raw:
    """What stands over a column in a row of the head: its cell, the merged cell that covers it, or the parent on its left."""
    cell = area.rows[row][column]
    if cell is not None:
        return cell
    for (top, left), (bottom, right) in area.merged.items():
        if top <= row <= bottom and left <= column <= right and top >= rows[0]:
            return area.rows[top][left]
    if row == rows[-1] or any(area.span(row, each)[1] > each for each in area.filled(row)) or area.rows[row + 1][column] is None:
        return None
    parent = max((each for each in area.filled(row) if each < column), default=None)
    return area.rows[row][parent] if parent is not None and area.rows[row + 1][parent] is not None else None


def shown(raw: Raw) -> str:
    """A heading as it is shown: on one line, without the spaces that pull 名　称 apart."""
    return "" if raw is None else BETWEEN_CHINESE.sub("", str(raw).strip())
