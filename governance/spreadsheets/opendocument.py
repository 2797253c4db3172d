"""The sheets of an .ods, read row by row from its XML; repeated rows are unrolled only as far as they hold something."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial

from lxml import etree

from governance.spreadsheets import bounds
from governance.spreadsheets.packages import Package
from governance.spreadsheets.sheets import Raw, Sheet
from governance.spreadsheets.worksheets import TAG

CONTENT, MANIFEST = "content.xml", "meta-inf/manifest.xml"
TABLE, ROW = "}table", "}table-row"
CELLS = ("}table-cell", "}covered-table-cell")
INNER = (*CELLS, "}shapes")
HIDDEN = ("collapse", "filter")


@dataclass
class Reach:
    """What one walk over a sheet finds: how far it reaches, what is merged, which rows are hidden."""

    name: str
    is_hidden: bool = False
    height: int = 0
    width: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    # The row that comes next.
    at: int = 0


def sheets(package: Package) -> list[Sheet]:
    if MANIFEST in package and b"encryption-data" in package.read(MANIFEST):
        raise bounds.locked()
    found: list[Reach] = []
    for number, element in _walk(package):
        if number == len(found):
            if len(found) == bounds.SHEETS:
                raise bounds.too_many_sheets()
            found.append(Reach(""))
        reach = found[number]
        if element.tag.endswith(TABLE):
            reach.name = reach.name or _get(element, "name") or ""
            reach.is_hidden = _get(element, "display") == "false"
        else:
            _measure(element, reach)
    return [_sheet(package, index, reach) for index, reach in enumerate(found)]


def _sheet(package: Package, index: int, reach: Reach) -> Sheet:
    hidden = frozenset(row for row in reach.hidden if row < reach.height)
    rows = partial(_rows, package, index, reach.height)
    return Sheet(reach.name, rows, reach.height, reach.width, tuple(reach.merged), hidden, is_hidden=reach.is_hidden)


def _walk(package: Package) -> Iterator[tuple[int, etree._Element]]:
    """Each row as it ends with the number of its sheet, and each sheet as it ends."""
    pull = etree.XMLPullParser(
        events=("end",), tag=("{*}table-row", "{*}table"), resolve_entities=False, no_network=True, load_dtd=False
    )
    number = pending = 0
    try:
        for chunk in package.stream(CONTENT):
            tags = chunk.count(TAG)
            pending += tags
            pull.feed(chunk)
            for _event, element in pull.read_events():
                # A table inside a cell or a drawing is none of the sheets.
                if any(str(each.tag).endswith(INNER) for each in element.iterancestors()):
                    continue
                yield number, element
                number += element.tag.endswith(TABLE)
                element.clear(keep_tail=False)
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
                pending = tags
            if pending > bounds.TAGS_OF_ROW:
                raise bounds.broken()
    except (etree.LxmlError, ValueError):
        raise bounds.broken() from None


def _measure(row: etree._Element, reach: Reach) -> None:
    times, begins = _times(row, "number-rows-repeated"), reach.at
    reach.at += times
    if _get(row, "visibility") in HIDDEN:
        reach.hidden.update(range(begins, min(begins + times, bounds.ROWS)))
    column, filled = 0, False
    for cell in row:
        if not isinstance(cell.tag, str) or not cell.tag.endswith(CELLS):
            continue
        again = _times(cell, "number-columns-repeated")
        if _value(cell) is not None:
            filled = True
            reach.width = max(reach.width, column + again)
        down, across = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            reach.merged.append((begins, column, begins + down - 1, column + across - 1))
        column += again
    if filled:
        reach.height = begins + times
    if len(reach.merged) > bounds.MERGES:
        raise bounds.too_many_cells(reach.name)
    bounds.hold(reach.name or "1", reach.height, reach.width)


def _rows(package: Package, index: int, height: int) -> Iterator[list[Raw]]:
    given = 0
    for number, element in _walk(package):
        if number > index or given >= height:
            return
        if number < index or element.tag.endswith(TABLE):
            continue
        cells: list[Raw] = []
        for cell in element:
            if isinstance(cell.tag, str) and cell.tag.endswith(CELLS):
                value = _value(cell)
                room = max(bounds.COLUMNS - len(cells), 1)
                cells += [value] * min(_times(cell, "number-columns-repeated"), room)
        while cells and cells[-1] is None:
            cells.pop()
        for _again in range(min(_times(element, "number-rows-repeated"), height - given)):
            given += 1
            yield list(cells)


def _value(cell: etree._Element) -> Raw:
    kind = _get(cell, "value-type")
    shown = _shown(cell)
    try:
        if kind in ("float", "currency", "percentage") and not shown.startswith("#"):
            number = float(_get(cell, "value") or "")
            return int(number) if number.is_integer() and abs(number) < 1e15 else number
        if kind == "date":
            told = _get(cell, "date-value") or ""
            return datetime.fromisoformat(told[:26]) if "T" in told else date.fromisoformat(told)
        if kind == "boolean":
            return _get(cell, "boolean-value") == "true"
        if kind == "time":
            return _time(_get(cell, "time-value") or "") or shown or None
    except ValueError:
        return shown or None
    return shown or None


def _shown(cell: etree._Element) -> str:
    lines = []
    for paragraph in cell:
        if isinstance(paragraph.tag, str) and paragraph.tag.endswith("}p"):
            lines.append("".join(_pieces(paragraph)))
    text = "\n".join(lines)
    return "" if text.isspace() else text


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            if child.tag.endswith("}s"):
                yield " " * min(_times(child, "c"), 100)
            elif child.tag.endswith("}line-break"):
                yield "\n"
            elif not child.tag.endswith("}annotation"):
                yield from _pieces(child)
        yield child.tail or ""


def _time(told: str) -> Raw:
    """`PT09H30M00S` as a time of the day."""
    hours, _h, rest = told.removeprefix("PT").partition("H")
    minutes, _m, seconds = rest.partition("M")
    return time(int(hours), int(minutes), int(float(seconds.rstrip("S") or 0)))


def _times(element: etree._Element, name: str) -> int:
    told = _get(element, name) or "1"
    return max(int(told), 1) if told.isascii() and told.isdigit() and len(told) < 10 else 1


def _get(element: etree._Element, name: str) -> str | None:
    for key, value in element.attrib.items():
        if str(key).endswith("}" + name):
            return str(value)
    return None
