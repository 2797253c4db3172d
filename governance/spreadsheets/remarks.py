"""The parts of an .xlsx that hold remarks on cells: the texts, and the drawing that says where their boxes hang."""

import re
from collections.abc import Mapping

from lxml import etree

from governance.spreadsheets import bounds
from governance.spreadsheets.worksheets import parser

AUTHOR = "院治"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# What XML can't hold.
IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel cuts a remark there.
LONGEST = 30_000
# A drawing numbers its shapes in blocks of this many.
BLOCK = 1024
SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>{shapes}</xml>'
)
SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
    'style="position:absolute;margin-left:60pt;margin-top:2pt;width:160pt;height:80pt;z-index:{order};visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 40, {bottom}, 9</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)

Remarks = Mapping[tuple[int, int], str]


def texts(remarks: Remarks, existing: bytes | None) -> tuple[bytes, list[tuple[int, int]]]:
    """The part with the texts, and the cells that had no remark before and need a box."""
    root = _root(existing)
    space = f"{{{etree.QName(root).namespace}}}"
    authors, listed = _child(root, f"{space}authors"), _child(root, f"{space}commentList")
    authors.append(_element(f"{space}author", AUTHOR))
    author = str(len(authors) - 1)
    held = {each.get("ref"): each for each in listed}
    fresh = []
    for (row, column), text in sorted(remarks.items()):
        name = cell_name(row, column)
        remark = held.get(name)
        if remark is None:
            remark = etree.SubElement(listed, f"{space}comment", ref=name, authorId=author)
            etree.SubElement(remark, f"{space}text")
            fresh.append((row, column))
        words = IMPOSSIBLE.sub("", text)[:LONGEST]
        body = _child(remark, f"{space}text")
        run = etree.SubElement(body, f"{space}r")
        run.append(_element(f"{space}t", f"\n{words}" if len(body) > 1 else words))
        run[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), fresh


def _root(existing: bytes | None) -> etree._Element:
    if existing is None:
        return etree.fromstring(f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode(), parser())
    try:
        return etree.fromstring(existing, parser())
    except (etree.LxmlError, ValueError):
        raise bounds.broken() from None


def _child(parent: etree._Element, tag: str) -> etree._Element:
    found = parent.find(tag)
    return found if found is not None else etree.SubElement(parent, tag)


def _element(tag: str, text: str) -> etree._Element:
    found = etree.Element(tag)
    found.text = text
    return found


def drawing(cells: list[tuple[int, int]], existing: bytes | None, block: int) -> bytes:
    """The boxes of new remarks, behind those that are there already. `block` is the first free block of shape numbers."""
    if existing is None:
        blocks = ",".join(str(block + at) for at in range(len(cells) // BLOCK + 1))
        return DRAWING.format(blocks=blocks, shapes=_shapes(cells, block * BLOCK + 1)).encode()
    end = existing.rfind(b"</xml>")
    if end < 0:
        raise bounds.broken()
    numbers = [int(found) for found in SHAPE_ID.findall(existing) if len(found) < 10]
    return existing[:end] + _shapes(cells, max(numbers, default=BLOCK) + 1).encode() + existing[end:]


def _shapes(cells: list[tuple[int, int]], first: int) -> str:
    return "".join(
        SHAPE.format(
            number=first + order, order=order + 1, row=row, column=column,
            left=column + 1, right=column + 4, top=max(row - 1, 0), bottom=max(row - 1, 0) + 5,
        )
        for order, (row, column) in enumerate(cells)
    )


def cell_name(row: int, column: int) -> str:
    """B7 of (6, 1)."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"
