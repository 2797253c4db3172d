"""The pages of data quality: the table, the lists, accepting, what is told on write and on a record's page."""

import csv
import io
import re
from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages

from governance.quality import registry, services
from governance.quality.models import QualityException
from tests.quality.cases import CASES
from tests.registers.conftest import shown

CHECK = "three-no-without-cadre"


@pytest.fixture
def home(cast):
    return f"/{cast.home.district}"


@pytest.fixture
def found(cast, works):
    """A three-no courtyard without a cadre, in the first street."""
    with cast.home.scope():
        return works.three_no


def sheet(answer):
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_table_leads_to_lists_of_as_many_records(cast, works, as_user, home, found):
    with cast.home.scope():
        for key in ("collection-jump", "contract-without-fee", "organisation-without-members"):
            CASES[key][0](works)
    browser = as_user("governance")
    page = browser.get(f"{home}/quality/")
    cells = re.findall(r'href="([^"]+/quality/([a-z-]+)/\?street=\w+)"[^>]*>(\d+)<', page.content.decode())
    assert len({key for _url, key, _n in cells}) >= 4
    for url, _key, n in cells:
        answer = browser.get(url)
        assert answer.context["page"].paginator.count == int(n) == len(answer.context["rows"])
        assert len(sheet(browser.get(f"{url}&format=csv"))) == int(n)


def test_the_table_stands_beside_the_count_of_a_month_before(cast, as_user, home, found):
    from django.utils import timezone

    from governance.common.periods import day_of

    today = day_of(timezone.now())
    with cast.home.scope():
        services.run_nightly(district=cast.home.district, day=today - timedelta(days=30))
    page = as_user("governance").get(f"{home}/quality/")
    assert page.context["before"] == today - timedelta(days=30)
    [row] = [row for _severity, rows, _clean in page.context["shelves"] for row in rows if row["check"].key == CHECK]
    assert row["earlier"] >= 1 and row["total"].open >= 1


def test_the_table_as_a_sheet_names_every_check(as_user, home):
    rows = sheet(as_user("governance").get(f"{home}/quality/?format=csv"))
    assert {row["检查项"] for row in rows} == {str(check.title) for check in registry.every().values()}


def test_a_list_says_what_to_do_and_where(as_user, home, found):
    page = as_user("clerk").get(f"{home}/quality/{CHECK}/").content.decode()
    assert f"{home}/registers/assignments/new/?courtyard={found.code}" in page and "指派干部" in page
    assert f"{home}/quality/{CHECK}/{found.pk}/accept/" in page
    # Who writes nothing finds the record alone.
    page = as_user("reviewer").get(f"{home}/quality/{CHECK}/").content.decode()
    assert found.name in page and "/assignments/new/" not in page and "/accept/" not in page


@pytest.mark.parametrize("path", ["no-such-check/", f"{CHECK}/?street=999", "exceptions/999999999/withdraw/"])
def test_what_does_not_exist_is_missing(as_user, home, path):
    assert as_user("governance").get(f"{home}/quality/{path}").status_code == 404


def test_a_finding_is_accepted_and_taken_back(cast, as_user, home, found):
    clerk, address = as_user("clerk"), f"{home}/quality/{CHECK}/{found.pk}/accept/"
    assert clerk.post(address, {"reason": ""}).status_code == 400
    assert clerk.post(address, {"reason": "将拆迁", "until": "2020-01-01"}).status_code == 400
    answer = clerk.post(address, {"reason": "将拆迁", "until": "2099-12-31"})
    assert answer.status_code == 302 and answer["Location"].endswith(f"/courtyards/{found.code}/")
    page = clerk.get(answer["Location"]).content.decode()
    assert "将拆迁" in page and "2099-12-31" in page
    listed = clerk.get(f"{home}/quality/{CHECK}/")
    assert found.pk not in {told.finding.record_id for told, _street in listed.context["rows"]}
    assert "将拆迁" in listed.content.decode() and "将拆迁" in clerk.get(f"{home}/quality/exceptions/").content.decode()
    assert sheet(clerk.get(f"{home}/quality/exceptions/?format=csv"))[0]["原因"] == "将拆迁"
    with cast.home.scope():
        kept = QualityException.objects.get(check_key=CHECK, record_id=found.pk)
    form = clerk.get(f"{home}/quality/exceptions/{kept.pk}/withdraw/").context["form"]
    assert clerk.post(f"{home}/quality/exceptions/{kept.pk}/withdraw/", shown(form) | {"reason": ""}).status_code == 400
    assert clerk.post(f"{home}/quality/exceptions/{kept.pk}/withdraw/", {"reason": "不拆了"}).status_code == 302
    listed = clerk.get(f"{home}/quality/{CHECK}/")
    assert found.pk in {told.finding.record_id for told, _street in listed.context["rows"]}


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("governance", 200), ("housing", 200), ("reviewer", 403), ("leader", 403), ("clerk2", 404)],
)
def test_whoever_writes_the_register_may_accept(as_user, home, found, who, status):
    browser, address = as_user(who), f"{home}/quality/{CHECK}/{found.pk}/accept/"
    assert browser.get(address).status_code == status
    assert browser.post(address, {"reason": "将拆迁"}).status_code == (302 if status == 200 else status)


