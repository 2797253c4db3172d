"""Reads a clerk's file or pasted block into sheets of raw cells, whatever kind it is and whatever its name says."""

import io
import re
from collections.abc import Callable, Iterator
from itertools import chain, repeat
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineWorkbook, load_workbook

from governance.spreadsheets import biff, bounds, compound, delimited, hypertext, opendocument, worksheets
from governance.spreadsheets.packages import Package
from governance.spreadsheets.sheets import Raw, Sheet, Workbook
from governance.spreadsheets.worksheets import FORMULA, MERGE, SHARED, STRING, Part, Shape

ESCAPED = re.compile(r"_x000[dD]_|\x00")
ZIP, EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
# How other kinds of file begin, and what they are.
OTHERS: tuple[tuple[bytes, Callable[[], str]], ...] = (
    (b"%PDF", lambda: _("a PDF document")),
    (b"\x89PNG", lambda: _("a picture")),
    (b"\xff\xd8\xff", lambda: _("a picture")),
    (b"GIF8", lambda: _("a picture")),
    (b"BM", lambda: _("a picture")),
    (b"Rar!", lambda: _("an archive")),
    (b"7z\xbc\xaf", lambda: _("an archive")),
    (b"\x1f\x8b", lambda: _("an archive")),
    (b"{\\rtf", lambda: _("a Word document")),
)
# A workbook of Excel 4 or older, without a container.
ANCIENT = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x10\x00", b"\x09\x08\x08\x00")
SHEET_NAMES = (".xlsx", ".xlsm", ".xls", ".ods", ".et", ".xlsb", ".xltx")


def read(name: str, content: bytes) -> Workbook:
    """The sheets of a file. Raises Unreadable, in words for a clerk, for whatever can't be taken in."""
    if not content.strip(b"\0 \r\n\t"):
        raise bounds.empty_file()
    if len(content) > bounds.FILE_BYTES:
        raise bounds.too_large()
    if content.startswith((ZIP, EMPTY_ZIP)):
        return _packed(content)
    if content.startswith(compound.SIGNATURE):
        return _compound(content)
    return _text(name, content)


def read_pasted(text: str) -> Workbook:
    """A block from the clipboard of Excel or WPS."""
    sheet, told = delimited.sheet_of_block("1", text)
    return Workbook("pasted", (sheet,), told)


def _packed(content: bytes) -> Workbook:
    package = Package(content)
    if worksheets.WORKBOOK in package:
        return _xlsx(package)
    if opendocument.CONTENT in package and "mimetype" in package:
        package.measure()
        if b"spreadsheet" not in package.read("mimetype"):
            raise bounds.other_kind(_("a text document"))
        return _workbook("ods", opendocument.sheets(package), {})
    names = package.names
    if "xl/workbook.bin" in names:
        raise bounds.old_kind()
    if any(name.startswith("word/") for name in names):
        raise bounds.other_kind(_("a Word document"))
    if any(name.startswith("ppt/") for name in names):
        raise bounds.other_kind(_("a presentation"))
    if any(name.startswith("xl/") or name == "[content_types].xml" for name in names):
        raise bounds.broken()
    raise bounds.other_kind(_("an archive"))


def _xlsx(package: Package) -> Workbook:
    package.measure(count=(FORMULA, SHARED, MERGE, STRING))
    if sum(part.counts[STRING] for part in package.parts.values()) > 2 * bounds.CELLS:
        raise bounds.swells()
    parts, from_1904 = worksheets.parts(package)
    if len(parts) > bounds.SHEETS:
        raise bounds.too_many_sheets()
    shapes = [(part, worksheets.shape(package, part)) for part in parts if "worksheets/" in part.path and part.path in package]
    book = _Book(package.packed_anew(), [part.name for part in parts])
    return _workbook("xlsx", book.sheets(shapes), {"calendar": "1904"} if from_1904 else {})


