"""What a clerk's file holds, whatever its kind: sheets of raw cells, and the table that stands in a sheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

# A cell as the file has it; an empty one is None, never "".
Raw = str | int | float | bool | date | datetime | time | timedelta | None


class Unreadable(ValueError):
    """A file that can't be taken in. `message` says why and what to do next, in the words of the person's language."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Sheet:
    """One sheet. Rows and columns count from 0; `rows` begins anew at each call and holds no more than it must."""

    name: str
    rows: Callable[[], Iterator[list[Raw]]]
    height: int
    width: int
    # (first row, first column, last row, last column), all inclusive.
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    is_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Workbook:
    """A file or a pasted block. `kind` is xlsx, xls, ods, csv, html (a web page named .xls) or pasted.

    `told` says how it was read (encoding, delimiter; calendar 1904 where its days count from there).
    """

    kind: str
    sheets: tuple[Sheet, ...]
    told: dict[str, str] = field(default_factory=dict)


class RowKind(StrEnum):
    """What a row of a sheet is. Hidden rows are of one of these kinds too; the table says which are hidden."""

    TITLE = "title"
    HEAD = "head"
    DATA = "data"
    TOTAL = "total"
    NOTE = "note"
    BLANK = "blank"


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading over one or more rows, and what the heading says of its cells."""

    index: int
    # The parts of a heading of several rows, joined by "·": 自治组织·名称.
    head: str
    parts: tuple[str, ...] = ()
    # The unit that the heading names: ㎡, 万㎡, 亩, 元, 万元, %, 户 …; empty where it names none.
    unit: str = ""
    # The layout suggests that an empty cell means the one above; a person confirms it.
    blanks_repeat: bool = False


@dataclass(frozen=True)
class SourceRow:
    """One row of a table with its cells by column index: repeated ones filled in, and which those are."""

    number: int
    kind: RowKind
    cells: list[Raw]
    # Columns whose cell was empty or said 同上, and which took the value above or that of their merged block.
    repeated: frozenset[int] = frozenset()
    is_hidden: bool = False


@dataclass(frozen=True)
class Table:
    """The table of a sheet: where its head stands and what its columns are called."""

    sheet: str
    head_rows: tuple[int, ...]
    columns: tuple[Column, ...]

    @property
    def signature(self) -> str:
        """The same for two sheets of one layout, whatever stands in their rows."""
        return "|".join(f"{column.index}:{column.head}" for column in self.columns)
