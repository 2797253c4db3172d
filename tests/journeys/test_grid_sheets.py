"""The score sheet in a browser; and every grid on a phone, and without its script."""

from datetime import date

import pytest

from governance.people.models import User
from governance.tenancy import scope
from ratings import services as ratings
from ratings.models import RatingEntry, RatingRound
from tests.journeys.conftest import PHONE
from tests.journeys.test_grid import FEES, YARD, accessible, cell, reason, saved, texts, type_in

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


@pytest.fixture(scope="module")
def round_2023(own_case_database, address):
    """A round that is being scored, with the courtyards of the last one."""
    with scope.enter(scope.Scope(signing_in="governance")):
        by = User.objects.get(username="governance")
    with scope.enter(scope.Scope(districts=(410104,), actor=by.pk)):
        before = RatingRound.objects.select_related("standard").get(district_id=410104, year=2021)
        opened = ratings.open_round(
            standard=before.standard, year=2023, applies=(date(2023, 1, 1), date(2024, 1, 1)), by=by, reason="启动年度评定"
        )
        yards = [entry.courtyard for entry in RatingEntry.objects.filter(round=before).select_related("courtyard")]
        ratings.enter_courtyards(round=opened, courtyards=yards, by=by, reason="参评")
    return "/410104/ratings/2023/scores/"


def test_scores_are_typed_and_the_points_follow(visit, round_2023):
    office = visit("governance")
    office.open(round_2023)
    reason(office, "现场评分")
    assert texts(office, 0, 1, 2) == ["100.00", "五星"]
    cell(office, 0, 3).click()
    assert saved(office, lambda: type_in(office, "4", "Tab", "3", "Tab", "6", "Enter")) == "已保存 1 行。"
    score, star = texts(office, 0, 1, 2)
    assert float(score) < 100 and star
    saved(office, lambda: type_in(office, "x", "Enter"))
    assert office.page.locator("td[data-state=refused]").count() == 1
    accessible(office)
    clerk = visit("clerk-beixiajie")
    clerk.open(round_2023)
    assert "由区评定组评分" in clerk.text() and clerk.page.locator("#grid-reason").count() == 0
    clerk.open("/410104/ratings/2021/scores/")
    assert "2021 年度星级已公布，不能更改。" in clerk.text()
    accessible(clerk)


@pytest.mark.parametrize("path", [FEES, YARD, "/410104/registers/visits/grid/"])
def test_grids_are_accessible_and_fit_a_phone(visit, path):
    clerk = visit("clerk-beixiajie", size=PHONE)
    assert clerk.open(path) == 200
    assert clerk.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    accessible(clerk)


def test_without_the_script_the_table_stands_with_links_to_the_forms(visit, browser):
    clerk = visit("clerk-beixiajie")
    cookies = clerk.context.cookies()
    plain = browser.new_context(java_script_enabled=False, locale="zh-CN")
    plain.add_cookies(cookies)
    page = plain.new_page()
    page.goto(f"{clerk.address}{YARD}")
    assert "宝景街36号院" in page.inner_text("main") and not page.locator("#grid-reason").is_visible()
    page.locator("tbody th a").first.click()
    assert page.locator("#id_name").input_value() == "宝景街36号院"
    plain.close()
