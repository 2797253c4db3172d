"""A survey from its plan to a household's answer on a phone: by people, in a browser, with nothing to complain of."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from governance.common.periods import day_of
from tests.journeys.conftest import PHONE, settle
from tests.journeys.test_portal import RULES

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


def accessible(visitor):
    """No violation, and no sideways scrolling on a phone."""
    found = Axe().run(visitor.page, options=RULES).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == [], visitor.page.url
    size = visitor.page.viewport_size
    visitor.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    visitor.page.wait_for_timeout(150)
    assert visitor.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, visitor.page.url
    visitor.page.set_viewport_size(size)


def press(visitor, name):
    visitor.page.get_by_role("button", name=name).first.click()
    settle(visitor.page)


def plan(office):
    """The office plans and opens a survey of one street; its address."""
    today = day_of(timezone.now())
    office.open("/410104/surveys/plan/")
    for name, value in {"title": "春季满意度调研", "first_on": str(today), "last_on": str(today), "reason": "年度调研"}.items():
        office.page.fill(f"[name={name}]", value)
    office.page.get_by_label("北下街街道").check()
    press(office, "先算一算")
    assert "108 个楼院" in office.page.inner_text("#main")
    accessible(office)
    press(office, "保存计划")
    accessible(office)
    press(office, "启动调研")
    return re.search(r"/410104/surveys/\d+/", office.page.url)[0]


def test_a_household_answers_a_survey_that_an_office_planned_and_a_clerk_printed(visit):
    where, clerk = plan(visit("governance")), visit("clerk-beixiajie")
    clerk.open(where)
    assert clerk.page.get_by_role("button", name="启动").count() == 0
    press(clerk, "答题条")
    accessible(clerk)
    slip = clerk.page.locator(".survey-code").first.inner_text()
    path = f"/s/{slip.partition('/s/')[2].strip()}/"

    household = visit(size=PHONE)
    assert household.open(path) == 200
    accessible(household)
    household.page.get_by_role("button", name="提交答卷").click()
    settle(household.page)
    assert "请先回答第 1 题" in household.text()
    # By the keyboard alone: to the first question, and down to "satisfied".
    household.page.locator("[name=q0]").first.focus()
    household.page.keyboard.press("ArrowDown")
    household.page.get_by_role("button", name="提交答卷").focus()
    household.page.keyboard.press("Enter")
    settle(household.page)
    assert "谢谢您" in household.text()
    accessible(household)
    assert household.open(path) == 410 and "已用过" in household.text()
    assert household.context.cookies() == []

    clerk.open(where)
    clerk.page.get_by_role("link", name="纸质").first.click()
    settle(clerk.page)
    accessible(clerk)
    clerk.page.fill("[name=a0q0]", "5")
    clerk.page.keyboard.press("Tab")
    clerk.page.keyboard.type("4")
    clerk.page.keyboard.press("Enter")
    settle(clerk.page)
    assert "已保存 1 份" in clerk.page.inner_text("#portal-messages")
    clerk.open(where)
    assert "链接 1 份，纸质 1 份" in clerk.text()


@pytest.mark.parametrize("page", ["", "questions/", "1/", "1/results/", "1/results/?street=410104001"])
def test_the_survey_s_pages_are_accessible_and_fit_a_phone(walker, page):
    walker.open("/410104/surveys/")
    first = walker.page.get_by_role("link", name="2020 年 3 月").first.get_attribute("href")
    assert walker.open("/410104/surveys/" + page if not page.startswith("1/") else first + page[2:]) == 200
    accessible(walker)


@pytest.mark.parametrize(("path", "status"), [("/s/", 200), ("/s/AAAAA-AAAAA/", 404)])
def test_the_public_pages_are_accessible(visit, path, status):
    household = visit(size=PHONE)
    assert household.open(path) == status
    accessible(household)
