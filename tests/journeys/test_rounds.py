"""A whole round with all its people: handed on, re-checked, published, objected to, mended, announced; the money follows."""

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from governance.audit.services import change
from governance.calendar import national
from governance.calendar import services as calendar
from governance.common.periods import Month
from governance.people import services as people_services
from governance.tenancy import scope
from ratings import services as ratings
from ratings.models import Finding, Publicity, RatingEntry, RatingRound
from subsidies import services as subsidies
from subsidies.models import Enrolment, EntitlementLine
from tests.journeys.conftest import PASSWORD, PHONE, settle
from tests.journeys.test_portal import RULES
from tests.support.cast import person

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

DISTRICT, STREET, YEAR, MONTH = 410104, "410104001", 2025, Month(2023, 3)
ROUND = f"/{DISTRICT}/rounds/{YEAR}/"


@pytest.fixture(scope="module")
def office(own_case_database, people):
    """A colleague of the governance office, and the years that the portal does not ship yet."""
    by, today = person("governance"), timezone.localdate()
    colleague = people_services.create_user(username="colleague", name="区评定组复核员", password=PASSWORD)
    with whole(by):
        people_services.grant(
            user=colleague, district=DISTRICT, role="governance", by=by, reason="试验", valid_from=date(2020, 1, 1)
        )
        for year in {today.year, today.year + 1} - set(national.years()):
            calendar.know_year(district=DISTRICT, year=year, document="试验", by=by, reason="试验")
    return by, colleague


def whole(by):
    return scope.enter(scope.Scope(districts=(DISTRICT,), actor=by.pk))


def others_have_passed(by):
    """What the other streets do is not this story."""
    with whole(by), change(district=DISTRICT, by=by, reason="其他街道先行完成"):
        RatingEntry.objects.filter(round__year=YEAR).exclude(street__code=STREET).update(step="passed")


def chosen(by):
    """A subsidised courtyard of the street, which a firm serves, so that the district's group rates it."""
    with whole(by):
        paid = Enrolment.objects.filter(left_on__isnull=True).values("courtyard")
        entry = RatingEntry.objects.filter(round__year=YEAR, street__code=STREET, by_district=True, courtyard__in=paid)
        return entry.select_related("courtyard", "round__standard").order_by("courtyard__code")[0]


def find(by, entry, count):
    """What somebody finds on the spot, for the first two items."""
    with whole(by):
        for item in entry.round.standard.items.filter(kind="faults").order_by("code")[:4]:
            ratings.record_finding(
                round=entry.round, courtyard=entry.courtyard, item=item, found=count, by=by, reason="现场查看"
            )


def press(visitor, name):
    visitor.page.get_by_role("button", name=name).first.click()
    settle(visitor.page)


def hand_on_all(visitor, step):
    visitor.open(f"{ROUND}courtyards/?step={step}&street={STREET}")
    press(visitor, "全部提交")
    return visitor.page.inner_text("#portal-messages")


def compute(by):
    """The worker's part, done here: the month that the round asked for."""
    with whole(by):
        subsidies.compute_month(district=DISTRICT, month=MONTH, by=by, now=timezone.now())


def days_pass(by):
    """The publicity began, and ended, a month earlier."""
    with whole(by), change(district=DISTRICT, by=by, reason="时间过去"):
        for one in Publicity.objects.filter(round__year=YEAR):
            one.published_on, one.last_on = one.published_on - timedelta(days=30), one.last_on - timedelta(days=30)
            one.save()


def pleasant(visitor):
    """No violation at the desk, nothing wider than a phone."""
    found = Axe().run(visitor.page, options=RULES).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    visitor.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    visitor.page.wait_for_timeout(150)
    assert visitor.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    visitor.page.set_viewport_size({"width": 1366, "height": 768})


