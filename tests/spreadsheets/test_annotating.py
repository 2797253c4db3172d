"""A clerk's own workbook comes back with its remarks and is otherwise as it was."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill

from governance.spreadsheets.annotating import annotate
from governance.spreadsheets.reading import read
from governance.spreadsheets.sheets import Unreadable
from tests.spreadsheets.corpus import WORKBOOKS

TEXTS = {(4, 2): "面积<不>对 & 请改\n写成 3521.60", (5, 0): "=1+1", (30, 9): "这里什么也没有\x00"}


def dressed() -> bytes:
    """A workbook with formats, widths, merged cells, a picture's place, an old remark and a second sheet."""
    book = openpyxl.Workbook()
    first, second = book.active, book.create_sheet("说明")
    first.title = "台账"
    for number in range(10):
        first.append([f"航海路{number}号院", number, 3.5, "=B1*2"])
    first["A1"].font, first["B2"].fill = Font(bold=True, color="FF0000"), PatternFill("solid", fgColor="00FF00")
    first.merge_cells("A8:B9")
    first.column_dimensions["A"].width = 33
    first.row_dimensions[3].hidden = True
    first.conditional_formatting.add("B1:B9", CellIsRule(operator="lessThan", formula=["1"], font=Font(color="FF0000")))
    second["A1"] = "请勿修改"
    second["A1"].comment = Comment("原有批注", "王芳")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def remarks(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: {
            (cell.row - 1, cell.column - 1): cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment
        }
        for sheet in book.worksheets
    }


def parts(content: bytes) -> dict[str, bytes]:
    package = zipfile.ZipFile(io.BytesIO(content))
    assert package.testzip() is None
    return {name: package.read(name) for name in package.namelist()}


def test_the_remarks_stand_at_their_cells():
    name, content = annotate("三无楼院.xlsx", dressed(), {"台账": TEXTS})
    assert name == "三无楼院（批注）.xlsx"
    assert remarks(content)["台账"] == TEXTS | {(30, 9): "这里什么也没有"}


def test_all_else_stays_byte_for_byte():
    before = dressed()
    after = parts(annotate("a.xlsx", before, {"台账": TEXTS})[1])
    changed = {name for name, data in parts(before).items() if after[name] != data}
    assert changed == {"xl/worksheets/sheet1.xml", "[Content_Types].xml"}
    old, new = parts(before)["xl/worksheets/sheet1.xml"], after["xl/worksheets/sheet1.xml"]
    at = new.index(b"<legacyDrawing")
    assert new[:at] + new[new.index(b">", at) + 1 :] == old


def test_a_remark_that_is_there_stays_and_the_new_one_follows_it():
    content = annotate("a.xlsx", dressed(), {"说明": {(0, 0): "请填写", (1, 1): "空"}})[1]
    assert remarks(content)["说明"] == {(0, 0): "原有批注\n请填写", (1, 1): "空"}


def test_remarks_on_remarks():
    once = annotate("a.xlsx", dressed(), {"台账": {(0, 0): "一"}})[1]
    twice = annotate("a.xlsx", once, {"台账": {(0, 0): "二", (3, 3): "三"}, "说明": {(2, 2): "四"}})[1]
    assert remarks(twice) == {"台账": {(0, 0): "一\n二", (3, 3): "三"}, "说明": {(0, 0): "原有批注", (2, 2): "四"}}


def test_macros_go_with_their_workbook():
    source, out = zipfile.ZipFile(io.BytesIO(dressed())), io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("xl/vbaProject.bin", b"macro")
    name, content = annotate("a.xlsm", out.getvalue(), {"台账": TEXTS})
    assert name.endswith(".xlsm") and parts(content)["xl/vbaProject.bin"] == b"macro"


@pytest.mark.parametrize("book", WORKBOOKS, ids=lambda book: book.name)
def test_every_workbook_of_the_corpus_comes_back_with_its_values(book):
    before = read(book.name, book.content)
    wanted = {sheet.name: {(0, 0): "=一", (sheet.height, 1): "+二", (2, sheet.width): "@三"} for sheet in before.sheets}
    name, content = annotate(book.name, book.content, wanted)
    after = read(name, content)
    assert [sheet.height for sheet in after.sheets] == [sheet.height for sheet in before.sheets]
    for old, new in zip(before.sheets, after.sheets, strict=True):
        held = remarks(content)[new.name]
        assert {at: text.rpartition("\n")[2] for at, text in held.items()} == wanted[old.name]
        assert [trimmed(row) for row in old.rows()][: old.height] == [trimmed(row) for row in new.rows()][: new.height]


def trimmed(row):
    cells = [str(cell).replace("\r\n", "\n") for cell in row if cell is not None]
    return [cell.removesuffix(" 00:00:00") for cell in cells]


def test_a_text_is_never_a_formula():
    for name, content in (("a.csv", b"a,b\r\n=1+1,+2\r\n@x,-y\r\n"), ("b.xlsx", dressed())):
        made = annotate(name, content, {"1": {(1, 0): "=HYPERLINK(1)"}, "台账": {(1, 0): "=HYPERLINK(1)"}})[1]
        sheets = [data for part, data in parts(made).items() if "worksheets/sheet1.xml" in part]
        assert (b"<f>" in sheets[0]) == (name == "b.xlsx")
        assert b"HYPERLINK" not in sheets[0]


def test_what_can_not_be_read_is_refused():
    with pytest.raises(Unreadable):
        annotate("a.xlsx", b"%PDF-1.4", {})
