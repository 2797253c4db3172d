"""The pages of periods and seals: who may do what, one click that reminds, and what a seal's page shows."""

import json

import pytest
from django.utils import timezone

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.common.periods import Period, PeriodKind, day_of
from governance.divisions.models import Street
from governance.seals import contents, services
from governance.seals.models import PeriodReport, Seal

MONTH = Period.of(PeriodKind.MONTH, day_of(timezone.now())).previous()


@pytest.fixture
def side(cast):
    return cast.home


@pytest.fixture
def codes(side):
    with side.scope():
        return list(Street.objects.order_by("code").values_list("code", flat=True))


def page(side, place, deed=""):
    return f"/{side.district}/periods/{MONTH}/{place}/{deed}"


def state(side, street=0):
    place = None if street is None else side.streets[street]
    with side.scope():
        found = PeriodReport.objects.filter(street=place, period=str(MONTH)).first()
    return found and found.state


def post(browser, side, place, deed, **more):
    return browser.post(page(side, place, "deed/"), {deed: "1", **more})


def seal_it(side, as_user, codes):
    """The first street's report, handed in by its clerk, endorsed by its reviewer, approved by the governance office."""
    for who, deed in (("clerk", "submit"), ("reviewer", "endorse"), ("governance", "approve")):
        answer = post(as_user(who), side, codes[0], deed)
        assert answer.status_code == 302, (who, answer.content.decode()[:500])
    with side.scope():
        return Seal.objects.get(period=str(MONTH), street=side.streets[0])


def test_a_report_goes_up_the_tree_and_is_sealed(side, as_user, codes):
    seal = seal_it(side, as_user, codes)
    assert state(side) == "approved"
    shown = as_user("clerk").get(page(side, codes[0])).content.decode()
    assert f"第 {seal.number} 号封存" in shown and "已审定封存" in shown


@pytest.mark.parametrize(
    ("who", "place", "deed"),
    [
        ("clerk", 0, "endorse"), ("clerk", 0, "approve"), ("clerk", 0, "reopen"), ("clerk", 0, "remind"),
        ("clerk", "district", "submit"), ("reviewer", 0, "submit"), ("reviewer", 0, "approve"), ("leader", 0, "submit"),
        ("leader", 0, "reopen"), ("housing", 0, "submit"), ("auditor", 0, "approve"), ("finance", "district", "approve"),
    ],
)
def test_roles_do_only_what_is_theirs(side, as_user, codes, who, place, deed):
    answer = post(as_user(who), side, codes[place] if place == 0 else str(side.district), deed, comment="x")
    assert answer.status_code == 403
    assert state(side, 0 if place == 0 else None) is None


def test_a_clerk_does_nothing_in_the_neighbour_street(side, as_user, codes):
    assert post(as_user("clerk"), side, codes[1], "submit").status_code == 404


def test_nobody_decides_about_their_own_and_is_told_so(side, as_user, codes):
    office = as_user("governance")
    post(office, side, str(side.district), "submit")
    answer = office.post(page(side, side.district, "deed/"), {"approve": "1"}, follow=True)
    assert "须由他人审核" in answer.content.decode() and state(side, None) == "submitted"
    assert 'name="approve"' not in office.get(page(side, side.district)).content.decode()
    leader = as_user("leader")
    assert 'name="approve"' in leader.get(page(side, side.district)).content.decode()
    assert post(leader, side, str(side.district), "approve").status_code == 302
    assert state(side, None) == "approved"


def test_giving_back_needs_a_comment_which_the_clerk_finds_at_home(side, as_user, codes):
    post(as_user("clerk"), side, codes[0], "submit")
    post(as_user("reviewer"), side, codes[0], "give_back", comment=" ")
    assert state(side) == "submitted"
    post(as_user("reviewer"), side, codes[0], "give_back", comment="志愿者人数有误")
    home = as_user("clerk").get(f"/{side.district}/home/").content.decode()
    assert "志愿者人数有误" in home and page(side, codes[0]) in home


