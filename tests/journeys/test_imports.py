"""A clerk's first import in a real browser: their own workbook, twelve faults mended in the page, taken over, one undone."""

import io
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook
from openpyxl.styles import Font

from tests.journeys.conftest import PHONE, settle

pytestmark = pytest.mark.journey
START = "/410104/registers/courtyards/import/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# (row, column of the workbook, both from 1): what the clerk got wrong, and what is right.
FAULTS = {
    (6, 2): (None, "新测路2号院"), (8, 3): ("不存在社区", "新华社区"), (10, 5): ("约三千", "3000"), (11, 7): ("六十来户", "60"),
    (12, 9): ("80年代", "1985"), (13, 11): ("2021-02-30", "2021-02-28"), (14, 5): (0, "3150"),
    (15, 11): ("2021年3月", "2021-03-01"), (16, 7): (-5, "65"),
    (17, 10): ("别墅群", "住宅小区"), (18, 8): (99_999_999_999, "170"), (19, 5): ("3500平米左右", "3500"),
}


def workbook(rows=30, faults=FAULTS, road="新测路"):
    """A district's own layout: a title, a head of two rows with merged parents, a total and a note."""
    book = Workbook()
    sheet = book.active
    sheet.title = "北下街"
    sheet.append(["北下街街道楼院基础台账"])
    sheet.merge_cells("A1:M1")
    sheet["A1"].font = Font(size=16, bold=True)
    sheet.append(["填报单位：北下街街道办事处"])
    origin = ["建成年代", "类型", "纳入台账日期", "产权/原单位", "备注"]
    sheet.append(["序号", "楼院名称", "社区", "地址", "规模", None, None, None, *origin])
    sheet.append([None] * 4 + ["建筑面积(㎡)", "楼栋数", "户数", "常住人口"])
    for column in "ABCDIJKLM":
        sheet.merge_cells(f"{column}3:{column}4")
    sheet.merge_cells("E3:H3")
    for n in range(1, rows + 1):
        community = "同上" if n % 5 == 2 else "北下街社区居委会" if n % 2 else "北下街社区"
        sheet.append([n, f"{road}{n}号院", community, f"{road}{n}号", 3000 + n * 37.5, 3, 50 + n, 150 + n, 1985 + n % 20, "院落",
                      "2021.3.5", "市第二建筑公司"])
    for (row, column), (wrong, _right) in faults.items():
        sheet.cell(row, column).value = wrong
    sheet.append(["合计", None, None, None, f"=SUM(E5:E{rows + 4})"])
    sheet.append(["注：面积以房产证为准。填表人：王某"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def accessible(page):
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()


def drop(page, content, name="北下街台账.xlsx"):
    page.set_input_files("#import-file", {"name": name, "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name="读取").click()
    page.get_by_role("button", name="核对各行").wait_for()


def count(page, label):
    """The number beside an outcome; 0 where it is not offered."""
    found = re.search(rf"{label}\s*(\d+)", page.locator(".import-outcomes").inner_text())
    return int(found[1]) if found else 0


def test_a_first_import_with_twelve_faults(visit):
    clerk = visit("clerk-beixiajie")
    page = clerk.page
    assert clerk.open(START) == 200
    accessible(page)
    content = workbook()
    drop(page, content)
    accessible(page)
    # Every column was recognised but the serial number and the remarks.
    unused = page.locator("select.import-unused")
    assert unused.count() == 2
    page.get_by_role("button", name="核对各行").click()
    page.locator(".import-outcomes").wait_for()
    assert (count(page, "待改正"), count(page, "新增")) == (12, 18)
    accessible(page)
    # The clerk mends them in the page, all twelve in their own cells.
    for (row, column), (_wrong, right) in FAULTS.items():
        page.locator(f"[name='cell-{row - 4}-{column - 1}']").fill(right)
    page.get_by_role("button", name="重新核对").click()
    settle(page)
    assert (count(page, "待改正"), count(page, "新增")) == (0, 30), clerk.text()
    page.fill("#import-reason", "2021年台账导入")
    page.get_by_role("button", name="导入 30 行").click()
    page.get_by_text("导入完成，本页即为回执").wait_for()
    accessible(page)
    assert clerk.open("/410104/courtyards/?q=新测路") == 200 and "30 条" in clerk.text()
    # Once more the same file: it is recognised.
    clerk.open(START)
    page.set_input_files("#import-file", {"name": "北下街台账.xlsx", "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name="读取").click()
    page.get_by_text("这个文件已由").wait_for()
    page.get_by_role("link", name="查看回执").click()
    page.fill("#undo-reason", "误导入测试")
    page.get_by_role("button", name="撤销本次导入").click()
    page.get_by_text("各条记录恢复原状").wait_for()
    assert clerk.open("/410104/courtyards/?q=新测路") == 200 and "30 条" not in clerk.text()


def test_a_word_is_explained_once(visit):
    """Thirty rows say 老院: mended in one cell, it is mended in all."""
    clerk = visit("clerk-beixiajie")
    page = clerk.page
    clerk.open(START)
    drop(page, workbook(28, {(row, 10): ("老院", "楼院") for row in range(5, 33)}, "释义路"))
    page.get_by_role("button", name="核对各行").click()
    page.locator(".import-outcomes").wait_for()
    assert count(page, "待改正") == 28
    page.locator("[name='cell-1-9']").fill("楼院")
    page.get_by_role("button", name="重新核对").click()
    settle(page)
    assert (count(page, "待改正"), count(page, "新增")) == (0, 28)
    page.get_by_role("button", name="放弃本次导入").click()
    page.get_by_text("已放弃本次导入").wait_for()


def test_a_block_is_pasted_and_its_marked_workbook_fetched(visit):
    clerk = visit("clerk-beixiajie")
    page = clerk.page
    clerk.open(START)
    pasted = "楼院名称\t社区\t户数\t登记日期\n粘贴路1号院\t新华社区\t40\t2021-01-01\n粘贴路2号院\t新华社区\t四十多\t2021-01-01\n"
    page.fill("#import-pasted", pasted)
    page.get_by_role("button", name="读取").click()
    page.get_by_role("button", name="核对各行").click()
    page.locator(".import-outcomes").wait_for()
    assert count(page, "待改正") == 1
    with page.expect_download() as download:
        page.get_by_role("link", name="下载标注错误的原表").click()
    from openpyxl import load_workbook

    [sheet] = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).worksheets
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment] == ["C3"]
    page.get_by_role("button", name="放弃本次导入").click()


def test_it_fits_a_phone(visit):
    clerk = visit("clerk-beixiajie", size=PHONE)
    page = clerk.page
    clerk.open(START)
    drop(page, workbook())
    for step in ("核对各行",):
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        page.get_by_role("button", name=step).click()
        page.locator(".import-outcomes").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_role("button", name="放弃本次导入").click()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"%PDF-1.4", b"\xd0\xcf\x11\xe0" * 64])
def test_what_is_no_workbook_is_refused_in_words(visit, content):
    clerk = visit("clerk-beixiajie")
    page = clerk.page
    clerk.open(START)
    page.set_input_files("#import-file", {"name": "坏.xlsx", "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name="读取").click()
    page.locator(".alert-danger").wait_for()
    assert "Traceback" not in page.content() and "未能读取" in page.inner_text("main")
