"""A clerk's morning: what waits, one click, done; and a finding that is right as it is."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from psycopg2.extras import DateRange

from tests.journeys.conftest import DESK, PHONE, settle
from tests.journeys.test_portal import RULES
from tests.journeys.test_registers import check, fill, save

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

HOME = "/410104/home/"
# A three-no courtyard of 北下街街道, and one whose covenant was never entered.
LEFT, UNCOVENANTED = "410104001-0011", "塔湾街139号院"
LONG = "北下街街道顺河东路郑州市第二棉纺织厂老职工家属院南区附属楼及沿街商住楼"


@pytest.fixture(scope="module")
def gaps(own_case_database):
    """The cadre of a courtyard is withdrawn, and a courtyard has the longest of names and no area."""
    from courtyards.models import Courtyard, Renovation
    from governance.audit.services import change
    from governance.tenancy import scope
    from party_org.models import CadreAssignment
    from tests.support.cast import person

    by = person("organisation")
    with scope.enter(scope.Scope(districts=(410104,), actor=by.pk)):
        with change(district=410104, by=by, reason="干部轮岗"):
            for tie in CadreAssignment.objects.filter(courtyard__code=LEFT):
                tie.valid = DateRange(tie.valid.lower, date(2026, 1, 1))
                tie.save()
            renovated = Renovation.objects.filter(accepted_on__isnull=False).values("courtyard")
            yard = Courtyard.objects.filter(street__code="410104001", pk__in=renovated).exclude(code=LEFT).order_by("-code")[0]
            yard.name, yard.area_m2 = LONG, None
            yard.save()
        return Courtyard.objects.get(code=LEFT).name


@pytest.fixture
def clerk(visit, gaps):
    visitor = visit("clerk-beixiajie")
    visitor.context.set_default_timeout(6000)
    return visitor


def lines(visitor, text):
    return visitor.page.locator(".portal-line", has_text=text)


def click(visitor, link):
    with visitor.page.expect_navigation():
        link.click()
    settle(visitor.page)


def test_a_clerk_signs_in_and_a_click_later_the_courtyard_has_a_cadre(clerk, gaps):
    assert clerk.page.url.endswith(HOME)
    line = lines(clerk, gaps).filter(has_text="没有分包干部")
    assert line.count() == 1
    click(clerk, line.get_by_role("link", name="指派干部"))
    assert LEFT in clerk.page.input_value("#id_courtyard")
    clerk.page.locator("#id_cadre").press_sequentially("#1")
    options = clerk.page.locator("datalist option")
    options.first.wait_for(state="attached")
    fill(clerk, cadre=options.first.get_attribute("value"), valid_from="2026-01-02", reason="轮岗后重新分包")
    save(clerk)
    assert "已录入" in clerk.page.inner_text("#portal-messages")
    assert "没有分包干部" not in clerk.page.inner_text("#portal-messages")
    clerk.open(HOME)
    assert lines(clerk, gaps).filter(has_text="没有分包干部").count() == 0


def test_the_area_is_entered_where_the_home_leads(clerk, gaps):
    click(clerk, lines(clerk, LONG).get_by_role("link", name="补录面积"))
    assert clerk.page.url.endswith("#id_area_m2") and clerk.page.locator("#id_area_m2").is_visible()
    fill(clerk, area_m2="8745.03", households="120", residents="300", reason="测绘报告")
    save(clerk)
    assert LONG in clerk.page.inner_text("h1")
    clerk.open(HOME)
    assert lines(clerk, LONG).filter(has_text="缺建筑面积").count() == 0


def test_a_finding_that_is_right_is_accepted_with_a_reason_and_taken_back(clerk):
    click(clerk, lines(clerk, UNCOVENANTED).locator("a").first)
    panel = clerk.page.locator(".portal-findings")
    click(clerk, panel.locator(".portal-line", has_text="没有现行管理规约").get_by_role("link", name="登记例外"))
    fill(clerk, reason="")
    save(clerk)
    assert "请用几个字说明原因" in clerk.text()
    fill(clerk, reason="整院即将征收，不再制定规约", until="2099-12-31")
    save(clerk)
    assert "已登记为例外" in clerk.page.inner_text("#portal-messages")
    assert "整院即将征收" in panel.inner_text() and "2099-12-31" in panel.inner_text()
    clerk.open(HOME)
    assert lines(clerk, UNCOVENANTED).filter(has_text="管理规约").count() == 0
    clerk.open("/410104/quality/exceptions/")
    click(clerk, clerk.page.locator("main").get_by_role("link", name="撤回").first)
    fill(clerk, reason="征收取消")
    save(clerk)
    clerk.open(HOME)
    assert lines(clerk, UNCOVENANTED).filter(has_text="管理规约").count() == 1


def test_the_home_is_walked_by_the_keyboard(clerk):
    clerk.page.locator("main").get_by_role("link").first.focus()
    seen = set()
    for _step in range(12):
        seen.add(clerk.page.evaluate("document.activeElement.getAttribute('href')"))
        clerk.page.keyboard.press("Tab")
    assert len(seen) > 8 and None not in seen


PAGES = [
    HOME, "/410104/quality/", "/410104/quality/three-no-without-covenant/", "/410104/quality/collection-jump/",
    "/410104/quality/exceptions/", "/410104/tasks/",
]


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_are_accessible_and_fit_a_phone_for_a_clerk(clerk, walker, path):
    check(clerk, path)
    check(walker, path)


def test_the_forms_of_an_exception_are_accessible_and_fit_a_phone(clerk):
    clerk.open("/410104/quality/three-no-without-covenant/")
    click(clerk, clerk.page.get_by_role("link", name="登记例外").first)
    for size in (DESK, PHONE):
        clerk.page.set_viewport_size({"width": size[0], "height": size[1]})
        found = Axe().run(clerk.page, options=RULES).response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
        assert clerk.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
