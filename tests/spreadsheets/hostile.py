"""Files that mean harm, or were harmed: what they declare is not what they hold."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable

import openpyxl

from governance.spreadsheets.compound import Compound
from tests.spreadsheets.corpus.formats import MADE

SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
MEGABYTE = 1024 * 1024


def plain_book(rows: int = 3) -> bytes:
    book = openpyxl.Workbook()
    for number in range(rows):
        book.active.append([f"航海路{number}号院", number, 3.5])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def with_member(name: str, data: bytes, content: bytes | None = None) -> bytes:
    """A workbook with one part replaced."""
    source, out = zipfile.ZipFile(io.BytesIO(content or plain_book())), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for each in source.namelist():
            if each != name:
                target.writestr(each, source.read(each))
        target.writestr(name, data)
    return out.getvalue()


def with_sheet(rows: bytes) -> bytes:
    return with_member("xl/worksheets/sheet1.xml", SHEET % rows)


def swelling(pieces: Iterable[bytes], declared: int) -> bytes:
    """A workbook whose sheet unpacks to all the pieces, but declares a small size."""
    engine, crc, packed = zlib.compressobj(9, zlib.DEFLATED, -15), 0, []
    for piece in pieces:
        crc = zlib.crc32(piece, crc)
        packed.append(engine.compress(piece))
    data = b"".join([*packed, engine.flush()])
    small = with_member("xl/worksheets/sheet1.xml", b"x" * 64)
    name = b"xl/worksheets/sheet1.xml"
    source, out = zipfile.ZipFile(io.BytesIO(small)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for each in source.namelist():
            if each.encode() != name:
                target.writestr(each, source.read(each))
    whole = out.getvalue()
    at = whole.rindex(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<HII", whole, at + 10)
    fields = (0, 8, 0, 0x21, crc, len(data), declared, len(name), 0)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, *fields) + name + data
    central = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, *fields, 0, 0, 0, 0, start) + name
    directory = whole[start : start + size] + central
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory), start + len(local), 0)
    return whole[:start] + local + directory + end


def bomb() -> bytes:
    return swelling((b" " * MEGABYTE for _piece in range(500)), 100)


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "哈哈">{entities}]><sst><si><t>&l9;</t></si></sst>'
    return with_member("xl/sharedStrings.xml", text.encode())


def outside_entity() -> bytes:
    text = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><sst><si><t>&f;</t></si></sst>'
    return with_member("xl/sharedStrings.xml", text.encode())


def far_corner() -> bytes:
    return with_sheet(b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def lying_cell() -> bytes:
    return with_sheet(b'<row r="1"><c r="A1"><v>1</v></c><c r="B900000"><v>1</v></c></row>')


def wide_rectangle() -> bytes:
    return with_sheet(b'<row r="1"><c r="KN1"><v>1</v></c></row><row r="99000"><c r="A99000"><v>1</v></c></row>')


def endless_row() -> bytes:
    return swelling([SHEET[: SHEET.index(b"%s")], b"<row>", *[b"<c/>" * 250_000] * 40], 100)


def endless_text() -> bytes:
    begin = SHEET[: SHEET.index(b"%s")] + b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
    return swelling([begin, *[b"x" * MEGABYTE] * 60], 100)


def deep_nest() -> bytes:
    return with_sheet(b"<row><c><is>" + b"<r>" * 200_000)


def many_merges() -> bytes:
    merges = b"".join(b'<mergeCell ref="A%d:B%d"/>' % (at, at) for at in range(1, 150_000))
    cells = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    whole = (SHEET % cells).replace(b"</sheetData>", b"</sheetData><mergeCells>" + merges + b"</mergeCells>")
    return with_member("xl/worksheets/sheet1.xml", whole)


def many_sheets() -> bytes:
    book = openpyxl.Workbook()
    for number in range(70):
        book.create_sheet(f"s{number}")["A1"] = 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def nested() -> bytes:
    inner = plain_book()
    for _level in range(6):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as outer:
            outer.writestr("inner.xlsx", inner)
        inner = buffer.getvalue()
    return inner


def repeated_ods() -> bytes:
    source = zipfile.ZipFile(MADE / "errors.ods")
    text = source.read("content.xml").decode()
    at = text.index("<table:table-row")
    row = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="float" office:value="1" '
        'table:number-columns-repeated="16000"><text:p>1</text:p></table:table-cell></table:table-row>'
    )
    return with_member("content.xml", (text[:at] + row + text[at:]).encode(), (MADE / "errors.ods").read_bytes())


def _xls() -> bytearray:
    return bytearray((MADE / "merged_down.xls").read_bytes())


def xls_of_huge_dimensions() -> bytes:
    """Reads as it is: what it declares is not believed."""
    content = _xls()
    at = content.index(b"\x00\x02\x0e\x00")
    content[at + 4 : at + 16] = struct.pack("<IIHH", 0, 0x7FFFFFFF, 0, 0xFFFF)
    return bytes(content)


def xls_of_endless_chain() -> bytes:
    """A sector whose next sector is itself."""
    content = _xls()
    whole = Compound(bytes(content))
    book = max(whole.streams, key=lambda each: each.size)
    table = 512 + struct.unpack_from("<I", content, 76)[0] * 512
    content[table + book.first * 4 : table + book.first * 4 + 4] = struct.pack("<I", book.first)
    return bytes(content)


def xls_of_countless_strings() -> bytes:
    content = _xls()
    at = content.index(b"\xfc\x00", 512)
    content[at + 8 : at + 12] = b"\xff\xff\xff\x7f"
    return bytes(content)


def page_of_tags() -> bytes:
    return b"<html><table>" + b"<b>" * 2_100_000


def quoted_for_ever() -> bytes:
    return ('名称,户数\r\n"' + "一号院,3\r\n" * 60_000).encode()


REFUSED: tuple[Callable[[], bytes], ...] = (
    bomb, laughs, outside_entity, far_corner, lying_cell, wide_rectangle, endless_row, endless_text, deep_nest, many_merges,
    many_sheets, nested, repeated_ods, xls_of_endless_chain, xls_of_countless_strings, page_of_tags,
)
EXTENSIONS = {"repeated_ods": "ods", "page_of_tags": "xls", "quoted_for_ever": "csv"}


def name_of(make: Callable[[], bytes]) -> str:
    kind = EXTENSIONS.get(make.__name__) or ("xls" if make.__name__.startswith("xls_") else "xlsx")
    return f"{make.__name__}.{kind}"
