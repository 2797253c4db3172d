"""The same tables in other files: CSV in each encoding and with each delimiter, pages of a system, sheets of old programs."""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from tests.spreadsheets.corpus import layouts, rows, words
from tests.spreadsheets.corpus.layouts import PLACES, Paper
from tests.spreadsheets.corpus.paper import C, Col, to_csv, to_openpyxl, to_xlsxwriter
from tests.spreadsheets.corpus.registers import COURTYARDS

MADE = Path(__file__).parent / "made"
File = tuple[str, Callable[[], Sequence[Paper]], Callable[[Sequence[Paper]], bytes]]
TYPED = (
    Col("", "序号"),
    Col("name", "楼院名称"),
    Col("community", "社区"),
    Col("area_m2", "建筑面积(㎡)"),
    Col("households", "户数"),
    Col("valid_from", "登记日期"),
    Col("remark", "备注"),
)


def typed() -> Paper:
    """As a program writes it into plain text: every cell a text."""
    drawn = Paper("1", COURTYARDS, TYPED).head().records([place | {"remark": "已核"} for place in PLACES])
    return drawn.record(PLACES[0], area_m2=C("约3500", why="rough"), remark=C("见附件,第2页", "见附件,第2页"))


def quoted() -> Paper:
    drawn = typed().record(PLACES[1], remark=C('他说"再议"\n下月再看', '他说"再议"\n下月再看'))
    return drawn.record(PLACES[2], remark=C("'=HYPERLINK(1)", "=HYPERLINK(1)"))


def of_two_rows() -> Paper:
    drawn = layouts.organised(tuple(Col(column.target, column.head) for column in layouts.ORGANISED)).head(merged=False)
    drawn.truth.sheet = "1"
    return drawn.records(layouts.COMMITTEES)


def titled() -> Paper:
    drawn = Paper("1", COURTYARDS, TYPED).title("三无楼院台账", merged=False).line({0: "填报单位：航海路街道"})
    return drawn.head().records(PLACES).total("合计", {3: "37035.77"}).note("注：本表由街道填写")


def _csv(delimiter: str, encoding: str) -> Callable[[Sequence[Paper]], bytes]:
    return lambda papers: to_csv(papers[0], delimiter=delimiter, encoding=encoding)


def _page(papers: Sequence[Paper]) -> bytes:
    """A web page named .xls, as many systems export."""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape('' if cell is None else str(cell))}</td>" for cell in row) + "</tr>"
        for row in papers[0].grid()
    )
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>'
    return f"{head}<table border=1>{rows}</table></body></html>".encode("gb18030")


def _lone_marks(papers: Sequence[Paper]) -> bytes:
    """A quotation mark alone in its cell, and nobody who doubled it."""
    return "\r\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in papers[0].grid()).encode("gb18030")


def marked() -> Paper:
    return typed().record(PLACES[1], remark=C('"', "见附件,第2页"), community=C('"', "航海社区"))


def _made(name: str) -> Callable[[Sequence[Paper]], bytes]:
    return lambda _papers: (MADE / name).read_bytes()


def renamed(draw: Callable[[], Paper], sheet: str) -> Callable[[], Sequence[Paper]]:
    def papers() -> Sequence[Paper]:
        drawn = draw()
        drawn.truth.sheet = sheet
        return [drawn]

    return papers


def two_sheets() -> Sequence[Paper]:
    first, second, notes = layouts.titled(), layouts.two_rows(), rows.totals()
    first.truth.sheet, second.truth.sheet, notes.truth.sheet = "航海路街道", "自治组织", "底稿"
    return [first, second, notes]


# Made once with LibreOffice from workbooks of the corpus, and kept as files.
KEPT: dict[str, Callable[[], Paper]] = {
    "page_breaks": rows.page_breaks,
    "merged_down": rows.merged_down,
    "hidden_rows": rows.hidden_rows,
    "days": words.days,
    "errors": words.errors,
}
FILES: tuple[File, ...] = (
    ("utf8.csv", lambda: [quoted()], _csv(",", "utf-8")),
    ("bom.csv", lambda: [quoted()], _csv(",", "utf-8-sig")),
    ("gbk.csv", lambda: [quoted()], _csv(",", "gbk")),
    ("gb18030.csv", lambda: [typed()], _csv(",", "gb18030")),
    ("utf16.csv", lambda: [typed()], _csv("\t", "utf-16")),
    ("semicolons.csv", lambda: [typed()], _csv(";", "utf-8-sig")),
    ("tabs.txt", lambda: [quoted()], _csv("\t", "gb18030")),
    ("strokes.csv", lambda: [typed()], _csv("|", "utf-8")),
    ("wide_commas.csv", lambda: [typed()], _csv("，", "gbk")),
    ("titled.csv", lambda: [titled()], _csv(",", "gbk")),
    ("two_rows.csv", lambda: [of_two_rows()], _csv(",", "utf-8")),
    ("marks.txt", lambda: [marked()], _lone_marks),
    ("page.xls", lambda: [typed()], _page),
    ("tabs.xls", lambda: [typed()], _csv("\t", "gb18030")),
    ("bordered.xlsx", lambda: [rows.footnotes()], lambda papers: to_xlsxwriter(*papers)),
    ("bordered_heads.xlsx", lambda: [layouts.two_rows()], lambda papers: to_xlsxwriter(*papers)),
    ("several_sheets.xlsx", two_sheets, lambda papers: to_openpyxl(*papers, hidden_sheets=["底稿"])),
    *(
        (f"{name}.{kind}", renamed(draw, "台账"), _made(f"{name}.{kind}"))
        for name, draw in KEPT.items()
        for kind in ("xls", "ods")
    ),
)
