"""Writes sheets as clerks like them: heads that stay, widths that fit, real numbers and dates, lists to choose from.

A text is always written as a text: what begins like a formula is never one.
"""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

NARROWEST, WIDEST = 8, 46
# As many rows decide how wide the columns are, and as many more below the last one offer their lists.
MEASURED, OFFERED_BELOW = 200, 200
# Excel refuses a list of more than 255 characters in a cell's rule; a longer one stands on a sheet of its own.
INLINE_LIST = 240
FORMATS = {"text": "@", "count": "#,##0", "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm", "plain": "0"}
# A comment at a cell takes no more.
LONGEST_HINT = 255


@dataclass(frozen=True)
class SheetColumn:
    """A column to write. `look` is text, count, amount, day, moment or plain (a number without thousands, such as a year)."""

    head: str
    look: str = "text"
    # How many decimals an amount shows.
    places: int = 2
    # What the cell's list offers; anything else is refused by Excel with a hint.
    choices: tuple[str, ...] = ()
    is_hidden: bool = False
    # What nobody should type into: shown grey.
    is_locked: bool = False
    # What a cell says when it is chosen.
    hint: str = ""


@dataclass(frozen=True)
class SheetContent:
    """One sheet: a title line over the head where there is one, the rows, and notes under them."""

    name: str
    columns: Sequence[SheetColumn]
    rows: Iterable[Sequence[Any]]
    title: str = ""
    notes: Sequence[str] = ()


def workbook(
    sheets: Sequence[SheetContent], *, properties: dict[str, str] | None = None, created: datetime | None = None
) -> bytes:
    """The bytes of an .xlsx. Memory holds one row at a time beside the compressed file.

    With `created` the same sheets are the same bytes; without it the file tells the moment of its making.
    """
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        if created is not None:
            book.set_properties({"created": created})
        for name, text in (properties or {}).items():
            book.set_custom_property(name, text, "text")
        writer = _Writer(book)
        for sheet in sheets:
            writer.write(sheet)
        writer.write_lists()
    return buffer.getvalue()


def width_of(text: Any) -> int:
    """How many narrow characters a text takes; a Chinese one is two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in str(text))


_HEAD = {"bold": True, "bg_color": "#E8EEF7", "border": 1, "border_color": "#CBD2DB", "text_wrap": True, "valign": "vcenter"}
_LOCKED = {"font_color": "#6B7280", "bg_color": "#F1F3F6"}


class _Writer:
    """The formats and long lists that the sheets of one workbook share."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.heads = {
            locked: book.add_format({**_HEAD, **(_LOCKED if locked else {})}) for locked in (False, True)
        }
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.formats: dict[tuple[str, bool], Any] = {}
        self.lists: dict[tuple[str, ...], int] = {}

    def write(self, content: SheetContent) -> None:
        sheet = self.book.add_worksheet(_sheet_name(content.name))
        at = 0
        # Only the first rows decide the widths: the memory is constant, and long lists look alike.
        rows = iter(content.rows)
        first = list(islice(rows, MEASURED))
        self._set_columns(sheet, content, first)
        if content.title:
            sheet.write_string(0, 0, content.title, self.title)
            at = 1
        for index, column in enumerate(content.columns):
            sheet.write_string(at, index, column.head, self.heads[column.is_locked])
        sheet.freeze_panes(at + 1, 1)
        # Codes and telephone numbers are meant as texts; Excel need not warn of them.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        begins, at = at + 1, at + 1
        for row in chain(first, rows):
            for index, (column, value) in enumerate(zip(content.columns, row, strict=True)):
                self._cell(sheet, at, index, column, value)
            at += 1
        if at > begins:
            sheet.autofilter(begins - 1, 0, at - 1, len(content.columns) - 1)
        self._offer(sheet, content, begins, at)
        for note in content.notes:
            at += 1
            sheet.write_string(at, 0, note)

    def _set_columns(self, sheet: Worksheet, content: SheetContent, first: Sequence[Sequence[Any]]) -> None:
        for index, column in enumerate(content.columns):
            widest = max([width_of(column.head), *(width_of(row[index] or "") for row in first)])
            options = {"hidden": True} if column.is_hidden else {}
            sheet.set_column(index, index, min(max(widest + 2, NARROWEST), WIDEST), None, options)

    def _cell(self, sheet: Worksheet, row: int, index: int, column: SheetColumn, value: Any) -> None:
        look = self._look(column)
        if value is None or value == "":
            sheet.write_blank(row, index, None, look)
        elif isinstance(value, date):
            sheet.write_datetime(row, index, value, look)  # type: ignore[arg-type]  # it takes a date as well
        elif isinstance(value, int | Decimal | float) and not isinstance(value, bool) and column.look != "text":
            sheet.write_number(row, index, value, look)  # type: ignore[arg-type]  # it takes a Decimal as well
        else:
            sheet.write_string(row, index, str(value), look)

    def _look(self, column: SheetColumn) -> Any:
        form = FORMATS.get(column.look) or "#,##0." + "0" * column.places
        if (form, column.is_locked) not in self.formats:
            said = {"num_format": form, **(_LOCKED if column.is_locked else {})}
            self.formats[form, column.is_locked] = self.book.add_format(said)
        return self.formats[form, column.is_locked]

    def _offer(self, sheet: Worksheet, content: SheetContent, begins: int, ends: int) -> None:
        """Lists to choose from, also for rows that are added below."""
        for index, column in enumerate(content.columns):
            if column.hint:
                said = {"validate": "any", "input_message": column.hint[:LONGEST_HINT]}
                sheet.data_validation(begins, index, ends + OFFERED_BELOW, index, said)
            if not column.choices:
                continue
            inline = len(",".join(column.choices)) <= INLINE_LIST and not any("," in word for word in column.choices)
            source: Any = list(column.choices) if inline else self._listed(column.choices)
            rule = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(begins, index, ends + OFFERED_BELOW, index, rule)

    def _listed(self, choices: tuple[str, ...]) -> str:
        column = self.lists.setdefault(choices, len(self.lists))
        letter = xlsxwriter.utility.xl_col_to_name(column, True)
        return f"=_lists!{letter}$1:{letter}${len(choices)}"

    def write_lists(self) -> None:
        """The long lists, on a hidden sheet behind the others."""
        if not self.lists:
            return
        sheet = self.book.add_worksheet("_lists")
        sheet.hide()
        longest = max(len(choices) for choices in self.lists)
        for row in range(longest):
            for choices, column in self.lists.items():
                if row < len(choices):
                    sheet.write_string(row, column, choices[row])


def _sheet_name(name: str) -> str:
    """Excel takes 31 characters, and some of them never."""
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in name).strip("'")[:31] or "Sheet"