def test_one_click_reminds_and_stands_on_the_clerks_home(side, as_user, codes):
    with side.scope():
        services.open_report(
            district=side.district, street=side.streets[0], period=MONTH, by=side.user("governance"), reason="x",
            today=day_of(timezone.now()),
        )
    office = as_user("governance")
    board = office.get(f"/{side.district}/periods/?kind=month").content.decode()
    assert board.count('name="remind"') == 1 and page(side, codes[0], "deed/") in board
    answer = post(office, side, codes[0], "remind", from_board="1")
    assert answer["Location"] == f"/{side.district}/periods/?kind=month"
    asked = f"{side.user('governance').name} 催报"
    assert asked in as_user("clerk").get(f"/{side.district}/home/").content.decode()
    assert asked not in as_user("clerk2").get(f"/{side.district}/home/").content.decode()


def test_what_is_to_be_decided_stands_on_the_home_of_who_decides(side, as_user, codes):
    post(as_user("clerk"), side, codes[0], "submit")
    assert page(side, codes[0]) in as_user("reviewer").get(f"/{side.district}/home/").content.decode()
    assert page(side, codes[0]) not in as_user("governance").get(f"/{side.district}/home/").content.decode()
    post(as_user("reviewer"), side, codes[0], "endorse")
    assert page(side, codes[0]) in as_user("governance").get(f"/{side.district}/home/").content.decode()


def test_the_rule_is_the_governance_offices_to_say(side, as_user):
    url = f"/{side.district}/periods/rule/"
    assert as_user("leader").post(url, {"kind": "month", "days": "9"}).status_code == 403
    as_user("governance").post(url, {"kind": "month", "days": "9"})
    assert "期末后 9 天内上报" in as_user("clerk").get(f"/{side.district}/periods/?kind=month").content.decode()
    told = as_user("governance").post(url, {"kind": "month", "days": "１"}, follow=True).content.decode()
    assert "1 至 90 天" in told


@pytest.mark.parametrize("period", ["2021Q5", "9998", "1999", str(MONTH.next())])
def test_a_period_that_cannot_be_reported_is_not_found(side, as_user, codes, period):
    assert as_user("clerk").get(f"/{side.district}/periods/{period}/{codes[0]}/").status_code == 404


def test_a_late_correction_shows_beside_the_sealed_number_and_a_revision_beside_both(side, as_user, codes):
    seal = seal_it(side, as_user, codes)
    url, by = f"/{side.district}/periods/seals/{seal.number}/", side.user("governance")
    assert "↓ 1" not in as_user("clerk").get(url).content.decode()
    with side.scope(), change(district=side.district, by=by, reason="更正"):
        Courtyard.objects.filter(pk=side.pk(Courtyard, 0)).update(valid="empty")
    assert "↓ 1" in as_user("clerk").get(url).content.decode()
    post(as_user("governance"), side, codes[0], "reopen", comment="楼院登记有误")
    again = as_user("governance").get(page(side, codes[0])).content.decode()
    assert "楼院登记有误" in again and "已重新开放" in again
    for who, deed in (("clerk", "submit"), ("reviewer", "endorse"), ("leader", "approve")):
        post(as_user(who), side, codes[0], deed)
    shown = as_user("auditor").get(url).content.decode()
    assert "第 1 版" in shown and "第 2 版" in shown


def test_a_seal_is_verified_by_a_button_and_gives_its_very_bytes(side, as_user, codes):
    seal = seal_it(side, as_user, codes)
    url = f"/{side.district}/periods/seals/{seal.number}/"
    assert "逐字节一致" in as_user("auditor").get(f"{url}?verify=yes").content.decode()
    assert "逐字节一致" not in as_user("clerk").get(f"{url}?verify=yes").content.decode()
    given = as_user("clerk").get(f"{url}?content=json").content
    assert contents.digest(given.decode()) == seal.sha256 and json.loads(given)["seal"]["number"] == seal.number


def test_the_list_verifies_the_chain(side, as_user, codes):
    """The cast's own seals are made by hand: their columns are right, their chain is not."""
    seal_it(side, as_user, codes)
    shown = as_user("auditor").get(f"/{side.district}/periods/seals/?verify=yes").content.decode()
    assert "与封存时不一致" in shown
    assert "全部校验" not in as_user("clerk").get(f"/{side.district}/periods/seals/").content.decode()


def test_the_board_costs_the_same_however_much_is_on_it(side, as_user, django_assert_max_num_queries):
    office, url = as_user("governance"), f"/{side.district}/periods/?kind=month"
    office.get(url)
    with side.scope():
        services.open_due(district=side.district, by=side.user("governance"), today=day_of(timezone.now()))
    with django_assert_max_num_queries(26):
        assert office.get(url).status_code == 200
