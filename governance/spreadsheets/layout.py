"""Finds the table of a sheet and tells its rows apart: titles, heads, data, totals, notes. Streams; drops no cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from governance.spreadsheets import heads, wording
from governance.spreadsheets.sheets import Column, Raw, RowKind, Sheet, SourceRow, Table
from governance.spreadsheets.wording import plain

SAMPLE = 300
# A text that stands alone in its row and is as long as this is no record.
SENTENCE = 30


def find_table(sheet: Sheet) -> Table | None:
    """The table of a sheet; None where its first rows hold no head."""
    area = heads.area_of(sheet, list(islice(sheet.rows(), SAMPLE)))
    rows = heads.head_rows(area)
    if not rows:
        return None
    below = area.rows[rows[-1] + 1 :]
    used = {column for row in area.rows for column, cell in enumerate(row) if cell is not None}
    if len(area.rows) >= SAMPLE and len(used) < area.width:
        used |= _used_further_down(sheet, used)
    columns = heads.columns(area, rows, used)
    table = Table(sheet.name, rows, columns)
    suggested = _blanks_that_repeat(sheet, table, below)
    return replace(table, columns=tuple(replace(each, blanks_repeat=each.index in suggested) for each in columns))


def source_rows(sheet: Sheet, table: Table, *, blanks_repeat: frozenset[int] = frozenset()) -> Iterator[SourceRow]:
    """All rows of the sheet in order, each with its kind; data with what it repeats filled in."""
    reader = _Reader(sheet, table, blanks_repeat)
    for number, cells in enumerate(sheet.rows()):
        yield reader.row(number, cells)


def _used_further_down(sheet: Sheet, used: set[int]) -> set[int]:
    rest = set(range(sheet.width)) - used
    found: set[int] = set()
    for row in islice(sheet.rows(), SAMPLE, None):
        found |= {column for column in rest if column < len(row) and row[column] is not None}
    return found


def _blanks_that_repeat(sheet: Sheet, table: Table, below: list[list[Raw]]) -> set[int]:
    """Leading columns of texts that begin a group and stay empty in the rest of it, while later columns go on."""
    reader = _Reader(sheet, table, frozenset())
    start = table.head_rows[-1] + 1
    data = [row.cells for number, cells in enumerate(below, start) if (row := reader.row(number, cells)).kind == RowKind.DATA]
    found: set[int] = set()
    for column in table.columns:
        cells = [row[column.index] for row in data]
        if wording.SERIAL.match(plain(column.head)) or (column.head and all(cell is None for cell in cells)):
            continue
        if not _opens_groups(cells) or "注" in column.head:
            break
        found.add(column.index)
    # The groups are real only if something stands in every row.
    full = any(all(row[column.index] is not None for row in data) for column in table.columns if column.index not in found)
    return found if full else set()


def _opens_groups(cells: list[Raw]) -> bool:
    values = [cell for cell in cells if cell is not None]
    blanks = len(cells) - len(values)
    return bool(values) and cells[0] is not None and blanks * 5 >= len(cells) and all(
        isinstance(value, str) for value in values
    ) and len(set(values)) == len(values)


@dataclass
class _Reader:
    """What reading row by row must remember: the values above, the merged blocks that are open, what was a title."""

    sheet: Sheet
    table: Table
    blanks_repeat: frozenset[int]
    above: list[Raw] = field(default_factory=list)
    # Column to the last row of its block, and the value of the block.
    blocks: dict[int, tuple[int, Raw]] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)
    is_under_head: bool = True
    is_after_note: bool = False

    def __post_init__(self) -> None:
        self.width = max([self.sheet.width, *(column.index + 1 for column in self.table.columns)])
        self.merged: dict[int, list[tuple[int, int, int]]] = {}
        for top, left, bottom, right in self.sheet.merged:
            self.merged.setdefault(top, []).append((left, bottom, right))
        self.heads: dict[int, set[str]] = {}
        self.serial = next((each.index for each in self.table.columns if wording.SERIAL.match(plain(each.head))), -1)
        for column in self.table.columns:
            self.heads[column.index] = {plain(part) for part in (*column.parts, column.head) if part}

    def row(self, number: int, cells: list[Raw]) -> SourceRow:
        if len(cells) < self.width:
            cells = cells + [None] * (self.width - len(cells))
        hidden = number in self.sheet.hidden_rows
        kind = self._kind(number, cells)
        if kind != RowKind.DATA:
            self._leave(kind)
            return SourceRow(number, kind, cells, frozenset(), hidden)
        cells, repeated = self._filled(number, cells)
        return SourceRow(number, kind, cells, repeated, hidden)

    def _leave(self, kind: RowKind) -> None:
        self.is_under_head = self.is_under_head and kind in (RowKind.BLANK, RowKind.HEAD, RowKind.TITLE)
        self.is_after_note = kind == RowKind.NOTE or (self.is_after_note and kind == RowKind.BLANK)
        if kind in (RowKind.TOTAL, RowKind.TITLE):
            # A new group begins: an empty cell there repeats nothing of the old one.
            self.above = [None if column in self.blanks_repeat else cell for column, cell in enumerate(self.above)]

    def _filled(self, number: int, cells: list[Raw]) -> tuple[list[Raw], frozenset[int]]:
        repeated: set[int] = set()
        for column, (last, value) in list(self.blocks.items()):
            if number > last:
                del self.blocks[column]
            elif cells[column] is None and value is not None:
                cells = cells if repeated else list(cells)
                cells[column] = value
                repeated.add(column)
        for left, bottom, _right in self.merged.get(number, ()):
            if bottom > number and left < self.width:
                self.blocks[left] = (bottom, cells[left])
        # A row may be longer than the others by empty cells.
        for column, (above, cell) in enumerate(zip(self.above, cells, strict=False)):
            if above is not None and (column in self.blanks_repeat if cell is None else wording.is_same_as_above(cell)):
                cells = cells if repeated else list(cells)
                cells[column] = above
                repeated.add(column)
        self.above = list(cells)
        self.is_under_head = self.is_after_note = False
        return cells, frozenset(repeated)

    def _kind(self, number: int, cells: list[Raw]) -> RowKind:
        filled = [column for column, cell in enumerate(cells) if cell is not None]
        if number in self.table.head_rows:
            return RowKind.HEAD
        if not filled:
            return RowKind.BLANK
        if number < self.table.head_rows[0]:
            self.titles.update(plain(str(cells[column])) for column in filled)
            return RowKind.TITLE
        if self._is_head(cells, filled):
            return RowKind.HEAD
        texts = [plain(str(cells[column])) for column in filled[:6] if isinstance(cells[column], str)]
        if not texts:
            return RowKind.DATA
        if wording.is_total(texts[:3]):
            return RowKind.TOTAL
        if self._is_note(cells, filled, texts):
            return RowKind.NOTE
        if self._is_title(number, cells, filled):
            return RowKind.TITLE
        return RowKind.DATA

    def _is_head(self, cells: list[Raw], filled: list[int]) -> bool:
        """The head once more, as after a page break; or what stands under it: column numbers, 必填 and the like."""
        if self._says_the_head(cells, filled):
            return True
        if not self.is_under_head:
            return False
        words = [plain(str(cells[column])) for column in filled]
        if all(word in wording.REQUIREMENTS for word in words):
            return True
        return len(filled) * 5 >= len(self.table.columns) * 4 and _are_column_numbers(words)

    def _says_the_head(self, cells: list[Raw], filled: list[int]) -> bool:
        """Whether seven of ten cells are headings of their columns."""
        others, allowed = 0, len(filled) * 3 // 10
        for column in filled:
            if cells[column].__class__ is not str or plain(cells[column]) not in self.heads.get(column, ()):
                others += 1
                if others > allowed:
                    return False
        return len(filled) - others > 1 or len(self.table.columns) == 1

    def _is_note(self, cells: list[Raw], filled: list[int], texts: list[str]) -> bool:
        first, alone = texts[0], len(filled) == 1
        if isinstance(cells[filled[0]], str) and wording.EXAMPLE.match(first):
            return True
        if len(filled) > 1 and wording.EXAMPLE.match(texts[0]) and filled[0] == self.serial:
            return True
        infos = sum(map(wording.is_info, texts))
        if wording.is_info(first) and infos * 2 >= len(filled):
            return True
        if wording.NOTE.match(first) and len(filled) <= 2:
            return True
        if not alone:
            return False
        return len(first) >= SENTENCE or first.endswith("。") or (self.is_after_note and bool(wording.NUMBERED.match(first)))

    def _is_title(self, number: int, cells: list[Raw], filled: list[int]) -> bool:
        """A title of a further page, or the name of a group over its rows."""
        texts = [plain(str(cells[column])) for column in filled]
        if all(text in self.titles for text in texts):
            return True
        if len(filled) > 1 or not isinstance(cells[filled[0]], str):
            return False
        column = filled[0]
        across = max((right - left + 1 for left, _bottom, right in self.merged.get(number, ()) if left == column), default=1)
        if across >= max(3, len(self.table.columns) / 2) or wording.SECTION.match(texts[0]):
            return True
        return column == self.serial and not wording.VALUE.match(texts[0])


def _are_column_numbers(words: list[str]) -> bool:
    """1 2 3 …, 甲 乙 1 2 …, A B C …: counting on, and long enough to be no record."""
    if len(words) < 3 or not all(wording.NUMBER_HEAD.match(word.upper()) for word in words):
        return False
    figures = [int(digits) for word in words if (digits := word.split("=")[0].strip("()")).isdigit() and digits.isascii()]
    letters = len(words) - len(figures)
    if figures and figures != list(range(figures[0], figures[0] + len(figures))):
        return False
    return figures[0] <= 1 + letters if figures else len(set(words)) == len(words)


def named(table: Table, index: int) -> Column | None:
    """The column at an index of the sheet."""
    return next((column for column in table.columns if column.index == index), None)
