"""Use cases of the clerk, the leader, the housing centre and finance, from the sign-in on."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import fits_a_phone, settle

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

PAGES = [
    "/410104/?on=2022-07-07", "/410104/figures/long_term_mode_coverage/?on=2022-07-07&covered=no",
    "/410104/figures/?on=2022-07-07", "/410104/figures/define/", "/410104/figures/define/?of=service_provider_coverage",
    "/410104/courtyards/?on=2022-07-07", "/410104/courtyards/410104001-0002/", "/410104/firms/", "/410104/tasks/", "/410104/bin/",
    "/410104/home/", "/410104/quality/",
    "/410104/registers/", "/410104/ratings/2021/", "/410104/subsidies/?on=2022-07-07", "/410104/tokens/",
    "/api/docs/",
]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


def test_a_wrong_password_says_so_and_lets_nobody_in(visit):
    stranger = visit()
    stranger.open("/410104/")
    assert "/sign-in/" in stranger.page.url
    stranger.page.fill("#id_username", "leader")
    stranger.page.fill("#id_password", "wrong")
    stranger.page.click("main button")
    assert "用户名或密码不正确" in stranger.text()


def test_the_leader_opens_a_figure_down_to_the_record(visit):
    leader = visit("leader")
    leader.open("/410104/?on=2022-07-07")
    assert "96.71 %" in leader.text() and "558 / 577" in leader.text()
    leader.page.get_by_role("link", name="缺 19").click()
    settle(leader.page)
    assert leader.page.locator("tbody tr").count() == 19
    leader.page.locator("tbody tr td a").first.click()
    settle(leader.page)
    assert "当日无" in leader.text()
    assert "on=2022-07-07" in leader.page.url


def test_a_clerk_is_held_to_the_own_street(visit):
    clerk = visit("clerk-beixiajie")
    assert clerk.open("/410104/courtyards/410104007-0001/") == 404
    foreign = clerk.text()
    assert clerk.open("/410104/courtyards/410104001-9999/") == 404
    assert clerk.text() == foreign
    assert clerk.open("/410105/") == 404
    assert clerk.open("/410104/tokens/") == 403


def test_why_this_amount(visit):
    housing = visit("housing")
    housing.open("/410104/subsidies/?on=2022-07-07&month=2022-03")
    housing.page.locator("tbody tr td a").first.click()
    settle(housing.page)
    text = housing.text()
    for part in ("元/㎡/月", "第四条", "分毫不差", "建筑面积", "录入人"):
        assert part in text, part


def test_english_by_switch(visit):
    leader = visit("leader")
    leader.page.get_by_role("button", name="English").click()
    settle(leader.page)
    assert "Key figures" in leader.text()


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_accessible_and_fit_a_phone(walker, path):
    office = walker
    office.page.set_viewport_size({"width": 1366, "height": 768})
    assert office.open(path) == 200
    found = Axe().run(office.page, options=RULES).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    fits_a_phone(office.page)
