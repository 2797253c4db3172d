"""The pages of a round's way, with the client: opened, handed on, published, objected to, tracked by number, revoked."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from governance.audit.services import change
from governance.calendar import national
from governance.calendar import services as calendar
from governance.common import codes
from governance.people.services import create_user, grant
from governance.tenancy import scope
from portal.stars.public import stars_of
from portal.tracking import pages as public
from ratings.models import EntryAct, Objection, Publicity, RatingEntry, RatingResult, RatingRound, RatingStandard, StarDecision
from tests.support import cast as people
from tests.support.cast.rounds import tracking_number

YEAR = 2025


@pytest.fixture
def office(cast, as_user):
    """The governance office, a colleague of it, and the clerks of both streets."""
    with cast.home.scope():
        bob = create_user(username="bob-990101", name="Bob")
        grant(user=bob, district=people.HOME, role="governance", by=cast.home.user("governance"), reason="x",
              valid_from=date(2020, 1, 1))
        with change(district=people.HOME, by=cast.home.user("governance"), reason="x"):
            standard = cast.home.get(RatingStandard)
            standard.status = "released"
            standard.save(update_fields=["status"])
        # Whenever these tests run: the arrangement of a coming year is not shipped yet.
        for year in {date.today().year, date.today().year + 1} - set(national.years()):
            calendar.know_year(district=people.HOME, year=year, document="x", by=cast.home.user("governance"), reason="x")
    public.tries.cache_clear()
    return {who: as_user(who) for who in ("governance", "clerk", "clerk2", "leader")} | {"bob": as_user("bob-990101")}


def url(page, **where):
    return reverse(f"rounds:{page}", kwargs={"district": people.HOME, **where})


def open_round(client, **said):
    standard = re.search(r'<option value="(\d+)"', client.get(url("round-open")).content.decode())[1]
    told = {"standard": standard, "year": YEAR, "eligible_on": "2022-06-30", "first_month": "2025-01", "last_month": "2025-12",
            "days_self": 3, "days_opinion": 3, "days_rating": 3, "days_recheck": 3, "reason": "年度评定"} | said
    return client.post(url("round-open"), told)


def hand_on(client, step, **said):
    return client.post(url("entry-deeds", year=YEAR), {"hand_on": "1", "all": "1", "step": step} | said, follow=True)


def steps(cast):
    with cast.home.scope():
        return sorted(RatingEntry.objects.filter(round__year=YEAR).values_list("step", flat=True))


@pytest.fixture
def published(office, cast):
    open_round(office["governance"], open="1")
    for step in ("self", "opinion"):
        for clerk in ("clerk", "clerk2"):
            assert hand_on(office[clerk], step).status_code == 200
    # Firms serve both courtyards of the cast, so the district's group rates them, and another person looks again.
    assert hand_on(office["governance"], "rating").status_code == 200
    assert "须由他人复核" in hand_on(office["governance"], "recheck").content.decode()
    assert hand_on(office["bob"], "recheck").status_code == 200
    answer = office["governance"].post(
        url("publicity-create", year=YEAR), {"street": "", "document": "公示一号", "place": "公告栏"}, follow=True
    )
    assert "公示一号" in answer.content.decode()
    return office


def test_it_is_looked_at_before_it_is_opened(office, cast):
    shown = open_round(office["governance"], preview="1").content.decode()
    assert "启动评定（2 个楼院）" in shown and steps(cast) == []
    answer = open_round(office["governance"], open="1")
    assert answer.status_code == 302 and steps(cast) == ["self", "self"]
    page = office["governance"].get(answer["Location"]).content.decode()
    assert "自评" in page and "2025" in page
    assert "已经存在" in open_round(office["governance"], open="1").content.decode()


def test_only_the_governance_office_opens_and_each_street_hands_on_its_own(office, cast):
    assert office["clerk"].get(url("round-open")).status_code == 403
    open_round(office["governance"], open="1")
    home = office["clerk"].get(reverse("district:home", kwargs={"district": people.HOME})).content.decode()
    assert "待提交的评定" in home
    hand_on(office["clerk"], "self")
    assert steps(cast) == ["opinion", "self"]
    assert hand_on(office["clerk"], "recheck").status_code == 403
    assert office["clerk"].post(url("round-deed", year=YEAR), {"announce": "1"}).status_code == 403


def test_a_courtyard_goes_back_with_a_comment_and_is_found_at_home(office, cast):
    open_round(office["governance"], open="1")
    for step in ("self", "opinion"):
        hand_on(office["clerk"], step)
    with cast.home.scope():
        entry = RatingEntry.objects.select_related("courtyard").get(round__year=YEAR, step="rating")
    page = url("entry-deeds", year=YEAR)
    refused = office["governance"].post(page, {"code": entry.courtyard.code, "give_back": "1", "comment": " "}, follow=True)
    assert "请在意见中写明" in refused.content.decode()
    office["governance"].post(page, {"code": entry.courtyard.code, "give_back": "1", "comment": "缺少照片"})
    assert "缺少照片" in office["clerk"].get(reverse("district:home", kwargs={"district": people.HOME})).content.decode()
    shown = office["clerk"].get(url("entry-detail", year=YEAR, code=entry.courtyard.code)).content.decode()
    assert "缺少照片" in shown and "代自管会或企业" in shown
    with cast.home.scope():
        assert EntryAct.objects.filter(entry=entry).count() == 3


def object_to(client, code, **said):
    told = {"objector": "committee", "received_on": date.today().isoformat(), "grounds": "绿化扣分有误", "reason": "来访"} | said
    return client.post(url("objection-create", year=YEAR, code=code), told, follow=True)


def test_an_objection_is_tracked_by_its_number_without_an_account(published, cast, client):
    code = cast.home.get(RatingEntry, 0).courtyard_id
    with cast.home.scope():
        entry = RatingEntry.objects.select_related("courtyard").get(round__year=YEAR, courtyard=code)
    late = object_to(published["clerk"], entry.courtyard.code, received_on=(date.today() - timedelta(days=40)).isoformat())
    assert "此前不能提出异议" in late.content.decode()
    answer = object_to(published["clerk"], entry.courtyard.code).content.decode()
    with cast.home.scope():
        made = Objection.objects.get(round__year=YEAR)
    assert answer.count(codes.shown(made.number)) == 2 and "异议回执" in answer and "/o/" in answer
    track = f"/o/{codes.shown(made.number)}/"
    shown = client.get(track)
    assert shown.status_code == 200 and "办理中" in shown.content.decode() and "绿化" not in shown.content.decode()
    assert shown["Referrer-Policy"] == "no-referrer" and not shown.cookies
    detail = url("objection-detail", objection=made.pk)
    assert published["clerk"].post(detail, {"answer": "不成立", "reject": "1"}).status_code == 403
    assert "须由他人复核" in published["governance"].post(detail, {"answer": "同意复查", "order": "1"}).content.decode()
    published["bob"].post(detail, {"answer": "同意复查", "order": "1"})
    assert steps(cast) == ["published", "reinspection"] and "决定复查" in client.get(track).content.decode()
    published["bob"].post(
        url("entry-deeds", year=YEAR), {"code": entry.courtyard.code, "close": "1", "comment": "复查无误"}
    )
    assert "结果维持" in client.get(track).content.decode() and steps(cast) == ["published", "published"]


def test_wrong_numbers_are_limited_and_right_ones_never(cast, client):
    public.tries.cache_clear()
    right = f"/o/{tracking_number(people.HOME, 1)}/"
    assert client.get(right).status_code == 200 and cast.neighbour.mark() not in client.get(right).content.decode()
    assert [client.get("/o/AAAAABBBBB/").status_code for _turn in range(11)] == [404] * 10 + [429]
    public.tries.cache_clear()
    assert {client.get(right).status_code for _turn in range(15)} == {200}
    assert client.post("/o/", {"code": tracking_number(people.HOME, 1).lower()})["Location"] == right
    public.tries.cache_clear()


def test_a_star_is_revoked_by_two_people(office, cast):
    """Of the cast's round, which is announced."""
    with cast.home.scope():
        entry = RatingEntry.objects.select_related("courtyard", "round").get(pk=cast.home.pk(RatingEntry, 0))
    where = {"year": entry.round.year, "code": entry.courtyard.code}
    page = url("decision-create", **where, kind="revocation")
    assert office["clerk"].get(page).status_code == 403
    made = office["governance"].post(
        page, {"document": "撤星一号", "counts_from": "2021-06", "reason": "挪用公共收益"}, follow=True
    ).content.decode()
    assert "撤星一号" in made and "须由另一人确认" in made
    with cast.home.scope():
        decision = StarDecision.objects.get(document="撤星一号")
    deed = url("decision-deed", decision=decision.pk)
    assert "须由他人决定" in office["governance"].post(deed, {"confirm": "1"}, follow=True).content.decode()
    assert "撤星一号" in office["leader"].get(reverse("district:home", kwargs={"district": people.HOME})).content.decode()
    office["leader"].post(deed, {"confirm": "1"})
    with cast.home.scope():
        assert StarDecision.objects.get(pk=decision.pk).state == "confirmed"
    listed = office["governance"].get(url("entry-list", year=entry.round.year)).content.decode()
    assert "已撤销" in listed
    [told] = [row for row in stars_of(people.HOME, entry.round.year)["rows"] if row["code"] == entry.courtyard.code]
    assert told["revoked_from"] == "2021-06-01"


