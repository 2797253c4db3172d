"""What everybody may read: stars of an announced round, no person, no scope, nothing of a round that is not public."""

import json

import pytest
from django.db import connection

from governance.audit.services import change
from governance.people.services import service_account
from governance.tenancy import scope
from portal.stars import public
from ratings.models import RatingRound


@pytest.fixture(autouse=True)
def fresh():
    """Nobody has opened anything yet."""
    public.openings.cache_clear()


def test_a_stranger_reads_the_announced_stars(db, client):
    page = client.get("/public/410104/ratings/2021/")
    assert page.status_code == 200 and len(page.context["told"]["rows"]) == 235
    assert "sessionid" not in page.cookies and "<script" not in page.content.decode()
    street = page.context["streets"][0][0]
    few = client.get(f"/public/410104/ratings/2021/?street={street}")
    assert 0 < len(few.context["rows"]) < 235


def test_nothing_but_stars_is_told(db):
    told = public.stars_of(410104, 2021)
    assert set(told["rows"][0]) == {"street", "street_code", "courtyard", "code", "score", "star", "vetoed", "revoked_from"}


def test_a_round_that_is_not_public_is_not_there(cast, case, client):
    path = f"/public/{case}/ratings/2021/"
    assert client.get(path).status_code == 200
    with scope.enter(scope.Scope(districts=(case,))), change(district=case, by=service_account(), reason="重开"):
        round_ = RatingRound.objects.get(year=2021)
        round_.status, round_.announced_on = "computed", None
        round_.save()
    assert client.get(path).status_code == 404
    for elsewhere in ("/public/123456/ratings/2021/", f"/public/{cast.home.district}/ratings/1700/", "/public/1/ratings/2021/"):
        assert client.get(elsewhere).status_code == 404


def test_the_function_leaves_the_caller_where_they_stood(cast):
    """A person of the neighbour who asks it still sees nothing of the district, but what is public."""
    with scope.enter(scope.Scope(districts=(cast.neighbour.district,))):
        before = scope.read()
        with connection.cursor() as cursor:
            cursor.execute("SELECT portal.public_stars(%s, 2021)", [cast.home.district])
            [told] = cursor.fetchone()
        assert (json.loads(told) if isinstance(told, str) else told)["rows"] and scope.read() == before
        assert not RatingRound.objects.filter(district_id=cast.home.district).exists()


def test_who_opens_too_many_is_asked_to_wait(db, client, monkeypatch):
    monkeypatch.setattr(public, "PAGES_A_MINUTE", 2)
    assert [client.get("/public/410104/ratings/2021/").status_code for _ in range(3)] == [200, 200, 429]
