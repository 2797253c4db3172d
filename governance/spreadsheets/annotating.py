"""Gives a clerk's file back with a remark on each cell that has something wrong, and otherwise as it was."""

import io
import posixpath
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta

import xlsxwriter
from django.utils.translation import gettext as _
from lxml import etree
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from governance.spreadsheets import bounds, reading, remarks, worksheets
from governance.spreadsheets.packages import DEFLATED, Package, Packed
from governance.spreadsheets.remarks import Remarks
from governance.spreadsheets.sheets import Raw, Sheet

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "[Content_Types].xml"
COMMENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
END_OF_DATA = re.compile(rb"</(?:(\w+):)?sheetData\s*>|<(?:(\w+):)?sheetData\s*/>")
# What follows a legacy drawing in a sheet.
BEHIND = re.compile(
    rb"<(?:\w+:)?(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)[\s/>]"
    rb"|</(?:\w+:)?worksheet\s*>"
)
LEGACY = re.compile(rb"<(?:\w+:)?legacyDrawing\s[^>]*>")
# How a cell looks, and how a wrong one does.
Looks = tuple[Format, Format]
# Up to here a rebuilt workbook is held whole, so that its cells can be merged.
HELD = 400_000


def annotate(name: str, content: bytes, comments: Mapping[str, Remarks]) -> tuple[str, bytes]:
    """The name and the bytes of the workbook with its remarks: by sheet, and by row and column counted from 0."""
    book = reading.read(name, content)
    stem = name.rpartition(".")[0] or name
    given = {sheet: cells for sheet, cells in comments.items() if cells}
    if book.kind == "xlsx":
        extension = name.rpartition(".")[2].lower()
        made = _added(content, given)
        return _("%(name)s with remarks") % {"name": stem} + (".xlsm" if extension == "xlsm" else ".xlsx"), made
    if len(book.sheets) == 1 and given:
        given = {book.sheets[0].name: next(iter(given.values()))}
    return _("%(name)s with remarks") % {"name": stem} + ".xlsx", _rebuilt(book.sheets, given)


def _added(content: bytes, comments: Mapping[str, Remarks]) -> bytes:
    package = Package(content)
    package.measure()
    work = _Work(package)
    sheets, _calendar = worksheets.parts(package)
    for number, part in enumerate(sheets):
        if part.name in comments and part.path in package:
            work.remark(part.path, comments[part.name], number)
    return package.rewritten(work.parts())


