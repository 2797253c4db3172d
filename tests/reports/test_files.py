"""A filled form as a workbook and as a Word document, opened by other programs than those that wrote it."""

import io
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from governance.reports import documents, layout, workbooks
from governance.reports.definitions import read
from governance.reports.filling import Line, Summed, fill
from tests.reports.conftest import D2, column

UNIT, PRINTED = "填报单位：管城回族区", "生成时间：2022-07-07 10:00"


@pytest.fixture
def book(ledger):
    def written(key, **kwargs):
        filled = ledger(key, **kwargs)
        with translation.override("zh-hans"):
            return filled, openpyxl.load_workbook(io.BytesIO(workbooks.workbook(filled, unit=UNIT, printed=PRINTED))).active

    return written


@pytest.fixture
def word(ledger):
    def written(key, **kwargs):
        filled = ledger(key, **kwargs)
        with translation.override("zh-hans"):
            return filled, Document(io.BytesIO(documents.document(filled, unit=UNIT, printed=PRINTED)))

    return written


def test_the_workbook_has_title_heads_rows_subtotals_and_lines_to_sign(book):
    filled, sheet = book("three-no-courtyards", street="410104001")
    assert sheet["A1"].value == "三无楼院台账" and sheet["A2"].value.startswith(UNIT)
    assert [sheet.cell(4, at).value or sheet.cell(3, at).value for at in range(2, 9)] == [
        "编号", "名称", "街道", "社区", "网格", "地址", "建成年份"
    ]
    groups = {cell.value for cell in sheet[3] if cell.value}
    assert groups == {"序号", "基本情况", "三无与改造", "管理与收费", "居民自治", "党建引领", "长效与评定", "备注"}
    assert sheet.freeze_panes == "D5" and sheet.print_title_rows == "$3:$4"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    numbered = [row for row in rows if isinstance(row[0], int)]
    assert [row[0] for row in numbered] == list(range(1, 109))
    assert [row[1] for row in numbered] == [line.record.code for line in filled.lines]
    assert any(row[1] == "北下街街道小计：108" for row in rows) and any(row[1] == "合计：108" for row in rows)
    assert any(str(row[0]).startswith("填报单位（盖章）：") for row in rows)


def test_numbers_days_and_rates_are_real_ones(book):
    filled, sheet = book("three-no-courtyards", street="410104001")
    line = filled.lines[0]
    for key, look in {"area_m2": "#,##0.00", "households": "#,##0", "fee_rate": '0.00"%"', "accepted_on": "yyyy-mm-dd"}.items():
        at = column(filled, key)
        for number, one in enumerate(entry for entry in filled.entries if not isinstance(entry, Summed)):
            if isinstance(one, Line) and one.values[at] is not None:
                cell = sheet.cell(5 + number, at + 2)
                value = cell.value.date() if isinstance(cell.value, datetime) else cell.value
                expected = one.values[at]
                assert (Decimal(str(value)) if isinstance(expected, Decimal) else value) == expected
                assert cell.number_format == look
                break
        else:
            pytest.fail(f"nothing to compare for {key} of {line.record}")


def test_the_word_document_lies_in_the_layout_of_gb_9704(word):
    filled, document = word("three-no-courtyards", street="410104001")
    [section] = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    margins = [round(m.mm) for m in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)]
    assert margins == [28, 26, 35, 37], "turned with the page: bound at its top"
    assert "PAGE" in section.footer._element.xml and "— " in section.footer._element.xml
    assert document.paragraphs[0].text == "三无楼院台账"
    run = document.paragraphs[0].runs[0]
    assert run.font.size.pt == 22 and run._element.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert document.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    sheet = layout.on_paper(filled)
    assert len(document.tables) == len(sheet.parts) > 1
    for table, part in zip(document.tables, sheet.parts, strict=True):
        headed = [row for row in table._tbl.tr_lst if row.trPr is not None and row.trPr.find(qn("w:tblHeader")) is not None]
        assert len(headed) == 2, "the head stands again on each page"
        width = sum(int(grid.get(qn("w:w"))) for grid in table._tbl.tblGrid.findall(qn("w:gridCol")))
        assert width / 20 / 72 * 25.4 <= 226, "no wider than the type area"
        # A line for each record, a heading and a subtotal for the street, and the total.
        assert len(table._tbl.tr_lst) == 2 + len(filled.lines) + 3
        assert part.columns[:2] == (0, 1), "code and name stand in each part"


def test_a_narrow_form_stands_upright(word):
    filled, _document = word("assignments", street="410104001")
    small = _small(filled)
    assert not layout.on_paper(small).is_lying
    with translation.override("zh-hans"):
        upright = Document(io.BytesIO(documents.document(small, unit=UNIT, printed=PRINTED)))
    section = upright.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [round(m.mm) for m in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)] == [
        37, 35, 28, 26
    ]


def _small(filled):
    from dataclasses import replace

    keep = slice(0, 3)
    total = replace(filled.total, values=filled.total.values[keep])
    entries = []
    for entry in filled.entries:
        if isinstance(entry, Line):
            entry = Line(entry.record, entry.number, entry.values[keep], entry.origins[keep], entry.rows[keep], entry.groups)
        elif isinstance(entry, Summed):
            entry = replace(entry, values=entry.values[keep])
        entries.append(entry)
    return replace(filled, columns=filled.columns[keep], entries=entries, total=total)


def test_every_column_stands_in_a_part_once(ledger):
    filled = ledger("three-no-courtyards")
    sheet = layout.on_paper(filled)
    counted = [at for part in sheet.parts for at in part.columns]
    assert set(counted) == set(range(len(filled.columns)))
    assert all(counted.count(at) == 1 for at in range(2, len(filled.columns)))
    for part in sheet.parts:
        assert layout.NUMBER + sum(part.widths) == layout.LYING


def test_long_names_and_odd_signs_come_through(case, district_scope):
    definition = read({
        "subject": "committees", "title": "很" * 80,
        "columns": [{"fact": "name", "head": "组织名称" * 10}, {"head": "=1+1", "text": "=HYPERLINK(\"x\")<&>\x07"}],
    })
    with district_scope(case), translation.override("zh-hans"):
        filled = fill(definition, district=case, on=D2)
        for line in filled.lines[:3]:
            line.values[0] = "顺河路" * 40 + "&<楼院>"
        sheet = openpyxl.load_workbook(io.BytesIO(workbooks.workbook(filled, unit=UNIT, printed=PRINTED))).active
        document = Document(io.BytesIO(documents.document(filled, unit=UNIT, printed=PRINTED)))
    assert sheet["B5"].value == "顺河路" * 40 + "&<楼院>" and sheet["C5"].data_type == "s"
    assert document.tables[0].cell(2, 1).text == "顺河路" * 40 + "&<楼院>"
