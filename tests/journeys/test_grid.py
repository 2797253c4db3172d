"""Use cases of the grids: a clerk's spreadsheet day, with the keyboard, the clipboard and other people at the same rows."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import settle
from tests.journeys.test_portal import RULES

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

FEES = "/410104/registers/fee-returns/grid/"
YARD = "/410104/registers/courtyards/grid/?q=410104001-0076"
# Columns of the courtyards' grid.
KIND, AREA, HOUSEHOLDS, RESIDENTS, BUILT = 2, 5, 8, 9, 10


def cell(visitor, row, column):
    return visitor.page.locator(".portal-grid tbody tr").nth(row).locator("td").nth(column)


def texts(visitor, row, *columns):
    return [cell(visitor, row, column).inner_text() for column in columns]


def said(visitor):
    return visitor.page.locator("[data-portal-grid-status]").inner_text()


def reason(visitor, text):
    visitor.page.fill("#grid-reason", text)


def type_in(visitor, *keys):
    """Each text is typed, each name of a key pressed: `Tab`, `Control+d`."""
    for key in keys:
        if key[0].isupper() and key.isascii() and key.replace("+", "").isalpha() and len(key) > 1:
            visitor.page.keyboard.press(key)
        else:
            visitor.page.keyboard.type(key)


def saved(visitor, act):
    """What the grid says once the answer to the save that `act` causes has come."""
    with visitor.page.expect_response(lambda answer: answer.url.endswith("/save/")) as waited:
        act()
    assert waited.value.status == 200
    visitor.page.locator(".portal-grid [data-state=saving]").first.wait_for(state="detached")
    return said(visitor)


def put_into_clipboard(visitor, text):
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.page.evaluate("text => navigator.clipboard.writeText(text)", text)


def accessible(visitor):
    found = Axe().run(visitor.page, options=RULES).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []


def test_typing_enter_tab_and_arrows(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open("/410104/courtyards/")
    clerk.page.get_by_role("link", name="表格编辑").click()
    settle(clerk.page)
    reason(clerk, "入户核查")
    cell(clerk, 0, HOUSEHOLDS).click()
    assert "户数" in clerk.page.evaluate("document.activeElement.getAttribute('aria-label')")
    # Enter goes down, Tab to the right, an arrow without typing only moves.
    assert saved(clerk, lambda: type_in(clerk, "131", "Enter", "90", "Tab", "240", "Enter")) == "已保存 2 行。"
    assert texts(clerk, 0, HOUSEHOLDS) + texts(clerk, 1, HOUSEHOLDS, RESIDENTS) == ["131", "90", "240"]
    type_in(clerk, "ArrowUp", "ArrowUp", "ArrowLeft")
    assert "第 1 行 · 户数：131" in clerk.page.evaluate("document.activeElement.getAttribute('aria-label')")
    # Escape drops what was typed; F2 edits what stands there.
    type_in(clerk, "999", "Escape")
    assert texts(clerk, 0, HOUSEHOLDS) == ["131"]
    clerk.page.keyboard.press("F2")
    assert saved(clerk, lambda: type_in(clerk, "Backspace", "2", "Enter")) == "已保存 1 行。"
    assert texts(clerk, 0, HOUSEHOLDS) == ["132"]
    accessible(clerk)
    clerk.open(clerk.page.url.removeprefix(clerk.address))
    assert texts(clerk, 0, HOUSEHOLDS) + texts(clerk, 1, RESIDENTS) == ["132", "240"]
    # Out of the grid by the keyboard.
    cell(clerk, 3, AREA).click()
    type_in(clerk, "Escape", "Tab")
    assert clerk.page.evaluate("!document.activeElement.closest('.portal-grid')")


def test_a_block_is_pasted_filled_down_copied_and_undone(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open(FEES)
    before = [texts(clerk, row, 5, 6, 7) for row in range(5)]
    put_into_clipboard(clerk, "800\t160\t140\r\n1,600.50\t161\t142\r\n")
    cell(clerk, 0, 5).click()
    clerk.page.keyboard.press("Control+v")
    clerk.page.locator("[data-portal-grid-reason-note]").wait_for()
    assert "填写修改原因" in said(clerk) and texts(clerk, 1, 5) == ["1,600.50"]
    reason(clerk, "核对季度报表")
    assert saved(clerk, lambda: clerk.page.keyboard.press("Enter")) == "已保存 2 行。"
    assert [texts(clerk, row, 5, 6, 7) for row in (0, 1)] == [["800.00", "160", "140"], ["1600.50", "161", "142"]]
    assert clerk.page.locator("td[data-state=saved]").count() >= 5

    cell(clerk, 2, 7).click()
    type_in(clerk, "Shift+ArrowDown", "Shift+ArrowDown")
    assert clerk.page.locator("td[aria-selected=true]").count() == 3
    saved(clerk, lambda: clerk.page.keyboard.press("Control+d"))
    assert len({texts(clerk, row, 7)[0] for row in (2, 3, 4)}) == 1
    clerk.page.keyboard.press("Control+c")
    copied = clerk.page.evaluate("navigator.clipboard.readText()")
    assert copied.split("\r\n") == texts(clerk, 2, 7) * 3

    saved(clerk, lambda: clerk.page.keyboard.press("Control+z"))
    saved(clerk, lambda: clerk.page.keyboard.press("Control+z"))
    assert [texts(clerk, row, 5, 6, 7) for row in range(5)] == before
    clerk.open(FEES)
    assert [texts(clerk, row, 5, 6, 7) for row in range(5)] == before


def test_a_paste_that_is_too_large_adds_rows_and_says_what_does_not_fit(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open("/410104/registers/fee-returns/grid/?q=410104001-0002")
    reason(clerk, "补报七月、八月")
    firm, rows = texts(clerk, 0, 1)[0], clerk.page.locator(".portal-grid tbody tr").count()
    lines = [f"410104001-0002\t{firm.split()[0]}\t2022/{month}/1\t2022/{month}/28\t900\t870\t151\t120\t多余" for month in (7, 8)]
    put_into_clipboard(clerk, "\n".join(lines))
    clerk.page.get_by_role("button", name="新增一行").click()
    clerk.page.keyboard.press("Control+v")
    assert "超出最后一列：2 个（多余、多余）" in clerk.page.locator("[data-portal-grid-report]").inner_text()
    clerk.page.locator(".portal-grid-word[data-state=saved]").first.wait_for()
    saved(clerk, lambda: type_in(clerk, "ArrowDown"))
    assert clerk.page.locator(".portal-grid-word[data-state=saved]").count() == 2
    assert texts(clerk, rows - 1, 0, 1, 2) == [texts(clerk, 0, 0)[0], firm, "2022-07-01"]
    assert clerk.page.locator(".portal-grid tbody tr").count() == rows + 2

    # A locked cell takes nothing, and says so.
    put_into_clipboard(clerk, "410104001-0003\t另一家")
    cell(clerk, 0, 0).click()
    clerk.page.keyboard.press("Control+v")
    assert "对应单元格已锁定：2 个" in clerk.page.locator("[data-portal-grid-report]").inner_text()
    clerk.page.keyboard.type("x")
    assert "登记后不能更改" in said(clerk)


def test_a_new_row_is_typed_with_suggestions_and_saved_when_it_is_complete(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open("/410104/registers/visits/grid/")
    reason(clerk, "补录走访")
    clerk.page.get_by_role("button", name="新增一行").click()
    clerk.page.keyboard.type("城南路82号院")
    option = clerk.page.locator("#portal-grid-suggestions option[value*='城南路82号院']").first
    option.wait_for(state="attached")
    clerk.page.keyboard.press("Control+a")
    type_in(clerk, option.get_attribute("value"), "Tab", "2022.6.1", "Tab")
    assert clerk.page.locator(".portal-grid-word[data-state=incomplete]").inner_text() == "待补全"
    assert saved(clerk, lambda: type_in(clerk, "楼道灯不亮", "Tab", "已更换", "Tab", "2022-6-2", "Tab")) == "已保存 1 行。"
    assert clerk.page.locator(".portal-grid-word[data-state=saved]").count() == 1


def test_a_refused_cell_is_told_at_the_cell_and_mended(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open(YARD)
    reason(clerk, "面积复核")
    cell(clerk, 0, AREA).click()
    assert "面积必须大于 0" in saved(clerk, lambda: type_in(clerk, "0", "Tab", "测绘院", "Enter"))
    assert clerk.page.get_by_role("button", name="1 个单元格待处理").is_visible()
    clerk.page.keyboard.press("F8")
    assert cell(clerk, 0, AREA).get_attribute("aria-invalid") == "true"
    assert "面积必须大于 0" in clerk.page.locator("#portal-grid-note").inner_text()
    assert "面积必须大于 0" in clerk.page.evaluate("document.activeElement.getAttribute('aria-label')")
    accessible(clerk)
    assert saved(clerk, lambda: type_in(clerk, "9,999.50㎡", "Enter")) == "已保存 1 行。"
    assert texts(clerk, 0, AREA, AREA + 1) == ["9999.50", "测绘院"]
    # A word of a list; what is none is refused.
    cell(clerk, 0, KIND).click()
    saved(clerk, lambda: type_in(clerk, "别墅", "Tab"))
    assert cell(clerk, 0, KIND).get_attribute("data-state") == "refused"
    clerk.page.keyboard.press("ArrowLeft")
    saved(clerk, lambda: type_in(clerk, "单体楼", "Tab"))
    assert texts(clerk, 0, KIND) == ["单体楼"]


def test_somebody_else_was_faster_and_the_person_chooses(visit):
    clerk, office = visit("clerk-beixiajie"), visit("governance")
    clerk.open(YARD)
    office.open(YARD)
    reason(office, "人口核对")
    cell(office, 0, RESIDENTS).click()
    saved(office, lambda: type_in(office, "301", "Enter"))
    reason(clerk, "入户核查")
    cell(clerk, 0, RESIDENTS).click()
    saved(clerk, lambda: type_in(clerk, "288", "Tab", "1986", "Enter"))
    assert cell(clerk, 0, RESIDENTS).get_attribute("data-state") == "conflict"
    assert cell(clerk, 0, BUILT).get_attribute("data-state") == "pending"
    clerk.page.keyboard.press("F8")
    told = clerk.page.locator("#portal-grid-note").inner_text()
    assert "社治委专员改为“301”" in told
    accessible(clerk)
    clerk.page.keyboard.press("Enter")
    assert clerk.page.evaluate("document.activeElement.textContent") == "用我填的"
    clerk.page.keyboard.press("ArrowRight")
    assert saved(clerk, lambda: clerk.page.keyboard.press("Enter")) == "已保存 1 行。"
    assert texts(clerk, 0, RESIDENTS, BUILT) == ["301", "1986"]


def test_an_unusual_value_is_confirmed_at_the_cell(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open(YARD)
    reason(clerk, "集体宿舍")
    cell(clerk, 0, RESIDENTS).click()
    assert "户均超过八人" in saved(clerk, lambda: type_in(clerk, "9876", "Enter"))
    clerk.page.keyboard.press("F8")
    clerk.page.keyboard.press("Enter")
    assert saved(clerk, lambda: clerk.page.keyboard.press("Enter")) == "已保存 1 行。"
    assert texts(clerk, 0, RESIDENTS) == ["9876"]


def test_what_was_typed_outlives_a_lost_login_and_a_lost_network(visit):
    clerk = visit("clerk-longhaimalu")
    page = "/410104/registers/courtyards/grid/"
    clerk.open(page)
    reason(clerk, "断网前的修改")
    clerk.context.set_offline(True)
    cell(clerk, 0, HOUSEHOLDS).click()
    type_in(clerk, "77", "Enter")
    clerk.page.get_by_text("网络已中断").first.wait_for()
    clerk.context.set_offline(False)
    clerk.page.locator("tr:first-child .portal-grid-word[data-state=saved]").wait_for()
    clerk.context.clear_cookies()
    cell(clerk, 1, HOUSEHOLDS).click()
    type_in(clerk, "88", "Enter")
    clerk.page.get_by_text("登录已失效").first.wait_for()
    assert clerk.page.get_by_role("link", name="在新窗口重新登录").is_visible()
    # The window is closed for good, and another one opened.
    clerk.page.once("dialog", lambda dialog: dialog.accept())
    clerk.page.close(run_before_unload=True)
    clerk.page = clerk.tab()
    clerk.sign_in("clerk-longhaimalu")
    clerk.open(page)
    assert "上次有 1 个单元格没有保存" in clerk.text() and texts(clerk, 0, HOUSEHOLDS) == ["77"]
    reason(clerk, "断网前的修改")
    clerk.page.get_by_role("button", name="恢复所填内容").click()
    clerk.page.locator("tr:nth-child(2) .portal-grid-word[data-state=saved]").wait_for()
    assert texts(clerk, 1, HOUSEHOLDS) == ["88"]
    clerk.open(page)
    assert clerk.page.get_by_role("button", name="恢复所填内容").count() == 0
