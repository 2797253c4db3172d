"""What python-calamine does not tell of an .xlsx: hidden rows and columns, cells that hold an error, and how far it reaches.

The XML is streamed row by row, before the reader of the cells sees it; entities are never resolved.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from governance.spreadsheets import bounds
from governance.spreadsheets.packages import Package

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
DIGITS = "0123456789"
# What a formula without a stored result is read as: Excel's own word for one that was never reckoned.
UNRECKONED = "#CALC!"
TAG, FORMULA, SHARED, MERGE, STRING = b"<", b"f>", b"f t=", b"mergeCell ", b"si>"


@dataclass
class Shape:
    """What the XML of one sheet says beside its values. `errors` are by row and column."""

    height: int = 0
    width: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A sheet of the workbook by its name, and the part that holds it."""

    name: str
    path: str
    is_hidden: bool


def parser(**options: bool) -> etree.XMLParser:
    """For the small parts of a package: no entities, no network, no document type."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, **options)


def tree(content: bytes) -> etree._Element:
    try:
        return etree.fromstring(content, parser())
    except (etree.LxmlError, ValueError):
        raise bounds.broken() from None


def attribute(element: etree._Element, name: str) -> str:
    """An attribute whatever its namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rsplit("}")[-1] == name), "")


def parts(package: Package) -> tuple[list[Part], bool]:
    """The sheets in the workbook's order, and whether its days count from 1904."""
    book, relations = tree(package.read(WORKBOOK)), tree(package.read(RELATIONS))
    targets = {attribute(each, "Id"): attribute(each, "Target") for each in relations.iter("{*}Relationship")}
    found = []
    for sheet in book.iterfind("{*}sheets/{*}sheet"):
        target = targets.get(attribute(sheet, "id"), "").replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        found.append(Part(attribute(sheet, "name"), path, attribute(sheet, "state") in ("hidden", "veryHidden")))
    properties = book.find("{*}workbookPr")
    return found, properties is not None and properties.get("date1904") in ("1", "true")


def shape(package: Package, part: Part) -> Shape:
    """Streams the rows of a sheet; refuses one that reaches too far before anything makes room for it."""
    counts = package.parts[part.path.lower()].counts
    if counts[MERGE] > bounds.MERGES:
        raise bounds.too_many_cells(part.name)
    found, number = Shape(), -1
    for element in _elements(package.stream(part.path)):
        if element.tag.endswith("}col"):
            _note_columns(element, found)
            continue
        number = _whole(element.get("r"), number + 2) - 1
        if element.get("hidden") in ("1", "true"):
            found.hidden_rows.add(number)
        _note_cells(element, number, found, has_formulas=counts[FORMULA] + counts[SHARED] > 0)
        bounds.hold(part.name, found.height, found.width)
    found.hidden_rows = {row for row in found.hidden_rows if row < found.height}
    return found


def _elements(chunks: Iterator[bytes]) -> Iterator[etree._Element]:
    """Columns and rows as they end, each dropped from the tree once it was seen."""
    pull = etree.XMLPullParser(
        events=("end",), tag=("{*}col", "{*}row", "{*}sheetData"), resolve_entities=False, no_network=True, load_dtd=False
    )
    pending = 0
    try:
        for chunk in chunks:
            tags = chunk.count(TAG)
            pending += tags
            pull.feed(chunk)
            for _event, element in pull.read_events():
                if element.tag.endswith("}sheetData"):
                    return
                yield element
                _drop(element)
                pending = tags
            if pending > bounds.TAGS_OF_ROW:
                raise bounds.broken()
    except (etree.LxmlError, ValueError):
        raise bounds.broken() from None


def _drop(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _note_columns(element: etree._Element, found: Shape) -> None:
    if element.get("hidden") in ("1", "true"):
        first, last = _whole(element.get("min"), 1), _whole(element.get("max"), 1)
        found.hidden_columns.update(range(first - 1, min(last, bounds.COLUMNS)))


def _note_cells(row: etree._Element, number: int, found: Shape, *, has_formulas: bool) -> None:
    column, digits = -1, str(number + 1)
    for cell in row:
        column += 1
        at = number
        reference = cell.get("r")
        if reference:
            letters = reference.rstrip(DIGITS)
            column, told = _column(letters), reference[len(letters) :]
            if told != digits:
                at = _whole(told, 0) - 1
        if not len(cell):
            continue
        if column >= found.width:
            found.width = column + 1
        if at >= found.height:
            found.height = at + 1
        if cell.get("t") == "e":
            found.errors.setdefault(at, {})[column] = cell.findtext("{*}v") or UNRECKONED
        elif has_formulas and cell.get("t") != "str" and _is_unreckoned(cell):
            found.errors.setdefault(at, {})[column] = UNRECKONED


def _is_unreckoned(cell: etree._Element) -> bool:
    return cell.find("{*}f") is not None and not cell.findtext("{*}v")


_known: dict[str, int] = {}


def _column(letters: str) -> int:
    if letters not in _known:
        if not 1 <= len(letters) <= 3 or not letters.isascii() or not letters.isalpha():
            raise bounds.broken()
        index = 0
        for letter in letters.upper():
            index = index * 26 + ord(letter) - 64
        _known[letters] = index - 1
    return _known[letters]


def _whole(text: str | None, otherwise: int) -> int:
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise bounds.broken()
    return int(text)
