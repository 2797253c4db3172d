"""A subsidy from the desk to the counter: entered, opined, verified, approved, reviewed, public, objected to, enrolled, left."""

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from courtyards.models import Committee, Courtyard, Covenant, Renovation, ThreeNoBaseline
from governance.audit.services import change
from governance.calendar import national
from governance.calendar import services as calendar
from governance.people import services as people_services
from governance.tenancy import scope
from subsidies.models import Application, ApplicationPublicity, Enrolment
from tests.journeys.conftest import PASSWORD, PHONE, fits_a_phone, settle
from tests.journeys.test_portal import RULES
from tests.support.cast import person

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

DISTRICT, STREET = 410104, "410104001"
HOME = f"/{DISTRICT}/subsidies/applications/"
PDF = {"name": "盖章材料.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 sealed"}


@pytest.fixture(scope="module")
def office(own_case_database, people):
    """A reviewer of the street and a second person of the housing centre; the years that the portal does not ship yet."""
    by, today = person("governance"), timezone.localdate()
    reviewer = people_services.create_user(username="reviewer-apply", name="北下街核实员", password=PASSWORD)
    second = people_services.create_user(username="housing-two", name="住保中心复核员", password=PASSWORD)
    with whole(by):
        street = Courtyard.objects.filter(street__code=STREET).first().street
        for user, role, where in ((reviewer, "reviewer", street.pk), (second, "housing", None)):
            people_services.grant(
                user=user, district=DISTRICT, role=role, street=where, by=by, reason="试验", valid_from=date(2020, 1, 1)
            )
        for year in {today.year, today.year + 1} - set(national.years()):
            calendar.know_year(district=DISTRICT, year=year, document="试验", by=by, reason="试验")
    return by


def whole(by):
    return scope.enter(scope.Scope(districts=(DISTRICT,), actor=by.pk))


def two_courtyards(by):
    """Three-no courtyards of the street with committee and covenant; their renovation was just accepted."""
    with whole(by), change(district=DISTRICT, by=by, reason="改造验收"):
        enrolled = Enrolment.objects.values("courtyard")
        rows = Courtyard.objects.filter(
            street__code=STREET, pk__in=ThreeNoBaseline.objects.values("courtyard"), area_m2__isnull=False
        ).exclude(pk__in=enrolled).order_by("code")
        held = {"valid_to__gt": timezone.localdate()}
        rows = rows.filter(pk__in=Committee.objects.filter(**held).values("courtyard")).filter(
            pk__in=Covenant.objects.filter(**held).values("courtyard")
        )
        found = list(rows[:2])
        for yard in found:
            at = {"district_id": DISTRICT, "street_id": yard.street_id, "courtyard": yard}
            Renovation.objects.create(**at, project="2026 年改造", accepted_on=timezone.localdate() - timedelta(days=20))
    assert len(found) == 2
    return found


def press(visitor, name):
    visitor.page.get_by_role("button", name=name).first.click()
    settle(visitor.page)


def said(visitor):
    return visitor.page.inner_text("#portal-messages")


def pleasant(visitor):
    """No violation at the desk, nothing wider than a phone."""
    found = Axe().run(visitor.page, options=RULES).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    fits_a_phone(visitor.page)


def entered(clerk, yard):
    clerk.open(f"{HOME}new/?courtyard={yard.code}")
    pleasant(clerk)
    assert clerk.page.input_value("[name=courtyard]") == str(yard.pk)
    clerk.page.select_option("[name=applicant]", "committee")
    clerk.page.fill("[name=why]", "楼道照明和门禁的日常维护")
    clerk.page.fill("[name=reason]", "自管会来窗口申请")
    press(clerk, "保存并核对材料")
    assert "已录入" in said(clerk)
    return clerk.page.url


def completed(clerk):
    """What the registers have by one button; each of the rest by a file."""
    press(clerk, "按台账核对")
    assert "已按台账核对" in said(clerk)
    while clerk.page.locator("li.apply-item input[type=file]").count():
        clerk.page.locator("li.apply-item input[type=file]").first.set_input_files(PDF)
        clerk.page.locator("li.apply-item form:has(input[type=file]) button").first.click()
        settle(clerk.page)
    pleasant(clerk)


def stage(visitor, url, comment, button):
    visitor.page.goto(url)
    settle(visitor.page)
    if comment:
        visitor.page.fill("#comment", comment)
    press(visitor, button)
    return said(visitor)


def days_pass(by):
    with whole(by), change(district=DISTRICT, by=by, reason="时间过去"):
        for one in ApplicationPublicity.objects.all():
            one.published_on, one.last_on = one.published_on - timedelta(days=60), one.last_on - timedelta(days=60)
            one.save()


