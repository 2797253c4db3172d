"""Two scorers score a courtyard on a phone, with a photo and an offline draft; they differ, settle, and the notice is printed."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from governance.people.models import User
from governance.tenancy import scope
from ratings import scores, services
from ratings.models import RatingEntry, RatingResult, RatingRound
from tests.journeys.conftest import PHONE, settle
from tests.journeys.test_portal import RULES

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

DISTRICT, STREET = 410104, "410104001"
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 2000


@pytest.fixture(scope="module")
def round_(own_case_database, people):
    """A round that is being scored, with three courtyards of the last one."""
    with scope.enter(scope.Scope(signing_in="governance")):
        by = User.objects.get(username="governance")
    with scope.enter(scope.Scope(districts=(DISTRICT,), actor=by.pk)):
        last = RatingRound.objects.select_related("standard").filter(district_id=DISTRICT).latest("year")
        made = services.open_round(
            standard=last.standard, year=last.year + 1, applies=(last.applies.upper, date(2031, 1, 1)), by=by, reason="试评"
        )
        entries = RatingEntry.objects.filter(round=last, street__code=STREET).select_related("courtyard").order_by("pk")
        services.enter_courtyards(round=made, courtyards=[entry.courtyard for entry in entries[:3]], by=by, reason="参评")
        code = scores.entries(made, timezone.localdate())[0].courtyard.code
    return made, code, by


def accessible(visitor):
    found = Axe().run(visitor.page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


def name_the_scorers(office, base, code):
    assert office.open(f"{base}/scorers/?street={STREET}") == 200
    accessible(office)
    office.page.select_option(f"select[name='scorer-{code}-1']", label="北下街专干")
    office.page.select_option(f"select[name='scorer-{code}-2']", label="社治委专员")
    office.page.click("main button:has-text('指定评分人')")
    settle(office.page)
    assert "评分中" in office.text()


def score_on_a_phone(clerk, sheet):
    """Two faults, then no network: the page is closed, and what was typed comes back."""
    assert clerk.open(sheet) == 200
    accessible(clerk)
    page = clerk.page
    page.click("#item-A1 [data-portal-step='1']")
    page.click("#item-A1 [data-portal-step='1']")
    page.wait_for_selector("#standing >> text=尚未保存")
    clerk.context.set_offline(True)
    page.fill("#found-B1", "1")
    page.click(".sheet-deeds button >> nth=0")
    assert page.locator("[data-portal-sheet-notice]").inner_text() != "" and "410104" in page.url
    clerk.context.set_offline(False)
    clerk.open(sheet)
    assert page.input_value("#found-A1") == ""
    page.click("text=恢复")
    assert (page.input_value("#found-A1"), page.input_value("#found-B1")) == ("2", "1")
    page.click("#item-A1 summary")
    page.fill("#place-A1", "3号楼楼道")
    page.set_input_files("#photo-A1", {"name": "楼道.jpg", "mimeType": "image/jpeg", "buffer": JPEG})
    page.click("button[name=hand_in]")
    settle(page)
    assert "已提交" in page.inner_text("#portal-messages") and "3号楼楼道" in clerk.text()
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('sheet')).length") == 0


def differ_and_settle(office, sheet):
    office.open(sheet)
    assert "3号楼楼道" not in office.text()
    office.page.fill("#found-A1", "4")
    office.page.fill("#found-B1", "1")
    office.page.click("button[name=hand_in]")
    settle(office.page)
    office.page.click("text=两份评分对照")
    settle(office.page)
    accessible(office)
    assert "A1" in office.page.inner_text("fieldset.sheet-settle")
    office.page.check("input[name='holds-A1'][value='first']")
    office.page.fill("#reason", "复看照片，两处成立")
    office.page.click("main button:has-text('裁定')")
    settle(office.page)
    assert "已裁定" in office.text()


def computed(made, code, by):
    with scope.enter(scope.Scope(districts=(DISTRICT,), actor=by.pk)):
        services.compute_round(round=made, by=by, now=timezone.now())
        result = RatingResult.objects.select_related("reading").get(round=made, courtyard__code=code)
    told = {item["code"]: item["found"] for item in result.explanation["items"]}
    assert told["A1"] == ["2"] and told["B1"] == ["1", "1"]
    return result


def test_from_two_phones_to_the_printed_notice(visit, round_):
    made, code, by = round_
    base = f"/410104/ratings/{made.year}"
    office, clerk = visit("governance"), visit("clerk-beixiajie", PHONE)
    name_the_scorers(office, base, code)
    score_on_a_phone(clerk, f"{base}/sheet/{code}/")
    differ_and_settle(office, f"{base}/sheet/{code}/")
    result = computed(made, code, by)
    office.open(f"/410104/ratings/results/{result.pk}/")
    accessible(office)
    assert "3号楼楼道" in office.text()
    office.page.click("text=打印告知书")
    settle(office.page)
    accessible(office)
    assert "失分项" in office.text() and office.page.pdf(prefer_css_page_size=True)[:4] == b"%PDF"
