"""A sheet as a clerk would draw it, with the truth about each row and cell noted while it is drawn.

Nothing here knows how the portal reads: what is data and what it means is said by whoever draws.
"""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.utils import get_column_letter

from governance.spreadsheets.targets import Target

STAMP = datetime(2022, 7, 1, 9, 0)

# What a refusal says, by its code, in the words of the English texts.
WHY = {
    "day missing": "The day is missing",
    "two days": "names two days",
    "no such day": "There is no day",
    "no date": "is no date",
    "short year": "has two digits",
    "turned": "Day and month of",
    "other calendar": "another calendar",
    "year missing": "The year is missing",
    "rough": "no exact figure",
    "no figure": "is no figure",
    "not plain": "no plain figure",
    "comma": "The comma in",
    "unit": "another unit",
    "decade": "is a decade",
    "no year": "no year of four digits",
    "shortened": "the digits are lost",
    "digits lost": "holds 15 digits",
    "no code": "is no code",
    "no period": "is no period",
    "one day": "is one day",
    "january or october": "January or October",
    "end missing": "The end of",
    "flag": "neither yes nor no",
    "choice": "none of the words",
    "names": "more than one name",
    "error": "Excel's error",
    "unreckoned": "the formula but not",
    "nothing above": "nothing stands above",
    "none or nought": "may mean 0",
    "whole": "no whole number",
    "negative": "below zero",
    "month and day": "Month and day are missing",
}


@dataclass(frozen=True)
class C:
    """A cell written otherwise than its column's habit: what stands there, what the form gets, why it is refused."""

    raw: Any
    text: str = ""
    why: str = ""


@dataclass(frozen=True)
class Col:
    """A column: the target that it should fill ("" for none), its heading in one or more parts, how its values are written."""

    target: str
    head: str | tuple[str, ...]
    style: Callable[[str], Any] = str

    @property
    def parts(self) -> tuple[str, ...]:
        return (self.head,) if isinstance(self.head, str) else self.head