def approved(url, clerk, reviewer, housing, finance):
    """From the desk to finance; whoever's turn it is not finds no button."""
    assert "社区意见" in stage(clerk, url, "", "提交社区")
    assert "街道核实" in stage(clerk, url, "居民代表会议同意", "社区同意")
    for other in (clerk, housing, finance):
        other.page.goto(url)
        settle(other.page)
        assert other.page.get_by_role("button", name="核实无误").count() == 0
    assert "住保中心审批" in stage(reviewer, url, "", "核实无误")
    assert "财政审核" in stage(housing, url, "", "批准")
    assert "待公示" in stage(finance, url, "", "审核通过")


def test_from_the_desk_to_the_counter(visit, office):
    by = office
    first, second = two_courtyards(by)
    clerk, housing, finance = visit("clerk-beixiajie"), visit("housing"), visit("finance")
    reviewer, colleague = visit("reviewer-apply"), visit("housing-two")
    url = entered(clerk, first)
    completed(clerk)
    assert housing.open(f"{HOME}new/") == 403 and reviewer.open(f"{HOME}publish/") == 403
    assert "社区意见" in stage(clerk, url, "", "提交社区")
    stage(clerk, url, "居民代表会议同意", "社区同意")
    assert "录入中" in stage(reviewer, url, "面积证明看不清，请重传", "退回申请人")
    clerk.open(f"/{DISTRICT}/home/")
    assert "面积证明看不清" in clerk.text()
    approved(url, clerk, reviewer, housing, finance)
    other = entered(clerk, second)
    completed(clerk)
    approved(other, clerk, reviewer, colleague, finance)
    public(housing)
    number = objected(clerk, url)
    days_pass(by)
    housing.page.goto(url)
    settle(housing.page)
    assert "尚未答复" in housing.text() and housing.page.get_by_role("button", name="纳入补贴").count() == 0
    assert "已纳入" in stage(housing, other, "", "纳入补贴"), "an objection stops one courtyard only"
    answered(colleague, visit(), number)
    assert "已纳入" in stage(housing, url, "", "纳入补贴")
    with whole(by):
        assert set(Application.objects.values_list("step", flat=True)) == {"enrolled"}
        enrolment = Enrolment.objects.get(courtyard=first)
    left(housing, enrolment)


def public(housing):
    housing.open(f"/{DISTRICT}/home/")
    housing.page.get_by_role("link", name="公示").first.click()
    settle(housing.page)
    pleasant(housing)
    housing.page.fill("[name=document]", "补贴公示〔2026〕1号")
    housing.page.fill("[name=place]", "楼院公告栏和区政府网站")
    press(housing, "公示所选申请")
    assert "已公示" in said(housing)
    pleasant(housing)
    housing.open(HOME)
    pleasant(housing)


def objected(clerk, url):
    clerk.page.goto(url)
    settle(clerk.page)
    clerk.page.get_by_role("link", name="登记异议").click()
    settle(clerk.page)
    clerk.page.fill("[name=grounds]", "建筑面积与实际不符")
    clerk.page.fill("[name=reason]", "居民来访")
    press(clerk, "登记异议")
    pleasant(clerk)
    return clerk.page.inner_text(".track-number")


def answered(colleague, objector, number):
    """Another person answers; the objector reads it by the number, without an account, on a phone."""
    objector.page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    objector.open("/o/")
    objector.page.fill("#code", number)
    objector.page.get_by_role("button").click()
    settle(objector.page)
    assert "办理中" in objector.text()
    colleague.open(f"/{DISTRICT}/home/")
    colleague.page.get_by_role("link", name="答复").first.click()
    settle(colleague.page)
    colleague.page.fill("[name=answer]", "已到现场复核，面积与证明一致。")
    press(colleague, "以此理由驳回")
    objector.page.reload()
    settle(objector.page)
    assert "已到现场复核" in objector.text()


def left(housing, enrolment):
    """The counter, the board, and leaving with a document."""
    housing.open(f"{HOME}enrolled/")
    assert "六个月内到期" in housing.text()
    pleasant(housing)
    housing.open(f"{HOME}enrolled/{enrolment.pk}/")
    pleasant(housing)
    housing.page.get_by_role("link", name="退出补贴").click()
    settle(housing.page)
    pleasant(housing)
    housing.page.fill("[name=on]", (enrolment.first_month + timedelta(days=40)).isoformat())
    housing.page.fill("[name=because]", "业主大会决定自行管理")
    housing.page.fill("[name=document]", "业主大会决议一号")
    housing.page.locator("[name=file]").set_input_files(PDF)
    housing.page.fill("[name=reason]", "退出补贴")
    press(housing, "退出补贴")
    assert "已退出补贴" in said(housing) and "业主大会决议一号" in housing.text()
