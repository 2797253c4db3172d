"""The records of an .xls: how far its sheets reach, which rows are hidden, which cells hold an error.

They are walked before the reader of the cells makes room for what they declare.
"""

import struct
from collections.abc import Iterator

from governance.spreadsheets import bounds
from governance.spreadsheets.worksheets import Part, Shape

BOF, EOF, BOUND_SHEET, PASSWORD, CALENDAR, STRINGS = 0x0809, 0x000A, 0x0085, 0x002F, 0x0022, 0x00FC
DIMENSIONS, ROW, COLUMNS, FORMULAS, BOOL_OR_ERROR, MANY_NUMBERS = 0x0200, 0x0208, 0x007D, (0x0006, 0x0206, 0x0406), 0x0205, 0x00BD
# Number, text and the like: a cell of its own, that begins with its row and column.
CELLS = {0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6, *FORMULAS}
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def checked(stream: bytes) -> tuple[bytes, list[tuple[Part, Shape]], bool]:
    """The stream made harmless, its sheets with their shapes, and whether its days count from 1904."""
    try:
        return _checked(bytearray(stream))
    except (struct.error, IndexError):
        raise bounds.broken() from None


def _checked(stream: bytearray) -> tuple[bytes, list[tuple[Part, Shape]], bool]:
    found, from_1904 = [], False
    for kind, at, length in _records(stream, 0):
        if kind == PASSWORD:
            raise bounds.locked()
        if kind == CALENDAR:
            from_1904 = struct.unpack_from("<H", stream, at)[0] == 1
        if kind == STRINGS and struct.unpack_from("<I", stream, at + 4)[0] > len(stream):
            raise bounds.broken()
        if kind == BOUND_SHEET:
            begins, state, what = struct.unpack_from("<IBB", stream, at)
            if begins >= len(stream):
                raise bounds.broken()
            part = Part("" if what else _name(stream, at, length), str(begins), bool(state & 3))
            found.append((part, _shape(stream, begins, part)))
            if len(found) > bounds.SHEETS:
                raise bounds.too_many_sheets()
    if sum(shape.height * shape.width for _part, shape in found) > bounds.CELLS:
        raise bounds.too_many_cells(found[0][0].name)
    return bytes(stream), found, from_1904


def _name(stream: bytearray, at: int, length: int) -> str:
    count, wide = stream[at + 6], stream[at + 7] & 1
    text = stream[at + 8 : min(at + 8 + count * (2 if wide else 1), at + length)]
    return text.decode("utf-16-le" if wide else "latin-1", "replace")


def _records(stream: bytearray, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, start and length of the records up to the end of their part."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if at + 4 + length > len(stream):
            raise bounds.broken()
        yield kind, at + 4, length
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 0:
            return
        at += 4 + length
    raise bounds.broken()


def _shape(stream: bytearray, begins: int, part: Part) -> Shape:
    found = Shape()
    for kind, at, length in _records(stream, begins):
        if kind == DIMENSIONS:
            # Room is made for what this says, so it says the least; the cells themselves tell how far they reach.
            stream[at : at + length] = struct.pack("<IIHH", 0, 1, 0, 1).ljust(length, b"\0")[:length]
        elif kind == ROW and struct.unpack_from("<H", stream, at + 12)[0] & 0x20:
            found.hidden_rows.add(struct.unpack_from("<H", stream, at)[0])
        elif kind == COLUMNS and struct.unpack_from("<H", stream, at + 8)[0] & 1:
            first, last = struct.unpack_from("<HH", stream, at)
            found.hidden_columns.update(range(first, min(last + 1, bounds.COLUMNS)))
        elif kind in CELLS or kind == MANY_NUMBERS:
            row, column = struct.unpack_from("<HH", stream, at)
            last = struct.unpack_from("<H", stream, at + length - 2)[0] if kind == MANY_NUMBERS else column
            found.height, found.width = max(found.height, row + 1), max(found.width, last + 1)
            if code := _error(stream, kind, at):
                found.errors.setdefault(row, {})[column] = code
    bounds.hold(part.name, found.height, found.width)
    found.hidden_rows = {row for row in found.hidden_rows if row < found.height}
    return found


def _error(stream: bytearray, kind: int, at: int) -> str:
    if kind == BOOL_OR_ERROR and stream[at + 7]:
        return ERRORS.get(stream[at + 6], "#N/A")
    if kind in FORMULAS and stream[at + 6] == 2 and stream[at + 12 : at + 14] == b"\xff\xff":
        return ERRORS.get(stream[at + 8], "#N/A")
    return ""
