"""The tables of a web page that a system saved under the name of a workbook."""

from lxml import etree

from governance.spreadsheets import bounds
from governance.spreadsheets.delimited import decoded
from governance.spreadsheets.sheets import Raw, Sheet

CHUNK = 64 * 1024
CELLS = ("td", "th")
OPENINGS = ("<html", "<!doctype html", "<table", "<meta", "<head", "<style", "<body", "<div")


def is_page(content: bytes) -> bool:
    head = content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").replace(b"\0", b"").lower()
    if head.startswith((b"<?xml", b"<!--")):
        return b"<html" in head
    return head.startswith(tuple(opening.encode() for opening in OPENINGS))


def sheet(name: str, content: bytes) -> tuple[Sheet, dict[str, str]]:
    text, encoding = decoded(content)
    if text.count("<") > bounds.TAGS_OF_PAGE:
        raise bounds.too_large()
    rows, merged = _rows(text)
    height, width = len(rows), max(map(len, rows), default=0)
    if not any(cell is not None for row in rows for cell in row):
        raise bounds.nothing_in_it()
    bounds.hold(name, height, width)
    return Sheet(name, lambda: iter([list(row) for row in rows]), height, width, tuple(merged)), {"encoding": encoding}


def _rows(text: str) -> tuple[list[list[Raw]], list[tuple[int, int, int, int]]]:
    """The rows of all tables of the page, one under the other, and what is merged in them."""
    pull = etree.HTMLPullParser(events=("end",), tag="tr", no_network=True)
    rows: list[list[Raw]] = []
    merged: list[tuple[int, int, int, int]] = []
    taken: dict[int, int] = {}
    try:
        for at in range(0, len(text), CHUNK):
            pull.feed(text[at : at + CHUNK])
            for _event, element in pull.read_events():
                _add(element, rows, merged, taken)
                element.clear()
                if len(rows) > bounds.ROWS:
                    raise bounds.too_many_rows("1")
    except (etree.LxmlError, ValueError):
        raise bounds.broken() from None
    return rows, merged


def _add(element: etree._Element, rows: list[list[Raw]], merged: list[tuple[int, int, int, int]], taken: dict[int, int]) -> None:
    """One row; `taken` says up to which row a column is covered by a cell from above."""
    number, column, cells = len(rows), 0, list[Raw]()
    for cell in element:
        if cell.tag not in CELLS:
            continue
        while taken.get(column, -1) >= number:
            column += 1
        text = " ".join("".join(cell.itertext()).replace("\xa0", " ").split())
        down, across = _span(cell, "rowspan"), _span(cell, "colspan")
        if column + across > bounds.COLUMNS + 1:
            raise bounds.too_many_columns("1")
        cells += [None] * (column - len(cells)) + [text or None] + [None] * (across - 1)
        if down > 1 or across > 1:
            merged.append((number, column, number + down - 1, column + across - 1))
        for each in range(column, column + across):
            taken[each] = number + down - 1
        column += across
    rows.append(cells)


def _span(cell: etree._Element, name: str) -> int:
    told = cell.get(name) or "1"
    return min(max(int(told), 1), 5000) if told.isascii() and told.isdigit() and len(told) < 6 else 1
