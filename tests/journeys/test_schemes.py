"""A leader supposes, compares and proposes; the office drafts, another checks, a third releases; nobody does two of these."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from governance.tenancy import scope
from subsidies.models import EntitlementLine, SubsidyScheme
from tests.journeys.conftest import fits_a_phone, settle
from tests.journeys.test_portal import RULES
from tests.support.cast import person

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
DISTRICT = 410104
BASE = f"/{DISTRICT}/subsidies"


def accessible(visitor):
    found = Axe().run(visitor.page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def press(visitor, words):
    visitor.page.click(f"main button:has-text('{words}')")
    settle(visitor.page)


def suppose(leader, title, **typed):
    """Changes some fields, looks what it comes to, and keeps it."""
    page = leader.page
    assert leader.open(f"{BASE}/scenarios/play/") == 200
    for name, value in typed.items():
        field = page.locator(f"[name='{name.replace('_', '-') if name.startswith('rates') else name}']")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    press(leader, "计算")
    assert "补贴减少的楼院" in leader.text()
    accessible(leader)
    fits_a_phone(page)
    page.fill("#keep-title", title)
    page.click("main button.btn-primary:has-text('保存')")
    settle(page)
    assert "测算方案已保存" in page.inner_text("#portal-messages")
    return page.url


def lines():
    by = person("governance")
    with scope.enter(scope.Scope(districts=(DISTRICT,), actor=by.pk)):
        return EntitlementLine.objects.count(), SubsidyScheme.objects.filter(key="year-by-star").count()


def at(visitor, address):
    """Opens the full address of a page that somebody passed on."""
    visitor.page.goto(address)
    settle(visitor.page)


def laid_side_by_side(leader):
    leader.open(f"{BASE}/scenarios/")
    accessible(leader)
    for box in leader.page.locator("input[name=id]").all():
        box.check()
    press(leader, "并排对比")
    assert "降五星" in leader.text() and "提门槛" in leader.text() and "预算结余" in leader.text()
    accessible(leader)


def proposed(leader, scenario):
    """The draft's address; who proposes does not check."""
    at(leader, scenario)
    leader.page.fill("#propose-reason", "控制第二年支出")
    press(leader, "提出为下一版本")
    assert "由他人核对和发布" in leader.page.inner_text("#portal-messages")
    assert leader.page.locator("button[name=check]").count() == 0
    return leader.page.url


def drafted(office, draft):
    """The office makes it its own; a rate above the ceiling is told while it is typed."""
    at(office, draft)
    accessible(office)
    office.page.click("a:has-text('编辑')")
    settle(office.page)
    accessible(office)
    fits_a_phone(office.page)
    office.page.fill("#title", "阶梯补贴办法（2022 修订）")
    office.page.fill("#rates-2-5", "0.35")
    office.page.wait_for_selector("#scheme-faults >> text=超过上限")
    office.page.fill("#rates-2-5", "0.20")
    office.page.wait_for_selector("#scheme-faults >> text=没有问题")
    press(office, "保存草稿")
    at(office, draft)
    assert office.page.locator("button[name=check]").count() == 0, "who drafted does not check"


def tried(leader, draft):
    at(leader, draft)
    leader.page.click("a:has-text('试算')")
    settle(leader.page)
    accessible(leader)
    leader.page.fill("#t-month", "13")
    leader.page.wait_for_selector("#try-result >> text=200.00")


def test_from_a_supposition_to_the_next_version(visit):
    leader, office, finance = visit("leader"), visit("housing"), visit("finance")
    before = lines()
    first = suppose(leader, "降五星", rates_2_5="0.20", last="2023-06")
    suppose(leader, "提门槛", star_least="3", last="2023-06")
    assert lines() == before, "nothing was written of the subsidy"
    laid_side_by_side(leader)
    draft = proposed(leader, first)
    drafted(office, draft)
    at(finance, draft)
    finance.page.click("button[name=check]")
    settle(finance.page)
    assert finance.page.locator("button[name=release]").count() == 0, "finance does not release"
    at(leader, draft)
    leader.page.fill("#release-reason", "管政〔2022〕9 号")
    leader.page.click("button[name=release]")
    settle(leader.page)
    assert "版本已发布" in leader.page.inner_text("#portal-messages") and "管政〔2022〕9 号" in leader.text()
    leader.open(f"{BASE}/schemes/")
    accessible(leader)
    fits_a_phone(leader.page)
    assert "已被取代" in leader.text()
    tried(leader, draft)
    leader.open(f"{BASE}/forecast/")
    accessible(leader)
    fits_a_phone(leader.page)
    assert "已承诺" in leader.text()