def test_another_street_takes_nothing_back(cast, as_user, home, found):
    as_user("clerk").post(f"{home}/quality/{CHECK}/{found.pk}/accept/", {"reason": "将拆迁"})
    with cast.home.scope():
        kept = QualityException.objects.get(check_key=CHECK, record_id=found.pk)
    for who, status in (("clerk2", 404), ("reviewer", 403), ("leader", 403)):
        assert as_user(who).post(f"{home}/quality/exceptions/{kept.pk}/withdraw/", {"reason": "x"}).status_code == status


def test_what_is_mended_meanwhile_is_not_accepted(cast, works, as_user, home, found):
    with cast.home.scope():
        works.assignment  # noqa: B018
    answer = as_user("clerk").post(f"{home}/quality/{CHECK}/{found.pk}/accept/", {"reason": "将拆迁"})
    assert answer.status_code == 302 and answer["Location"].endswith(f"/quality/{CHECK}/")


def told(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_after_writing_the_page_says_what_else_is_missing(cast, works, as_user, home, found):
    with cast.home.scope():
        cadre = works.cadre
    answer = as_user("clerk").post(
        f"{home}/registers/assignments/new/",
        {"courtyard": found.code, "cadre": f"#{cadre.pk}", "valid_from": str(date(2023, 7, 1)), "reason": "分包"},
    )
    [_entered, warning] = told(answer)
    assert "该三无楼院没有党组织覆盖" in warning and "没有分包干部" not in warning and found.name in warning


def test_a_record_in_order_is_saved_without_a_word(as_user, home):
    answer = as_user("clerk").post(
        f"{home}/registers/volunteers/new/",
        {"name": "晨光队", "volunteers": "15", "valid_from": "2023-01-01", "reason": "成立"}
        | {"street": as_user("clerk").get(f"{home}/registers/volunteers/new/").context["form"]["street"].value()},
    )
    assert answer.status_code == 302 and len(told(answer)) == 1


def test_the_records_own_page_shows_its_findings_with_the_deed(as_user, home, found):
    page = as_user("clerk").get(f"{home}/courtyards/{found.code}/").content.decode()
    panel = page.partition("portal-findings")[2].partition("</section>")[0]
    assert "该三无楼院没有分包干部" in panel and "指派干部" in panel and f"/quality/{CHECK}/{found.pk}/accept/" in panel
    panel = as_user("leader").get(f"{home}/courtyards/{found.code}/").content.decode().partition("portal-findings")[2]
    assert "该三无楼院没有分包干部" in panel and "/accept/" not in panel


def test_in_the_past_nothing_is_accepted(as_user, home, found):
    page = as_user("clerk").get(f"{home}/courtyards/{found.code}/?on=2024-01-01").content.decode()
    panel = page.partition("portal-findings")[2].partition("</section>")[0]
    assert "该三无楼院没有分包干部" in panel and "/accept/" not in panel and "/new/" not in panel


def test_the_pages_stay_in_the_time_they_are_asked_for(as_user, home, found):
    """A moment ago nothing of this was known; on an earlier day the label was not given yet."""
    browser = as_user("governance")
    for query in ("as_of=2024-01-01", "on=2023-06-29"):
        assert browser.get(f"{home}/quality/?{query}").status_code == 200
        listed = browser.get(f"{home}/quality/{CHECK}/?{query}")
        assert found.pk not in {told.finding.record_id for told, _street in listed.context["rows"]}, query
    listed = browser.get(f"{home}/quality/{CHECK}/?on=2023-06-30")
    assert found.pk in {told.finding.record_id for told, _street in listed.context["rows"]}


def test_a_form_begins_with_what_the_finding_says(cast, works, as_user, home):
    with cast.home.scope():
        firm = CASES["firm-without-organisation"][0](works)
        code = firm.unit.uscc
    page = as_user("governance").get(f"{home}/quality/firm-without-organisation/")
    [address] = [told.url for told, _street in page.context["rows"] if told.finding.record_id == firm.pk]
    form = as_user("governance").get(address).context["form"]
    assert form["standing"].value() == "firm" and code in str(form["unit"].value())
