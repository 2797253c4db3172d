"""The map in a browser: it draws, opens, leads on, obeys the keyboard, and everybody can use it."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_portal import RULES

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

OLD = "on=2022-01-31"
PAGES = (
    f"?{OLD}", f"?{OLD}&level=street", f"?{OLD}&level=community&street=410104007", "?street=410104001&indicator=I12",
    "?on=2018-06-01&level=street", "boundaries/",
)
# How many pixels of the canvas are of each colour.
INK = """colours => {
  const canvas = document.querySelector("#map canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return colours.map(([r, g, b]) => {
    let found = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i] === r && data[i + 1] === g && data[i + 2] === b) found += 1;
    return found;
  });
}"""
MISSING, COVERED = (0xB3, 0x26, 0x1E), (0x1B, 0x6E, 0x3C)


def test_points_are_drawn_and_open_from_the_list_by_keyboard(visit):
    office = visit("governance")
    office.open("/410104/map/?indicator=covenant_coverage")
    page = office.page
    missing, covered = page.evaluate(INK, [MISSING, COVERED])
    assert missing > 50 and covered > 2000
    first = page.locator("[data-portal-find-spot]").first
    name = first.locator("xpath=ancestor::tr").locator("td.lead a").inner_text()
    first.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".leaflet-popup-content")
    assert name in popup.inner_text() and "尚无记录" in popup.inner_text()
    assert page.evaluate("document.activeElement.closest('.leaflet-popup') !== null")
    page.keyboard.press("Escape")
    page.wait_for_selector(".leaflet-popup", state="detached")
    assert page.evaluate("document.activeElement.hasAttribute('data-portal-find-spot')")
    page.keyboard.press("Enter")
    popup.get_by_role("link", name="录入管理规约").click()
    page.wait_for_load_state("networkidle")
    assert "/registers/covenants/new/?courtyard=410104" in page.url


def test_a_mark_opens_by_a_click_and_leads_to_its_record(visit):
    leader = visit("leader")
    leader.open(f"/410104/map/?{OLD}&street=410104001&state=missing")
    page = leader.page
    page.locator("[data-portal-find-spot]").first.click()
    page.wait_for_selector(".leaflet-popup")
    page.keyboard.press("Escape")
    page.wait_for_selector(".leaflet-popup", state="detached")
    # The mark is in the middle. Closing what it told led back to the list, so the map has to be found again.
    page.locator("#map").click()
    link = page.locator(".leaflet-popup-content a").first
    name = link.inner_text()
    link.click()
    page.wait_for_load_state("networkidle")
    assert name in page.inner_text("h1") and "on=2022-01-31" in page.url


def test_areas_are_shaded_and_open_to_the_records(visit):
    leader = visit("leader")
    leader.open(f"/410104/map/?{OLD}&level=street")
    page = leader.page
    assert "%" in page.locator(".map-label").first.inner_text()
    page.get_by_role("button", name="金岱街道").click()
    popup = page.locator(".leaflet-popup-content")
    assert "金岱街道 62.50 %" in popup.inner_text() and "5 / 8" in popup.inner_text()
    popup.locator("a").first.click()
    page.wait_for_load_state("networkidle")
    assert page.locator("tbody tr").count() == 3


def test_the_slider_shows_its_month_and_leads_there(visit):
    leader = visit("leader")
    leader.open("/410104/map/")
    page = leader.page
    page.locator("#f-month").fill("24")
    assert page.locator(".map-months output").inner_text() == "2021-01-31"
    page.locator(".map-months button").click()
    page.wait_for_load_state("networkidle")
    assert "on=2021-01-31" in page.url and "month=" not in page.url


def test_without_a_script_the_tables_say_it_all(browser, address, visit):
    leader = visit("leader")
    cookies = leader.context.cookies()
    plain = browser.new_context(java_script_enabled=False, locale="zh-CN")
    plain.add_cookies(cookies)
    page = plain.new_page()
    page.goto(f"{address}/410104/map/?{OLD}")
    text = page.inner_text("main")
    assert "表格内容相同" in text and "82.84 %" in text and "478 / 577" in text
    assert not page.locator("[data-portal-find-spot]").first.is_visible()
    plain.close()


def test_boundaries_are_brought_in(visit, tmp_path):
    square = [[113.66, 34.75], [113.68, 34.75], [113.68, 34.77], [113.66, 34.77], [113.66, 34.75]]
    shapes = [("北下街街道办事处", square), ("不存在街道", square), ("南关街", square[:-1])]
    path = tmp_path / "界线.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"名称": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for name, ring in shapes
    ]}), encoding="utf-8")
    office = visit("governance")
    office.open("/410104/map/boundaries/")
    page = office.page
    page.set_input_files("#b-file", path)
    page.get_by_role("button", name="读取").click()
    page.wait_for_load_state("networkidle")
    assert "2 个要素不会采用" in office.text() and "没有闭合" in office.text()
    page.fill("#b-reason", "勘界成果")
    page.get_by_role("button", name="采用 1 条界线").click()
    page.wait_for_load_state("networkidle")
    assert "替换 1 个" in page.inner_text("#portal-messages")
    row = page.locator("tr", has_text="北下街街道")
    assert "界线.geojson" in row.inner_text()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_of_the_map_can_be_used_by_everybody(visit, size):
    office = visit("governance", size)
    faults = {}
    for path in PAGES:
        assert office.open(f"/410104/map/{path}") == 200
        wide = office.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{path} is wider than the screen"
        found = Axe().run(office.page, options=RULES).response["violations"]
        if found:
            faults[path] = [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found]
    assert faults == {}