def _compound(content: bytes) -> Workbook:
    container = compound.Compound(content)
    names = container.names
    if "EncryptedPackage" in names:
        raise bounds.locked()
    stream = next((name for name in ("Workbook", "Book") if name in names), "")
    if not stream:
        known = {"WordDocument": _("a Word document"), "PowerPoint Document": _("a presentation")}
        raise next((bounds.other_kind(what) for name, what in known.items() if name in names), bounds.old_kind())
    data, shapes, from_1904 = biff.checked(container.read(stream))
    book = _Book(compound.with_one_stream(stream, data), [part.name for part, _shape in shapes])
    return _workbook("xls", book.sheets(shapes), {"calendar": "1904"} if from_1904 else {})


def _text(name: str, content: bytes) -> Workbook:
    for start, what in OTHERS:
        if content.startswith(start):
            raise bounds.other_kind(what())
    if content.startswith(ANCIENT):
        raise bounds.old_kind()
    if hypertext.is_page(content):
        sheet, told = hypertext.sheet("1", content)
        return _workbook("html", [sheet], told)
    head = content[:2000].lower()
    if b"schemas-microsoft-com:office:spreadsheet" in head or head.startswith(b"mime-version"):
        raise bounds.old_kind()
    if name.lower().endswith(SHEET_NAMES) and not delimited.is_tabbed(content):
        raise bounds.broken()
    sheet, told = delimited.sheet_of_csv("1", content)
    return _workbook("csv", [sheet], told)


def _workbook(kind: str, sheets: list[Sheet], told: dict[str, str]) -> Workbook:
    if not any(sheet.height for sheet in sheets):
        raise bounds.nothing_in_it()
    return Workbook(kind, tuple(sheets), told)


class _Book:
    """A workbook in the hands of calamine, which holds one sheet at a time."""

    def __init__(self, content: bytes, names: list[str]) -> None:
        self.book: CalamineWorkbook = _guarded(lambda: load_workbook(io.BytesIO(content)))
        self.names = names
        self.held: tuple[int, Any] = (-1, None)

    def sheets(self, shapes: list[tuple[Part, Shape]]) -> list[Sheet]:
        found, told = [], [each.name for each in self.book.sheets_metadata]
        for part, shape in shapes:
            if part.name in told:
                found.append(self._sheet(told.index(part.name), part, shape))
        return found

    def _sheet(self, index: int, part: Part, shape: Shape) -> Sheet:
        sheet = self._held(index)
        merged = _guarded(lambda: sheet.merged_cell_ranges) or []
        end = sheet.end or (-1, -1)
        height, width = max(end[0] + 1, shape.height), max(end[1] + 1, shape.width)
        bounds.hold(part.name, height, width)
        return Sheet(
            part.name, lambda: self._rows(index, shape, height), height, width,
            tuple((top, left, bottom, right) for (top, left), (bottom, right) in merged),
            frozenset(shape.hidden_rows), part.is_hidden, frozenset(shape.hidden_columns),
        )

    def _held(self, index: int) -> Any:
        if self.held[0] != index:
            self.held = (-1, None)
            self.held = (index, _guarded(lambda: self.book.get_sheet_by_index(index)))
        return self.held[1]

    def _rows(self, index: int, shape: Shape, height: int) -> Iterator[list[Raw]]:
        sheet = self._held(index)
        before = [None] * (sheet.start or (0, 0))[1]
        for number, cells in enumerate(chain(sheet.iter_rows(), repeat(()))):
            if number >= height:
                return
            row: list[Raw] = [*before, *map(_normal, cells)]
            for column, error in shape.errors.get(number, {}).items():
                row += [None] * (column + 1 - len(row))
                row[column] = error
            yield row


def _guarded(wish: Callable[[], Any]) -> Any:
    """What calamine answers; whatever it stumbles over, its panic included, is a damaged file."""
    try:
        return wish()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:
        raise bounds.broken() from None


def _normal(value: Any) -> Raw:
    if value.__class__ is str:
        if "\x00" in value or "_x000" in value:
            value = ESCAPED.sub("", value)
        return value if value and not value.isspace() else None
    if value.__class__ is float and value.is_integer() and -1e15 < value < 1e15:
        return int(value)
    return value