@dataclass
class Truth:
    """What is so about one sheet."""

    sheet: str
    targets: tuple[Target, ...]
    columns: dict[str, int]
    head_rows: tuple[int, ...] = ()
    # Kind of each row that is not blank.
    kinds: dict[int, str] = field(default_factory=dict)
    # By row: the text that the form gets in each used column.
    data: dict[int, dict[str, str]] = field(default_factory=dict)
    # By row and target: the code of the refusal.
    refused: dict[tuple[int, str], str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    # Columns in which a person confirmed that an empty cell means the one above; they must have been suggested.
    blanks_repeat: frozenset[int] = frozenset()


class Paper:
    """Draws one sheet from top to bottom."""

    def __init__(self, sheet: str, targets: tuple[Target, ...], columns: Sequence[Col], *, left: int = 0, top: int = 0) -> None:
        self.columns, self.left, self.at = list(columns), left, top
        self.rows: dict[int, dict[int, Any]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_columns: set[int] = set()
        self.count = 0
        used = {column.target: left + index for index, column in enumerate(columns) if column.target}
        self.truth = Truth(sheet, targets, used)

    @property
    def right(self) -> int:
        return self.left + len(self.columns) - 1

    def put(self, kind: str, cells: Mapping[int, Any]) -> int:
        """A row of cells by column, counted from the table's first one."""
        number = self.at
        self.rows[number] = {self.left + column: value for column, value in cells.items() if value is not None}
        if kind:
            self.truth.kinds[number] = kind
        self.at += 1
        return number

    def title(self, text: str, *, merged: bool = True) -> "Paper":
        number = self.put("title", {0: text})
        if merged:
            self.merged.append((number, self.left, number, self.right))
        return self

    def line(self, cells: Mapping[int, Any], kind: str = "title") -> "Paper":
        self.put(kind, cells)
        return self

    def note(self, text: str, *, merged: bool = False) -> "Paper":
        number = self.put("note", {0: text})
        if merged:
            self.merged.append((number, self.left, number, self.right))
        return self

    def blank(self, rows: int = 1) -> "Paper":
        self.at += rows
        return self

    def head(self, *, merged: bool = True) -> "Paper":
        """The head over as many rows as its columns have parts; parents stand over their first child."""
        depth = max(len(column.parts) for column in self.columns)
        first = self.at
        for level in range(depth):
            self.put(
                "head",
                {
                    index: column.parts[level]
                    for index, column in enumerate(self.columns)
                    if level < len(column.parts) and not (level + 1 < len(column.parts) and self._same_parent(index, level))
                },
            )
        if not self.truth.head_rows:
            self.truth.head_rows = tuple(range(first, first + depth))
        if merged and depth > 1:
            self._merge_head(first, depth)
        return self

    def _same_parent(self, index: int, level: int) -> bool:
        """Whether the column on the left stands under the same parents."""
        here, left = self.columns[index].parts, self.columns[index - 1].parts if index else ()
        return here[: level + 1] == left[: level + 1] and len(left) > level + 1

    def _merge_head(self, first: int, depth: int) -> None:
        for index, column in enumerate(self.columns):
            at, last = self.left + index, len(column.parts) - 1
            if last < depth - 1:
                self.merged.append((first + last, at, first + depth - 1, at))
            for level in range(last):
                if self._same_parent(index, level):
                    continue
                end = index
                while end + 1 < len(self.columns) and self.columns[end + 1].parts[: level + 1] == column.parts[: level + 1]:
                    end += 1
                if end > index:
                    self.merged.append((first + level, at, first + level, self.left + end))

    def under_head(self, values: Sequence[Any], kind: str = "head") -> "Paper":
        self.put(kind, dict(enumerate(values)))
        return self

    def numbers(self) -> "Paper":
        return self.under_head(list(range(1, len(self.columns) + 1)))

    def record(self, values: Mapping[str, Any], *, hidden: bool = False, **cells: Any) -> "Paper":
        """A row of data: form texts by target, written as the column does; a C says what stands there instead."""
        self.count += 1
        drawn: dict[int, Any] = {}
        truth: dict[str, str] = {}
        for index, column in enumerate(self.columns):
            value = {**values, **cells}.get(column.target, values.get(str(column.head), "")) if column.target else None
            if isinstance(value, C):
                drawn[index] = value.raw
                if value.why:
                    self.truth.refused[(self.at, column.target)] = value.why
                truth[column.target] = value.text
            elif column.target:
                drawn[index] = column.style(value) if value else None
                truth[column.target] = value
            elif column.head == "序号":
                drawn[index] = self.count
            elif column.head in cells:
                drawn[index] = cells[str(column.head)]
        number = self.put("data", drawn)
        self.truth.data[number] = truth
        if hidden:
            self.truth.hidden.add(number)
        return self

    def records(self, many: Sequence[Mapping[str, Any]]) -> "Paper":
        for values in many:
            self.record(values)
        return self

    def total(self, label: str, cells: Mapping[int, Any], *, at: int = 0) -> "Paper":
        self.put("total", {at: label, **cells})
        return self

    def merge_down(self, target: str, first: int, last: int) -> "Paper":
        """The cell of the first row stands for all; the others are emptied as Excel does."""
        column = self.truth.columns[target]
        self.merged.append((first, column, last, column))
        for number in range(first + 1, last + 1):
            self.rows[number].pop(column, None)
            self.truth.data[number][target] = self.truth.data[first][target]
        return self

    def grid(self) -> list[list[Any]]:
        width = max(max(cells, default=0) for cells in self.rows.values()) + 1
        return [[self.rows.get(number, {}).get(column) for column in range(width)] for number in range(self.at)]


def to_openpyxl(*papers: Paper, hidden_sheets: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.properties.created = book.properties.modified = STAMP
    book.remove(book.worksheets[0])
    for paper in papers:
        sheet = book.create_sheet(paper.truth.sheet)
        for number, cells in paper.rows.items():
            for column, value in cells.items():
                sheet.cell(number + 1, column + 1).value = value
        for top, left, bottom, right in paper.merged:
            sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
        for number in paper.truth.hidden:
            sheet.row_dimensions[number + 1].hidden = True
        for column in paper.hidden_columns:
            sheet.column_dimensions[get_column_letter(column + 1)].hidden = True
        if paper.truth.sheet in hidden_sheets:
            sheet.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def to_xlsxwriter(*papers: Paper) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.set_properties({"created": STAMP})
        day, wide = book.add_format({"num_format": "yyyy/m/d"}), book.add_format({"border": 1})
        for paper in papers:
            sheet = book.add_worksheet(paper.truth.sheet)
            # As many clerks do: borders down to where the paper would end.
            sheet.set_column(0, 60, 12, wide)
            for top, left, bottom, right in paper.merged:
                sheet.merge_range(top, left, bottom, right, "")
            for number, cells in paper.rows.items():
                for column, value in cells.items():
                    if isinstance(value, date):
                        sheet.write_datetime(number, column, value, day)
                    elif isinstance(value, str):
                        sheet.write_string(number, column, value)
                    else:
                        sheet.write(number, column, value)
            for number in paper.truth.hidden:
                sheet.set_row(number, None, None, {"hidden": True})
            sheet.write_blank(paper.at + 200, len(paper.columns) + 20, None, wide)
    return buffer.getvalue()


def to_csv(paper: Paper, *, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    for row in paper.grid():
        writer.writerow(["" if cell is None else cell for cell in row])
    return buffer.getvalue().encode(encoding)
