"""The first page of people with several districts, and the page of a district's summary."""

import pytest
from django.test import Client

from governance.jobs.models import Job
from governance.summaries import services
from governance.summaries.models import SummaryState
from governance.tenancy import scope
from tests.jobs.conftest import sent  # noqa: F401


def test_several_districts_stand_side_by_side(cast, as_user):
    browser = as_user("operator-99")
    assert browser.get("/").url == "/overview/"
    page = browser.get("/overview/").content.decode()
    assert cast.home.mark(0) in page and cast.neighbour.mark(0) in page


def test_the_city_sees_both_districts_of_the_case(case, as_user):
    page = as_user("zhengzhou", False).get("/overview/?on=2022-07-07").content.decode()
    links = ("/410104/?on=2022-07-07", "/410105/figures/party_cover/?on=2022-07-07")
    for text in ("管城回族区", "金水区", "合计", "96.71 %", *links):
        assert text in page, text


def test_as_known_at_a_moment(case, as_user):
    page = as_user("zhengzhou", False).get("/overview/?on=2022-07-07&as_of=2022-07-07")
    assert page.status_code == 200 and "0 / 0" in page.content.decode()


def test_one_district_is_gone_to_and_nobody_is_sent_to_sign_in(cast, as_user):
    assert as_user("governance").get("/").url == f"/{cast.home.district}/"
    assert Client().get("/overview/").url == "/sign-in/"
    page = as_user("governance").get("/overview/").content.decode()
    assert cast.home.mark(0) in page and cast.neighbour.mark() not in page


def test_a_clerk_of_one_street_gets_a_link_and_no_figures(cast, as_user):
    page = as_user("clerk").get("/overview/").content.decode()
    assert f"/{cast.home.district}/home/" in page and "<table" not in page


@pytest.mark.usefixtures("sent")
def test_the_summary_s_page_tells_what_differed_and_asks_for_a_comparison(cast, as_user):
    browser, district = as_user("governance"), cast.home.district
    page = browser.get(f"/{district}/summary/").content.decode()
    assert f"Differs{cast.home.mark(0)}" in page and "早于台账" in page
    answer = browser.post(f"/{district}/summary/")
    with scope.enter(scope.Scope(districts=(district,))):
        job = Job.objects.get(kind=services.CHECK)
        assert answer.url == f"/{district}/jobs/{job.pk}/"
        SummaryState.objects.all().delete()
    assert "还没有汇总" in browser.get(f"/{district}/summary/").content.decode()
    assert as_user("leader").get(f"/{district}/summary/").status_code == 403


def test_a_token_for_all_districts_is_offered_to_whoever_has_several(case, as_user):
    assert 'name="all_districts"' not in as_user("governance", False).get("/410104/tokens/").content.decode()
    browser = as_user("operator", False)
    assert 'name="all_districts"' in browser.get("/410104/tokens/").content.decode()
    asked = {"name": "n", "scopes": ["statistics", "records"], "days": "30", "reason": "r", "all_districts": "on"}
    assert "跨区令牌只能读取统计数据" in browser.post("/410104/tokens/", asked).content.decode()
    made = browser.post("/410104/tokens/", asked | {"scopes": ["statistics"]}).content.decode()
    assert "责任人的所有区" in made and "yz_" in made