def test_everybody_reads_the_stars_while_they_are_published(published, cast, client):
    """By the page for everybody and the notice of the publicity; a re-inspected star stands until the re-inspection is over."""
    with cast.home.scope():
        shown = Publicity.objects.get(round__year=YEAR)
        entry = RatingEntry.objects.select_related("courtyard").get(
            round__year=YEAR, courtyard=cast.home.get(RatingEntry, 0).courtyard_id
        )
    page = client.get(f"/public/{people.HOME}/ratings/{YEAR}/").content.decode()
    assert "公示" in page and shown.last_on.isoformat() in page and entry.courtyard.name in page and "/o/" in page
    notice = reverse("stars:round-notice", kwargs={"district": people.HOME, "year": YEAR}) + "?publicity="
    paper = published["leader"].get(f"{notice}{shown.pk}").content.decode()
    assert shown.last_on.isoformat() in paper and entry.courtyard.name in paper
    assert published["leader"].get(f"{notice}0").status_code == published["leader"].get(f"{notice}x").status_code == 404
    before = stars_of(people.HOME, YEAR)["rows"]
    with cast.home.scope(), change(district=people.HOME, by=cast.home.user("governance"), reason="x"):
        entry.step = "reinspection"
        entry.save()
        latest = RatingResult.objects.get(round=entry.round_id, courtyard=entry.courtyard_id)
        RatingResult.objects.create(
            district_id=people.HOME, street_id=entry.street_id, courtyard_id=entry.courtyard_id, round=entry.round, revision=1,
            score=latest.score, star=1 if latest.star != 1 else 2, is_vetoed=False, reading=latest.reading, told=latest.told,
        )
    assert stars_of(people.HOME, YEAR)["rows"] == before
    with cast.home.scope(), change(district=people.HOME, by=cast.home.user("governance"), reason="x"):
        entry.step = "published"
        entry.save()
    assert stars_of(people.HOME, YEAR)["rows"] != before


