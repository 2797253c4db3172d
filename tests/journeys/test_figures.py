"""From a red cell of the leader's table to the cadre whose assignment makes it green; and two figures side by side."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from psycopg2.extras import DateRange

from courtyards.models import ThreeNoBaseline
from governance.audit.services import change
from governance.common.periods import day_of
from governance.people.models import User
from governance.tenancy import scope
from party_org.models import Cadre, CadreAssignment
from tests.journeys.conftest import fits_a_phone
from tests.journeys.test_portal import RULES

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
DISTRICT, STREET = 410104, "410104001"
DEMO = "/410104/figures/long_term_mode_coverage/"


@pytest.fixture(scope="module")
def gap(address):
    """A three-no courtyard of the first street whose cadre left yesterday, and a cadre in office."""
    today = day_of(timezone.now())
    with scope.enter(scope.Scope(signing_in="organisation")):
        by = User.objects.get(username="organisation")
    with scope.enter(scope.Scope(districts=(DISTRICT,), actor=by.pk)):
        with change(district=DISTRICT, by=by, reason="调离"):
            held = CadreAssignment.objects.filter(
                district_id=DISTRICT, street__code=STREET, valid_to__gt=today,
                courtyard__in=ThreeNoBaseline.objects.values("courtyard"),
            )
            courtyard = held.order_by("pk").first().courtyard
            for one in CadreAssignment.objects.filter(courtyard=courtyard, valid_to__gt=today):
                CadreAssignment.objects.filter(pk=one.pk).update(valid=DateRange(one.valid.lower, today))
            cadre = Cadre.objects.filter(district_id=DISTRICT, valid_to__gt=today + timedelta(days=1)).first()
    return courtyard, cadre


def cell(visitor):
    """The street's cell of the leader's table, for cadres."""
    visitor.open("/410104/")
    return visitor.page.locator(f".dash-heat td:has(a[href*='/figures/cadre_assignment/'][href*='street={STREET}'])")


def test_a_red_cell_becomes_green_by_an_assignment(visit, gap):
    courtyard, cadre = gap
    leader = visit("leader")
    red = cell(leader)
    assert "heat-0" not in red.get_attribute("class") and "−1" in red.inner_text()
    red.get_by_role("link").click()
    leader.page.wait_for_load_state("networkidle")
    assert courtyard.name in leader.text() and "登记" not in leader.page.inner_text("table")
    gaps = leader.page.url

    office = visit("organisation")
    office.page.goto(gaps)
    office.page.get_by_role("link", name=f"：{courtyard.name}").click()
    office.page.wait_for_load_state("networkidle")
    assert courtyard.code in office.page.input_value("#id_courtyard")
    office.page.fill("#id_cadre", f"#{cadre.pk}")
    office.page.fill("#id_reason", "补齐分包")
    office.page.get_by_role("button", name="录入", exact=True).click()
    office.page.wait_for_load_state("networkidle")
    assert office.page.url == gaps
    assert "100.00 %" in office.text() and courtyard.name not in office.page.inner_text("#main .card:last-child")

    green = cell(leader)
    assert "heat-0" in green.get_attribute("class") and "100.00 %" in green.inner_text()


def test_a_figure_is_compared_and_opened_to_the_entry(visit):
    leader = visit("leader")
    leader.open(f"{DEMO}?on=2022-07-07")
    leader.page.get_by_role("link", name="比较").first.click()
    leader.page.wait_for_load_state("networkidle")
    leader.page.fill("#c-from", "2019-12-31")
    leader.page.locator("form.card button").click()
    leader.page.wait_for_load_state("networkidle")
    assert "升至 96.71%" in leader.text()
    leader.page.get_by_role("navigation", name="类别").get_by_role("link", name="新增覆盖").click()
    leader.page.wait_for_load_state("networkidle")
    leader.page.get_by_role("link", name="录入管理模式").first.click()
    leader.page.wait_for_load_state("networkidle")
    assert "/registers/modes/" in leader.page.url


def test_a_citation_is_copied(visit):
    leader = visit("leader")
    leader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    leader.open(f"{DEMO}?on=2022-07-07")
    leader.page.get_by_text("引用此数").click()
    leader.page.get_by_role("button", name="复制引用").click()
    leader.page.get_by_role("button", name="已复制").wait_for()
    assert "96.71 % (558 / 577)" in leader.page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("path", [
    f"{DEMO}?on=2022-07-07&covered=no", f"{DEMO}compare/?from=2019-12-31&to=2022-07-07",
    f"{DEMO}compare/?from=2022-07-07&to=2022-07-07&street=410104001&against=410104003", f"{DEMO}compare/?from=soon",
])
def test_the_pages_are_accessible_and_fit_a_phone(visit, path):
    office = visit("governance")
    office.open(path)
    found = Axe().run(office.page, options=RULES).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    fits_a_phone(office.page)