class _Work:
    """The parts of the package that change, while one sheet after the other gets its remarks."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.changed: dict[str, bytes] = {}
        self.sheets: dict[str, Packed] = {}
        self.types = worksheets.tree(package.read(TYPES))
        self.block = 1

    def parts(self) -> dict[str, Packed]:
        self.changed[TYPES] = etree.tostring(self.types, xml_declaration=True, encoding="UTF-8", standalone=True)
        return self.sheets | {name: packed([data]) for name, data in self.changed.items()}

    def remark(self, path: str, cells: Remarks, number: int) -> None:
        folder, file = posixpath.split(path)
        beside = f"{folder}/_rels/{file}.rels"
        relations = worksheets.tree(self.package.read(beside)) if beside in self.package else etree.Element(
            f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS}
        )
        strict = self._is_strict(path)
        text_at, drawing_at = self._related(relations, folder, "/comments"), self._related(relations, folder, "/vmlDrawing")
        existing = self.package.read(text_at, bounds.REMARKS) if text_at else None
        data, fresh = remarks.texts(cells, existing)
        text_path = text_at or f"xl/comments_remarks{number + 1}.xml"
        self.changed[text_path] = data
        if not text_at:
            self._relate(relations, f"{strict}/comments", f"/{text_path}")
            self._declare(text_path)
        drawing_path = drawing_at or f"xl/drawings/remarks{number + 1}.vml"
        old = self.package.raw(drawing_at) if drawing_at else None
        self.changed[drawing_path] = remarks.drawing(fresh, old, self.block + number * 8)
        self.block += len(fresh) // remarks.BLOCK
        identity = "" if drawing_at else self._relate(relations, f"{strict}/vmlDrawing", f"/{drawing_path}")
        self._declare_drawings()
        self.changed[beside] = etree.tostring(relations, xml_declaration=True, encoding="UTF-8", standalone=True)
        if identity:
            self.sheets[path] = packed(_with_drawing(self.package.stream(path), identity, strict))

    def _is_strict(self, path: str) -> str:
        return STRICT if b"purl.oclc.org" in next(self.package.stream(path), b"")[:4000] else OFFICE

    def _related(self, relations: etree._Element, folder: str, kind: str) -> str:
        for each in relations:
            if (each.get("Type") or "").endswith(kind):
                target = each.get("Target") or ""
                found = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                if self.package.has(found):
                    return found
        return ""

    def _relate(self, relations: etree._Element, kind: str, target: str) -> str:
        taken = {each.get("Id") for each in relations}
        identity = next(name for at in range(1, 100_000) if (name := f"rIdRemarks{at}") not in taken)
        etree.SubElement(relations, f"{{{RELATIONS}}}Relationship", Id=identity, Type=kind, Target=target)
        return identity

    def _declare(self, path: str) -> None:
        space = etree.QName(self.types).namespace
        etree.SubElement(self.types, f"{{{space}}}Override", PartName=f"/{path}", ContentType=COMMENT_TYPE)

    def _declare_drawings(self) -> None:
        space = etree.QName(self.types).namespace
        if not any((each.get("Extension") or "").lower() == "vml" for each in self.types):
            self.types.insert(0, etree.Element(f"{{{space}}}Default", Extension="vml", ContentType=DRAWING_TYPE))


def _with_drawing(chunks: Iterator[bytes], identity: str, strict: str) -> Iterator[bytes]:
    """The XML of a sheet as it was, but for one element behind its rows."""
    held = b""
    for chunk in chunks:
        held += chunk
        if found := END_OF_DATA.search(held):
            rest = b"".join([held[found.end() :], *chunks])
            yield held[: found.end()]
            yield _tail(rest, (found[1] or found[2] or b"").decode(), identity, strict)
            return
        yield held[:-64]
        held = held[-64:]
    raise bounds.broken()


def _tail(rest: bytes, prefix: str, identity: str, strict: str) -> bytes:
    rest = LEGACY.sub(b"", rest)
    behind = BEHIND.search(rest)
    if behind is None:
        raise bounds.broken()
    name = f"{prefix}:legacyDrawing" if prefix else "legacyDrawing"
    element = f'<{name} xmlns:r="{strict}" r:id="{identity}"/>'.encode()
    return rest[: behind.start()] + element + rest[behind.start() :]


def packed(chunks: Iterator[bytes] | list[bytes]) -> Packed:
    """Deflated piece by piece."""
    engine, crc, size, out = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS), 0, 0, io.BytesIO()
    for chunk in chunks:
        crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        out.write(engine.compress(chunk))
    out.write(engine.flush())
    return Packed(DEFLATED, out.getvalue(), crc, size)


def _rebuilt(sheets: tuple[Sheet, ...], comments: Mapping[str, Remarks]) -> bytes:
    """A new workbook with the values that were read, for files that can't hold remarks."""
    buffer = io.BytesIO()
    small = sum(sheet.height * sheet.width for sheet in sheets) <= HELD
    with xlsxwriter.Workbook(buffer, {"constant_memory": not small}) as book:
        plain, wrong = book.add_format(), book.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"})
        moments: dict[type, Looks] = {
            kind: (book.add_format({"num_format": form}), book.add_format({"num_format": form, "bg_color": "#FFC7CE"}))
            for kind, form in ((date, "yyyy-mm-dd"), (time, "hh:mm"), (timedelta, "[h]:mm"))
        }
        taken: set[str] = set()
        for number, sheet in enumerate(sheets):
            name = _free_name(sheet.name, number, taken)
            page = book.add_worksheet(name)
            if sheet.is_hidden and number:
                page.hide()
            _write(page, sheet, comments.get(sheet.name, {}), (plain, wrong), moments, small)
    return buffer.getvalue()


def _write(page: Worksheet, sheet: Sheet, cells: Remarks, formats: Looks, moments: dict[type, Looks], merges: bool) -> None:
    if merges:
        for top, left, bottom, right in sheet.merged:
            page.merge_range(top, left, bottom, right, "", formats[0])
    for number, row in enumerate(sheet.rows()):
        if number in sheet.hidden_rows:
            page.set_row(number, None, None, {"hidden": True})
        for column, raw in enumerate(row):
            is_wrong = (number, column) in cells
            if raw is not None:
                look = next((pair for kind, pair in moments.items() if isinstance(raw, kind)), formats)
                _write_cell(page, number, column, raw, look[is_wrong])
            elif is_wrong:
                page.write_blank(number, column, None, formats[1])
    for (number, column), text in cells.items():
        words = remarks.IMPOSSIBLE.sub("", text)[: remarks.LONGEST]
        page.write_comment(number, column, words, {"author": remarks.AUTHOR, "x_scale": 1.6})


def _write_cell(page: Worksheet, row: int, column: int, raw: Raw, look: Format) -> None:
    if isinstance(raw, bool):
        page.write_boolean(row, column, raw, look)
    elif isinstance(raw, int | float):
        page.write_number(row, column, raw, look)
    elif isinstance(raw, date | time | timedelta):
        page.write_datetime(row, column, raw, look)
    else:
        page.write_string(row, column, remarks.IMPOSSIBLE.sub("", str(raw)), look)


def _free_name(name: str, number: int, taken: set[str]) -> str:
    """Excel takes 31 characters, some of them never, and no name twice."""
    bare = "".join(" " if sign in "[]:*?/\\" else sign for sign in name).strip("' ")[:28] or f"Sheet{number + 1}"
    found = bare
    while found.lower() in taken:
        number += 1
        found = f"{bare}{number}"
    taken.add(found.lower())
    return found
