"""A filled form as a Word document in the layout of GB/T 9704: its margins, its type, its page numbers.

The names of the types (小标宋, 仿宋, 黑体) stand in the document; the office's machines have them, ours need not.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from governance.reports.filling import Filled, Line, Opened, Summed
from governance.reports.layout import NUMBER, Part, cells_of, groups_of, is_number, on_paper, text_of

# 天头 37 mm, 订口 28 mm, 地脚 35 mm, 切口 26 mm: the type area is 156 × 225 mm. A lying page is bound at its top.
TOP, BINDING, BOTTOM, FORE = 37, 28, 35, 26
TITLE, BODY, HEADING = "方正小标宋简体", "仿宋_GB2312", "黑体"
# 2号, 4号, 五号, 小五.
TITLE_PT, PAGE_PT, UPRIGHT_PT, LYING_PT = 22, 14, 10.5, 9
TWIPS = 20


def document(filled: Filled, *, unit: str, printed: str) -> bytes:
    """The bytes of a .docx. `unit` is who reports, `printed` the line that says when it was filled."""
    sheet, book = on_paper(filled), Document()
    _page(book.sections[0], sheet.is_lying)
    _style(book)
    size = LYING_PT if sheet.is_lying else UPRIGHT_PT
    for number, part in enumerate(sheet.parts, start=1):
        if number > 1:
            book.add_page_break()
        _title(book, str(filled.definition.title))
        line = f"{unit}　{_('valid on')} {filled.on.isoformat()}　{printed}"
        if len(sheet.parts) > 1:
            line += "　" + _("part %(number)s of %(count)s") % {"number": number, "count": len(sheet.parts)}
        book.add_paragraph(line)
        book.element.body.insert_element_before(_table(filled, part, size), "w:sectPr")
    book.add_paragraph()
    book.add_paragraph("　　　".join(f"{text}：" for text in filled.definition.signatures))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def notice(
    title: str, paragraphs: Sequence[str], head: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[int],
    closing: Sequence[str],
) -> bytes:
    """The bytes of an upright .docx: a title, paragraphs, one table with a repeated head, and who signs at the right.

    `widths` are the columns' in millimetres, 156 together.
    """
    book = Document()
    _page(book.sections[0], False)
    _style(book)
    _title(book, title)
    for text in paragraphs:
        book.add_paragraph(text).paragraph_format.first_line_indent = Pt(24)
    heading = "".join(_cell(text, UPRIGHT_PT, "center", HEADING) for text in head)
    lines = "".join(_row([_cell(text, UPRIGHT_PT, "left" if at else "center") for at, text in enumerate(row)]) for row in rows)
    table = _framed(
        [round(width * TWIPS * 72 / 25.4) for width in widths],
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heading}</w:tr>{lines}",
    )
    book.element.body.insert_element_before(table, "w:sectPr")
    book.add_paragraph()
    for text in closing:
        book.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _page(section: Any, is_lying: bool) -> None:
    if is_lying:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(BINDING), Mm(FORE)
        section.left_margin, section.right_margin = Mm(BOTTOM), Mm(TOP)
    else:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
        section.left_margin, section.right_margin = Mm(BINDING), Mm(FORE)
    section.footer_distance = Mm(15)
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ("— ", None, " —"):
        run = paragraph.add_run(text or "")
        run.font.size = Pt(PAGE_PT)
        _typed(run, "宋体")
        if text is None:
            for kind in ("begin", "instr", "end"):
                made = (
                    f'<w:instrText {nsdecls("w")} xml:space="preserve"> PAGE </w:instrText>' if kind == "instr"
                    else f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'
                )
                run._r.append(parse_xml(made))


def _style(book: Any) -> None:
    normal = book.styles["Normal"]
    normal.font.name, normal.font.size = BODY, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    normal.paragraph_format.space_after = Pt(4)


def _typed(run: Any, name: str) -> None:
    run.font.name = name
    run._element.rPr.rFonts.set(qn("w:eastAsia"), name)


def _title(book: Any, text: str) -> None:
    paragraph = book.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.font.size = Pt(TITLE_PT)
    _typed(run, TITLE)


def _table(filled: Filled, part: Part, size: float) -> Any:
    """The table as one piece of XML: cell by cell it would take minutes."""
    widths = [round(width * size * TWIPS) for width in (NUMBER, *part.widths)]
    rows = "".join([*_head(filled, part, size), *(_entry(filled, part, size, entry) for entry in filled.entries),
                    _sum(filled, part, size, filled.total).replace("<w:pPr>", "<w:pPr><w:keepNext/>")])
    return _framed(widths, rows)


def _framed(widths: Sequence[int], rows: str) -> Any:
    """A table with lines around every cell; widths in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{edges}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="30" w:type="dxa"/><w:right w:w="30" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _head(filled: Filled, part: Part, size: float) -> Iterator[str]:
    """Two rows that stand again on each page."""
    repeated = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    upper, lower = [_cell(_("No."), size, "center", HEADING, merge="restart")], [_cell("", size, merge="continue")]
    at = 0
    for group, count in groups_of(filled, part.columns):
        titles = [filled.columns[column].title for column in part.columns[at : at + count]]
        if group:
            upper.append(_cell(group, size, "center", HEADING, span=count))
            lower += [_cell(title, size, "center", HEADING) for title in titles]
        else:
            upper.append(_cell(titles[0], size, "center", HEADING, merge="restart"))
            lower.append(_cell("", size, merge="continue"))
        at += count
    yield f"<w:tr>{repeated}{''.join(upper)}</w:tr>"
    yield f"<w:tr>{repeated}{''.join(lower)}</w:tr>"


def _entry(filled: Filled, part: Part, size: float, entry: Line | Summed | Opened) -> str:
    if isinstance(entry, Summed):
        return _sum(filled, part, size, entry)
    if isinstance(entry, Opened):
        return _row([_cell(entry.title, size, "left", HEADING, span=len(part.columns) + 1)])
    cells = [_cell(str(entry.number), size, "center")]
    for at, text in zip(part.columns, cells_of(entry, filled, part.columns), strict=True):
        cells.append(_cell(text, size, "right" if is_number(filled.columns[at]) else "left"))
    return _row(cells)


def _sum(filled: Filled, part: Part, size: float, summed: Summed) -> str:
    texts = [text_of(filled.columns[at].fact, summed.values[at]) for at in part.columns]
    if texts and not texts[0]:
        texts[0] = _("%(title)s: %(n)s") % {"title": summed.title, "n": summed.count}
    first = _cell("", size)
    return _row([first, *(_cell(text, size, "right" if at else "left", HEADING) for at, text in enumerate(texts))])


def _row(cells: Sequence[str]) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, size: float, align: str = "left", font: str = BODY, *, span: int = 1, merge: str = "") -> str:
    inside = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inside += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    half = round(size * 2)
    clean = escape("".join(sign for sign in text if sign >= " " or sign == "\t"))
    return (
        f'<w:tc><w:tcPr>{inside}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:spacing w:before="0" w:after="0"/>'
        f'<w:jc w:val="{align}"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>'
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr><w:t xml:space="preserve">{clean}</w:t></w:r></w:p></w:tc>'
    )
