"""A month of a street with fifty courtyards: three figures typed, the rest one click; given back, mended, accepted."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.common.periods import Month
from governance.divisions.models import Street
from governance.people import services as people_services
from governance.people.models import User
from governance.returns import reading
from governance.returns.months import range_of
from governance.tenancy import scope
from property_firms.models import FeeReturn, ServiceContract
from property_firms.returns import FEES
from tests.journeys.conftest import PASSWORD, PHONE, settle
from tests.journeys.test_portal import RULES

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

DISTRICT, COURTYARDS, MOST_CLICKS = 410104, 50, 20
LAST = Month.of(timezone.localdate()).plus(-1)
# Counts what a hand does, across the pages of a visit.
COUNTER = """addEventListener("click", e => { if (e.isTrusted && e.detail) {
    localStorage.setItem("clicks", 1 + Number(localStorage.getItem("clicks") || 0)); } }, true)"""


@pytest.fixture(scope="module")
def street(own_case_database, people):
    """A street that had too few contracts gets as many as fifty courtyards have, and a return of the month before last."""
    with scope.enter(scope.Scope(signing_in="governance")):
        by = User.objects.get(username="governance")
    whole = scope.Scope(districts=(DISTRICT,), actor=by.pk)
    crew = {role: people_services.create_user(username=f"{role}-chengdonglu", name=name, password=PASSWORD)
            for role, name in (("clerk", "城东路专干"), ("reviewer", "城东路审核员"))}
    with scope.enter(whole):
        place = Street.objects.get(district_id=DISTRICT, name__startswith="城东路")
        for role, user in crew.items():
            people_services.grant(
                user=user, district=DISTRICT, role=role, by=by, reason="试验", valid_from=date(2020, 1, 1), street=place.pk
            )
        with change(district=DISTRICT, by=by, reason="试验", street=place.pk):
            _contract(place)
            for number, row in enumerate(reading.rows(FEES, district=DISTRICT, street=place.pk, month=LAST)):
                due = (300 + 7 * number) * 100
                FeeReturn.objects.create(
                    district_id=DISTRICT, street_id=place.pk, courtyard_id=row.identity["courtyard"],
                    firm_id=row.identity["firm"], period=range_of(LAST.plus(-1)), receivable_fen=due,
                    received_fen=due * 3 // 4, households_liable=40 + number, households_paid=30 + number,
                )
    return place


def _contract(place):
    """As many contracts as are missing to fifty."""
    contracts = ServiceContract.objects.filter(street_id=place.pk)
    have = contracts.count()
    assert have <= COURTYARDS, "the case has grown: take another street"
    bare = Courtyard.objects.filter(street_id=place.pk).exclude(pk__in=contracts.values("courtyard_id")).order_by("code")
    for courtyard in bare[: COURTYARDS - have]:
        ServiceContract.objects.create(
            district_id=DISTRICT, street_id=place.pk, courtyard=courtyard, firm=contracts[0].firm, valid=contracts[0].valid
        )


@pytest.fixture
def come(visit, street):
    """Somebody of the street, whose clicks are counted from the sign-in on."""

    def arrive(role, **more):
        visitor = visit(f"{role}-chengdonglu", **more)
        visitor.context.add_init_script(COUNTER)
        visitor.open("/410104/")
        return visitor

    return arrive


def go(visitor, locator):
    """A click that leads to another page."""
    with visitor.page.expect_navigation():
        locator.click()
    settle(visitor.page)


def open_month(visitor):
    """From the menu to the fee return of the last complete month."""
    page = visitor.page
    if not page.locator("#menu").is_visible():
        page.locator(".navbar-toggler").click()
    go(visitor, page.locator("nav").get_by_role("link", name="月报"))
    go(visitor, page.get_by_role("link", name=f"城东路街道 {LAST} 物业收费月报"))


def clicks(visitor):
    return int(visitor.page.evaluate("localStorage.getItem('clicks')"))


def field(visitor, number, figure):
    return visitor.page.locator(f"tbody tr:nth-child({number}) input[name$='.{figure}']")


def check(visitor):
    found = Axe().run(visitor.page, options=RULES).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_a_month_of_fifty_courtyards_in_less_than_twenty_clicks(come, record_property):
    clerk, reviewer = come("clerk"), come("reviewer")
    fill_in(clerk)
    go(clerk, clerk.page.get_by_role("button", name="上报"))
    assert "已上报" in clerk.page.inner_text("#portal-messages") and clerk.page.locator("tbody input").count() == 0
    first = clicks(clerk)
    assert first < MOST_CLICKS

    open_month(reviewer)
    check(reviewer)
    reviewer.page.get_by_label("需要修改什么").fill("第7行缴费户数请核对")
    go(reviewer, reviewer.page.get_by_role("button", name="退回"))
    mend(clerk)
    go(clerk, clerk.page.get_by_role("button", name="上报"))
    assert clicks(clerk) < MOST_CLICKS
    open_month(reviewer)
    go(reviewer, reviewer.page.get_by_role("button", name="通过"))
    assert "审核通过" in reviewer.text()
    check(reviewer)
    record_property(
        "tally", f"fee return of {COURTYARDS} courtyards: {first} clicks to hand it in, {clicks(clerk)} with the mending"
    )


def fill_in(clerk):
    """Three rows changed, one of them wrongly at first; all the others did not."""
    open_month(clerk)
    check(clerk)
    assert clerk.page.locator("tbody tr").count() == COURTYARDS
    # Enter goes down the column.
    field(clerk, 2, "received_fen").click()
    clerk.page.keyboard.type("9999999")
    clerk.page.keyboard.press("Enter")
    clerk.page.keyboard.type("250")
    field(clerk, 7, "households_paid").click()
    clerk.page.keyboard.type("２５")
    assert "is-unsaved" in field(clerk, 7, "households_paid").get_attribute("class")
    nothing_else_changed(clerk)
    # What is wrong is said at its cell, which stands first now; nothing that was typed is lost.
    wrong = clerk.page.locator("[aria-invalid]")
    assert wrong.count() == 1 and "实收不能超过应收" in clerk.text()
    assert field(clerk, 3, "received_fen").input_value() == "250"
    check(clerk)
    wrong.click(click_count=3)
    clerk.page.keyboard.type("200")
    nothing_else_changed(clerk)
    assert f"{COURTYARDS} / {COURTYARDS}" in clerk.text()
    assert f"已保存 {COURTYARDS} 行" in clerk.page.inner_text("#portal-messages")
    assert clerk.page.get_by_role("button", name="恢复所填内容").count() == 0


def nothing_else_changed(clerk):
    clerk.page.get_by_text(f"全部无变化（{COURTYARDS}）").click()
    go(clerk, clerk.page.get_by_role("button", name="确认无变化"))


def mend(clerk):
    """What the reviewer asked for."""
    open_month(clerk)
    assert "第7行缴费户数请核对" in clerk.page.inner_text(".alert-warning")
    check(clerk)
    mended = field(clerk, 7, "households_paid")
    assert mended.input_value() == "25"
    mended.click(click_count=3)
    clerk.page.keyboard.type("24")
    go(clerk, clerk.page.get_by_role("button", name="保存"))
    assert field(clerk, 7, "households_paid").input_value() == "24"


def test_one_row_on_a_phone_and_the_rest_without_a_script(come, browser, address):
    """In this order: both fill the same month."""
    no_change_in_one_row_on_a_phone(come)
    the_rest_as_a_plain_form(come, browser, address)


def no_change_in_one_row_on_a_phone(come):
    clerk = come("clerk", size=PHONE)
    clerk.open(f"/410104/returns/fee-returns/{LAST.next()}/410104004/")
    clerk.page.locator("tbody input[data-portal-last]").nth(5).fill("12")
    go(clerk, clerk.page.locator("tbody tr").nth(0).get_by_role("button"))
    assert "已报" in clerk.page.locator("tbody tr").nth(0).inner_text()
    assert clerk.page.locator("tbody input[data-portal-last]").nth(5).input_value() == "12"
    check(clerk)
    clerk.open("/410104/returns/")
    check(clerk)


def the_rest_as_a_plain_form(come, browser, address):
    clerk = come("clerk")
    state = clerk.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=state, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{address}/410104/returns/fee-returns/{LAST.next()}/410104004/")
    page.locator("tbody input[name$='.received_fen']").nth(3).fill("100")
    # Enter presses the first button, which saves.
    page.locator("tbody input[name$='.received_fen']").nth(3).press("Enter")
    assert "已保存 1 行" in page.inner_text("#portal-messages")
    page.locator("summary", has_text="全部无变化").click()
    page.get_by_role("button", name="确认无变化").click()
    assert f"{COURTYARDS} / {COURTYARDS}" in page.inner_text("main")
    context.close()