def opened(governance):
    governance.open(f"/{DISTRICT}/rounds/open/")
    for name, value in {"year": str(YEAR), "eligible_on": "2022-07-07", "first_month": "2023-01", "last_month": "2023-12",
                        "reason": "2025 年度评定"}.items():
        governance.page.fill(f"[name={name}]", value)
    options = governance.page.locator("[name=standard] option").all_inner_texts()
    governance.page.select_option("[name=standard]", label=next(text for text in options if text.startswith("老旧楼院")))
    press(governance, "查看参评名单")
    assert "个楼院参评" in governance.text()
    pleasant(governance)
    press(governance, "启动评定（")
    assert governance.page.url.endswith(ROUND)


def test_a_whole_round(visit, office):
    by, colleague = office
    governance, clerk = visit("governance"), visit("clerk-beixiajie")
    opened(governance)
    others_have_passed(by)
    entry = chosen(by)
    clerk.open(f"/{DISTRICT}/home/")
    clerk.page.get_by_role("link", name="打开列表").first.click()
    settle(clerk.page)
    press(clerk, "全部提交")
    assert "已办理" in hand_on_all(clerk, "opinion")
    assert "由区评定组评分" in hand_on_all(clerk, "rating"), "what a firm serves is the district's to rate"
    find(by, entry, 9)
    assert "已办理" in hand_on_all(governance, "rating")
    second = visit("colleague")
    assert "已办理" in hand_on_all(second, "recheck")
    governance.open(ROUND)
    pleasant(governance)
    governance.page.get_by_role("link", name="公示星级").click()
    settle(governance.page)
    governance.page.fill("[name=document]", "星级公示〔2025〕1号")
    governance.page.fill("[name=place]", "楼院公告栏和区政府网站")
    press(governance, "公示")
    assert "个工作日，至" in governance.text()
    compute(by)
    number = objected(clerk, entry)
    mended(second, colleague, entry, number, visit())
    compute(by)
    with whole(by):
        first, adjusted = EntitlementLine.objects.filter(courtyard=entry.courtyard, month=MONTH.first).order_by("sequence")
    assert adjusted.amount_fen > 0 and adjusted.star > (first.star or 0)
    governance.open(f"/{DISTRICT}/subsidies/lines/{adjusted.pk}/")
    assert entry.courtyard.name in governance.page.inner_text("body")
    announced(governance, by)


def objected(clerk, entry):
    clerk.open(f"{ROUND}courtyards/{entry.courtyard.code}/")
    pleasant(clerk)
    clerk.page.get_by_role("link", name="登记异议").click()
    settle(clerk.page)
    clerk.page.select_option("[name=objector]", "committee")
    clerk.page.fill("[name=grounds]", "扣分与现场不符，请求复查。")
    clerk.page.fill("[name=reason]", "自管会来访")
    press(clerk, "登记异议")
    pleasant(clerk)
    return clerk.page.inner_text(".track-number")


def mended(second, colleague, entry, number, objector):
    """The colleague orders a re-inspection, mends what was found, closes it; the objector reads it without an account."""
    objector.open("/o/")
    objector.page.fill("#code", number)
    objector.page.get_by_role("button").click()
    settle(objector.page)
    assert "办理中" in objector.text()
    second.open(f"/{DISTRICT}/home/")
    second.page.get_by_role("link", name="答复").first.click()
    settle(second.page)
    second.page.fill("[name=answer]", "同意复查，三个工作日内到现场。")
    press(second, "决定复查")
    find(colleague, entry, 0)
    second.open(f"{ROUND}courtyards/{entry.courtyard.code}/")
    second.page.fill("[name=comment]", "现场复查，扣分不成立")
    press(second, "结束复查并重新计算")
    assert "复查结束" in second.page.inner_text("#portal-messages")
    objector.page.reload()
    settle(objector.page)
    assert "结果已改变" in objector.text() and "复查后" in objector.text()
    pleasant(objector)


def announced(governance, by):
    governance.open(ROUND)
    assert "请在期满后公告" in governance.text()
    days_pass(by)
    governance.open(ROUND)
    press(governance, "公告")
    assert "星级已公告" in governance.page.inner_text("#portal-messages")
    press(governance, "授牌")
    assert "已编号" in governance.page.inner_text("#portal-messages")
    with whole(by):
        assert RatingRound.objects.get(year=YEAR).status == "announced"
        assert not Finding.objects.filter(round__year=YEAR, occurrences=9).exists()