def test_the_lists_ask_equally_often_whatever_their_length(published, cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        published["governance"].get(url("entry-list", year=YEAR))
    with django_assert_max_num_queries(30):
        published["governance"].get(url("round-way", year=YEAR))


def test_the_neighbour_sees_nothing_of_it(office, cast, as_user):
    open_round(office["governance"], open="1")
    neighbour = as_user("governance", cast.neighbour)
    assert neighbour.get(url("round-way", year=YEAR)).status_code == 404
    with cast.neighbour.scope(), scope.enter(scope.Scope(districts=(people.NEIGHBOUR,))):
        assert not RatingRound.objects.filter(year=YEAR).exists()


def test_rest_tells_steps_and_objections(published, api):
    base = f"/api/v1/districts/{people.HOME}"
    [newest, *_] = api().get(f"{base}/rating-rounds").json()["rounds"]
    assert (newest["year"], newest["steps"]["published"], newest["objections"]) == (YEAR, 2, {})
    listed = api().get(f"{base}/rating-entries?year={YEAR}&step=published").json()["items"]
    assert len(listed) == 2 and {one["open_objections"] for one in listed} == {0} and listed[0]["star"] is not None
    assert len(api(street=0).get(f"{base}/rating-entries?year={YEAR}").json()["items"]) == 1
