"""A leader in five seconds: the sentence, the red cell, down to the record and back; months, paper, wall, arrangement."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import fits_a_phone, settle

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
ON = "on=2022-07-07"
WALL = (1920, 1080)
PAGES = [
    f"/410104/?{ON}", "/410104/?on=2021-09-30&against=year&street=410104001", "/410104/?community=410104001001",
    f"/410104/dashboard/briefing/?{ON}", f"/410104/dashboard/wall/?{ON}", "/410104/dashboard/wall/?on=2021-09-30&dark=1",
    "/410104/dashboard/arrange/", f"/410104/dashboard/panels/multiples/?{ON}", f"/410104/registers/targets/?{ON}",
]


def test_the_leader_sees_where_it_is_worst_drills_to_the_record_and_comes_back(visit):
    leader = visit("leader")
    leader.open(f"/410104/?{ON}")
    page = leader.page
    headline = page.locator(".dash-headline")
    assert headline.bounding_box()["y"] < 768, "the sentence is seen without scrolling"
    assert "缺口最大的是陇海马路街道，共缺8项" in headline.inner_text()

    row = page.locator(".dash-heat tr", has_text="陇海马路街道")
    row.get_by_role("link", name="90.20 %").click()
    settle(page)
    assert page.locator("tbody tr").count() == 10 and "street=410104007" in page.url
    page.locator("tbody tr td a").first.click()
    settle(page)
    assert ON in page.url and "/courtyards/410104007-" in page.url
    page.go_back()
    page.go_back()
    settle(page)
    row.get_by_role("link", name="陇海马路街道").click()
    settle(page)
    assert "陇海马路街道" in page.inner_text("h1") and "102 / 102" in leader.text()
    page.locator("nav a", has_text="管城回族区").click()
    settle(page)
    assert "967 / 987" in leader.text() and ON in page.url


def test_the_slider_moves_the_day_by_keys_and_the_address_follows(visit):
    leader = visit("leader")
    leader.open("/410104/?on=2022-06-30&against=year")
    page = leader.page
    slider = page.locator("#dashboard-month")
    slider.focus()
    with page.expect_response(re.compile(r"/410104/\?.*on=2022-05-31")):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("on=2022-05-31"))
    settle(page)
    assert slider.get_attribute("aria-valuetext") == "2022年5月31日"
    assert page.evaluate("document.activeElement.id") == "dashboard-month"
    assert page.locator(".dash-headline").inner_text().startswith("2022年5月31日")
    assert "2022-05-31" in page.inner_text("#portal-time") and "against=year" in page.url
    page.go_back()
    page.wait_for_url(re.compile("on=2022-06-30"))
    settle(page)
    assert page.locator(".dash-headline").inner_text().startswith("2022年6月30日")


def test_without_a_script_the_form_and_the_links_do_the_same(browser, visit, address):
    leader = visit("leader")
    context = browser.new_context(java_script_enabled=False, locale="zh-CN", storage_state=leader.context.storage_state())
    page = context.new_page()
    page.goto(f"{address}/410104/?{ON}")
    assert not page.locator("#dashboard-month").is_visible()
    page.select_option("#dashboard-on", "2021-01-31")
    page.get_by_role("button", name="查看").first.click()
    assert "on=2021-01-31" in page.url and page.locator(".dash-headline").inner_text().startswith("2021年1月31日")
    page.locator("#panel-trend a").click()
    assert "2019-12-31" in page.locator("details").inner_text() or page.locator("details table").count() == 1
    context.close()


def test_the_trend_takes_other_lines_and_has_its_table(visit):
    leader = visit("leader")
    leader.open(f"/410104/?{ON}")
    page = leader.page
    page.wait_for_selector("[data-portal-chart=trend-data] canvas")
    panel = page.locator("#panel-trend")
    panel.locator("input[value=covenant_coverage]").check()
    panel.locator("input[value=party_cover]").uncheck()
    panel.get_by_role("button", name="查看").click()
    panel.locator("thead th", has_text="管理规约").wait_for(state="attached")
    panel.locator("summary").click()
    assert "967 / 987" in panel.inner_text() and "楼院党组织" not in panel.locator("thead").inner_text()


@pytest.mark.parametrize(
    "query", [ON, "on=2021-09-30&against=year", "on=2021-09-30&against=start&street=410104001", "on=2010-01-01"]
)
def test_the_briefing_is_one_page_of_a4(visit, query):
    leader = visit("leader")
    assert leader.open(f"/410104/dashboard/briefing/?{query}") == 200
    pdf = leader.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    [box] = re.findall(rb"/MediaBox\s*\[([^\]]+)\]", pdf)
    assert [round(float(edge)) for edge in box.split()] == [0, 0, 595, 842]


def test_the_wall_fits_its_screen_without_a_menu_and_escape_leaves_it(visit):
    leader = visit("leader", WALL)
    leader.open("/410104/dashboard/wall/?on=2021-09-30&against=year")
    page = leader.page
    assert page.evaluate("document.documentElement.scrollHeight") <= WALL[1]
    assert page.locator("nav a").count() == 2
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.wall-heat td')).fontSize)") >= 18
    assert page.locator("#wall").get_attribute("hx-trigger") == "every 60s"
    page.get_by_role("link", name="深色").click()
    settle(page)
    assert "wall-dark" in page.locator("body").get_attribute("class")
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/410104/\?against=year&on=2021-09-30"))


def test_the_office_arranges_the_leaders_page(visit):
    office = visit("governance")
    office.open("/410104/dashboard/arrange/?role=leader")
    page = office.page
    page.get_by_label("上移：哪里差距大").press("Enter")
    settle(page)
    assert page.evaluate("document.querySelector('.dash-order label').textContent").strip() == "哪里差距大"
    page.fill("#reason", "区长要求先看差距")
    page.get_by_role("button", name="保存").last.click()
    settle(page)
    assert "看板已编排" in page.inner_text("#portal-messages")
    leader = visit("leader")
    leader.open(f"/410104/?{ON}")
    assert leader.page.locator(".dash-title").first.inner_text() == "哪里差距大"
    page.get_by_role("button", name="恢复系统预设").click()
    settle(page)
    assert "恢复系统预设" in page.inner_text("#portal-messages")


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_accessible_and_fit_a_phone(walker, path):
    assert walker.open(path) == 200
    found = Axe().run(walker.page, options=RULES).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    fits_a_phone(walker.page)
