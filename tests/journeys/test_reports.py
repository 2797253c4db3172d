"""A ledger filled, read, printed and looked at; a form designed without a script and with one."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import DESK, PHONE, settle
from tests.journeys.test_portal import RULES

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

ON = "on=2022-07-07"
PAGES = (
    "", "shares/", f"three-no-courtyards/?{ON}&street=410104001", f"three-no-courtyards/missing/?{ON}&street=410104001",
    f"three-no-courtyards/print/?{ON}&street=410104001", f"firms/?{ON}", "new/", "new/?subject=courtyards", "new/?from=firms",
)


def test_a_clerk_fills_the_ledger_prints_it_and_takes_it_out(visit):
    clerk = visit("clerk-beixiajie")
    clerk.page.get_by_role("link", name="报表", exact=True).click()
    clerk.page.get_by_role("link", name="三无楼院台账").click()
    clerk.open(f"/410104/reports/three-no-courtyards/?{ON}")
    assert "108 条" in clerk.text() and "合计：108" in clerk.text()
    for name, ending in (("Excel", ".xlsx"), ("Word", ".docx")):
        with clerk.page.expect_download() as taken:
            clerk.page.get_by_role("link", name=name).click()
        assert taken.value.suggested_filename == f"三无楼院台账（北下街街道，2022-07-07）{ending}"
    clerk.page.get_by_role("link", name="A4 打印").click()
    settle(clerk.page)
    paper = clerk.page.pdf(prefer_css_page_size=True, print_background=True)
    assert paper[:5] == b"%PDF-"
    # Every page is A4 and lies: 841.92 × 594.96 points, as the browser writes it.
    lying = re.compile(rb"/MediaBox \[0 0 841\.9\d* 594\.9\d*\]")
    assert len(lying.findall(paper)) == paper.count(b"/MediaBox") > 4


def test_what_is_missing_leads_to_the_field_where_it_is_entered(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open(f"/410104/reports/three-no-courtyards/?{ON}")
    clerk.page.locator("h1 a.badge").click()
    settle(clerk.page)
    assert "可由谁提供" in clerk.text() and "街道专干" in clerk.text()
    clerk.page.locator("section[aria-labelledby=facts] tbody a").last.click()
    settle(clerk.page)
    clerk.page.get_by_role("link", name="到“").first.click()
    settle(clerk.page)
    assert clerk.page.locator("form.card").count() or clerk.page.locator("main form").count()
    field = clerk.page.url.partition("#")[2]
    assert clerk.page.locator(f"#{field}").count() == 1


def test_the_office_designs_a_form_that_cannot_ask_twice(visit):
    office = visit("governance")
    office.open("/410104/reports/new/?subject=courtyards")
    page = office.page
    page.fill("#find", "楼栋长")
    assert page.locator("[data-portal-fact]:visible").count() < 5
    page.get_by_label("楼栋长数").check()
    page.fill("#find", "户数")
    page.get_by_label("户数", exact=True).check()
    page.get_by_role("button", name="加入所选").click()
    settle(page)
    assert page.locator(".designer-columns tbody tr").count() == 2
    page.fill("#title", "楼栋长配备情况表")
    page.select_option("#group_0", label="街道")
    page.wait_for_selector("#preview .ledger-sum")
    page.locator("summary", has_text="添加登记册无法填写的列").click()
    page.fill("#blank_head", "建筑面积（㎡）")
    page.fill("#blank_reason", "核对")
    page.fill("#reason", "年度配备情况")
    page.get_by_role("button", name="保存草稿").click()
    settle(page)
    assert "系统已有" in office.text() and "建筑面积" in office.text()
    page.locator(".designer-columns tbody tr").last.get_by_role("button", name="移除").click()
    settle(page)
    page.get_by_role("button", name="保存草稿").click()
    settle(page)
    assert "楼栋长配备情况表" in page.inner_text("h1")
    page.get_by_role("button", name="启用").click()
    settle(page)
    assert "楼栋长配备情况表已启用" in page.inner_text("body")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_of_forms_can_be_used_by_everybody(visit, size):
    office = visit("governance", size)
    faults = {}
    for path in PAGES:
        assert office.open(f"/410104/reports/{path}") == 200
        wide = office.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{path} is wider than the screen"
        found = Axe().run(office.page, options=RULES).response["violations"]
        if found:
            faults[path] = [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found]
    assert faults == {}
