"""A demonstration point is taken on its way in a browser, by keyboard; the calendar reckons; everybody can use both."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_portal import RULES

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PAGES = (
    "calendar/2021/", "calendar/2027/?published=2027-01-08&days=5&mode=working", "ratings/demonstrations/?on=2022-07-07",
    "ratings/demonstrations/?on=2022-07-07&level=street",
)


def test_a_point_is_taken_into_creation_and_applies(visit):
    office = visit("governance")
    office.open("/410104/ratings/demonstrations/?level=street")
    page = office.page
    page.get_by_role("link", name="纳入创建").click()
    assert page.locator("[name=level]").input_value() == "street"
    # Two of the case's fourteen streets are no demonstration yet.
    taken = page.request.get(f"{office.page.url.split('/410104')[0]}/410104/registers/demonstrations/?level=street").text()
    options = page.locator("[name=street] option").all_inner_texts()[1:]
    free = next(name for name in options if name not in taken.split("<tbody", 1)[1])
    page.locator("[name=street]").select_option(label=free)
    page.locator("[name=begun_on]").fill("2023-01-09")
    page.locator("[name=document]").fill("示范创建工作方案")
    page.locator("[name=reason]").fill("扩大示范范围")
    page.keyboard.press("Enter")
    page.wait_for_url("**/registers/demonstrations/*/")
    page.locator("summary", has_text="更多").click()
    page.get_by_role("link", name="创建历程与下一步").click()
    page.get_by_role("link", name="申报").focus()
    page.keyboard.press("Enter")
    page.locator("[name=moved_on]").fill("2023-06-01")
    page.locator("[name=document]").fill("申报表")
    page.locator("[name=reason]").fill("街道申报")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ratings/demonstrations/*/")
    assert page.locator("h1").inner_text().endswith("已申报")
    assert "街道申报" in page.locator(".demo-way").inner_text()
    assert page.get_by_role("link", name="评估").is_visible()


def test_a_publication_is_reckoned_over_a_holiday(visit):
    office = visit("clerk-beixiajie")
    office.open("/410104/calendar/2021/")
    page = office.page
    page.locator("[name=published]").fill("2021-09-16")
    page.locator("[name=days]").fill("5")
    page.keyboard.press("Enter")
    page.wait_for_url("**published=2021-09-16**")
    assert "自 2021-09-17 至 2021-09-24" in page.locator(".cal-answer").inner_text()
    # What a colour says is said by a sign as well.
    assert page.locator("td:has(time[datetime='2021-09-18']) small").inner_text() == "班"
    assert page.locator("td:has(time[datetime='2021-09-20']) small").inner_text() == "休"
    assert page.locator("time[datetime='2021-10-09']").count() == 1


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_no_page_shuts_anybody_out_or_runs_over_its_edge(visit, size):
    office = visit("governance")
    office.page.set_viewport_size({"width": size[0], "height": size[1]})
    for path in PAGES:
        office.open(f"/410104/{path}")
        found = Axe().run(office.page, options=RULES).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found] == [], path
        assert office.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
