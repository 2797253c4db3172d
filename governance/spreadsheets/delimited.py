"""Tables in plain text: CSV as Chinese offices save it, and blocks pasted from Excel."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice
from typing import Literal

from governance.spreadsheets import bounds
from governance.spreadsheets.sheets import Raw, Sheet, Unreadable

# A tie goes to the one that stands less often inside a text or a number.
DELIMITERS = ("\t", ";", "|", ",", "，")
SAMPLE_ROWS = 60
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"), (b"\xff\xfe", "utf-16", "UTF-16"), (b"\xfe\xff", "utf-16", "UTF-16"))
NAMES = (("utf-8", "UTF-8"), ("gb18030", "GB18030"))
# Signs that no table in plain text holds; the last one is an old mark of a file's end.
CONTROL = {chr(code) for code in range(32)} - set("\t\n\r\v\f\x1a")


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding."""
    for mark, codec, name in MARKS:
        if content.startswith(mark):
            return _decoded(content, codec) or _none(), name
    if content.count(0) > len(content) // 5:
        for codec in ("utf-16-le", "utf-16-be"):
            text = _decoded(content, codec)
            if text and not _is_binary(text):
                return text, "UTF-16"
    for codec, name in NAMES:
        text = _decoded(content, codec)
        if text is not None:
            return text, name
    raise bounds.unknown_signs()


def _decoded(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec)
    except UnicodeDecodeError:
        return None


def _none() -> str:
    raise bounds.unknown_signs()


def _is_binary(text: str) -> bool:
    return not CONTROL.isdisjoint(text)


def sheet_of_csv(name: str, content: bytes) -> tuple[Sheet, dict[str, str]]:
    text, encoding = decoded(content)
    if _is_binary(text):
        raise bounds.unknown_kind()
    text = text.rstrip("\x1a")
    delimiter = _delimiter(text)
    return _sheet(name, text, delimiter), {"encoding": encoding, "delimiter": delimiter}


def sheet_of_block(name: str, text: str) -> tuple[Sheet, dict[str, str]]:
    text = text.replace("\x00", "")
    if not text.strip():
        raise bounds.empty_block()
    if len(text.encode(errors="replace")) > bounds.FILE_BYTES:
        raise bounds.too_large()
    return _sheet(name, text, "\t"), {"delimiter": "\t"}


def is_tabbed(content: bytes) -> bool:
    """Text with tabs that a system gave the name of a workbook."""
    try:
        text, _encoding = decoded(content)
    except Unreadable:
        return False
    lines = text.splitlines()[:SAMPLE_ROWS]
    return not _is_binary(text) and len(lines) > 1 and sum("\t" in line for line in lines) * 2 > len(lines)


def _delimiter(text: str) -> str:
    """The sign that cuts most rows into the same number of fields."""
    head = text[: 200 * SAMPLE_ROWS]
    if head[:4].lower() == "sep=" and head[4:5] in DELIMITERS:
        return head[4]
    best, found = (0.0, 0), ","
    for sign in DELIMITERS:
        try:
            rows = list(islice(csv.reader(io.StringIO(head, newline=""), delimiter=sign), SAMPLE_ROWS))
        except csv.Error:
            continue
        lengths = Counter(len(row) for row in rows if len(row) > 1)
        if not lengths:
            continue
        width, often = max(lengths.items(), key=lambda pair: (pair[1], pair[0]))
        score = (round(often / max(len(rows), 1), 1), width)
        if score > best:
            best, found = score, sign
    return found


def _sheet(name: str, text: str, delimiter: str) -> Sheet:
    for sure, quoted in ((text, True), (_without_lone_marks(text, delimiter), True), (text, False)):
        try:
            height, width = _reach(name, sure, delimiter, quoted)
        except csv.Error:
            continue
        if not width:
            raise bounds.nothing_in_it()
        return Sheet(name, partial(_rows, sure, delimiter, quoted), height, width)
    raise bounds.unknown_kind()


def _without_lone_marks(text: str, delimiter: str) -> str:
    """A cell of one quotation mark is how clerks write 同上; it encloses nothing."""
    sign = re.escape(delimiter)
    return re.sub(rf'(?:(?<=[{sign}\r\n])|\A)"(?=[{sign}\r\n]|\Z)', "〃", text)


def _reach(name: str, text: str, delimiter: str, quoted: bool) -> tuple[int, int]:
    height = width = 0
    for number, row in enumerate(_rows(text, delimiter, quoted)):
        if any(cell is not None for cell in row):
            height = number + 1
            width = max(width, max(index + 1 for index, cell in enumerate(row) if cell is not None))
            bounds.hold(name, height, width)
            if quoted and any(_swallowed(cell, delimiter) for cell in row):
                raise csv.Error
    return height, width


def _swallowed(cell: Raw, delimiter: str) -> bool:
    """Whether two lone quotation marks enclosed what stands between them as if it were one cell."""
    if not isinstance(cell, str) or (delimiter not in cell and "\n" not in cell):
        return False
    ends = (delimiter, "\r", "\n")
    return (delimiter == "\t" and "\t" in cell) or (cell.startswith(ends) and cell.endswith(ends))


def _rows(text: str, delimiter: str, quoted: bool) -> Iterator[list[Raw]]:
    how: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=how, strict=quoted):
        yield [cell if cell and not cell.isspace() else None for cell in row]
