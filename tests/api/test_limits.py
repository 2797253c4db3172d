"""What a token may ask for in a minute: counted in cells and records, told in headers, refused with the time to wait."""

import pytest

from portal.api import limits
from portal.api.limits import Buckets

D2 = "2022-07-07"


class Watch:
    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def watch():
    return Watch()


def test_a_bucket_empties_and_fills_up_again(watch):
    buckets = Buckets(600, watch)
    assert (buckets.take(1, 500).left, buckets.take(2, 1).left) == (100, 599)
    refused = buckets.take(1, 150)
    assert (refused.wait, refused.left, refused.reset) == (5, 100, 50)
    watch.seconds += 5
    assert buckets.take(1, 150).wait == 0
    watch.seconds += 3600
    assert buckets.take(1, 1).left == 599


def test_what_costs_more_than_a_bucket_takes_a_full_one(watch):
    buckets = Buckets(600, watch)
    assert (buckets.take(1, 9999).wait, buckets.take(1, 9999).wait) == (0, 60)
    watch.seconds += 60
    assert buckets.take(1, 9999).wait == 0


def test_only_so_many_tokens_are_remembered(watch, monkeypatch):
    monkeypatch.setattr(limits, "REMEMBERED", 2)
    buckets = Buckets(10, watch)
    for token in (1, 2, 3):
        buckets.take(token, 10)
    assert (buckets.take(1, 10).wait, buckets.take(3, 10).wait) == (0, 60)


@pytest.fixture
def limited(settings, monkeypatch, watch):
    """A portal that grants each token 100 units a minute."""
    settings.API_UNITS_PER_MINUTE = 100
    buckets = Buckets(100, watch)
    monkeypatch.setattr(limits, "buckets", lambda quota: buckets)
    return watch


def test_an_answer_tells_what_is_left_and_a_refusal_when_to_come_again(guancheng, limited):
    first = guancheng.get("statistics", indicator="I2,I5", by="street", on=D2)
    assert (first["RateLimit-Policy"], first["RateLimit"]) == ('"units";q=100;w=60', '"units";r=72;t=17')
    assert guancheng.get("courtyards", limit=60)["RateLimit"] == '"units";r=12;t=53'
    answer = guancheng.get("statistics", indicator="I2", by="street", on=D2)
    assert (answer.status_code, answer["Retry-After"]) == (429, "2")
    assert answer.json()["code"] == "too_many_requests" and answer["RateLimit"] == '"units";r=12;t=53'
    limited.seconds += 2
    assert guancheng.get("statistics", indicator="I2", by="street", on=D2).status_code == 200


def test_what_is_known_and_what_is_refused_costs_nothing(guancheng, limited):
    tag = guancheng.get("statistics", indicator="I2", on=D2)["ETag"]
    for _turn in range(3):
        assert guancheng.get("statistics", {"If-None-Match": tag}, indicator="I2", on=D2).status_code == 304
        guancheng.refused("statistics", indicator="I2", by="house")
    assert guancheng.get("statistics", indicator="I2", on=D2)["RateLimit"] == '"units";r=98;t=2'


def test_a_batch_costs_what_its_queries_cost(guancheng, limited):
    queries = [{"indicator": "I2", "on": D2}, {"indicator": "I2", "by": "street", "on": D2}, {"indicator": "none"}]
    answer = guancheng.send("post", "statistics/batch", {"queries": queries})
    assert answer["RateLimit"] == '"units";r=84;t=10'


def test_each_token_has_its_own(guancheng, limited, case_token):
    guancheng.get("courtyards", limit=100)
    assert guancheng.get("courtyards", limit=1).status_code == 429
    guancheng.client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {case_token()}"
    assert guancheng.get("courtyards", limit=1).status_code == 200


def test_people_are_never_counted(guancheng, limited, as_user, case):
    guancheng.client = as_user("leader", False)
    for _turn in range(3):
        answer = guancheng.get("courtyards", limit=100)
        assert answer.status_code == 200 and "RateLimit" not in answer


def test_nothing_is_counted_where_no_limit_is_set(guancheng, settings):
    assert settings.API_UNITS_PER_MINUTE == 0, "the suite asks as much as it likes"
    assert "RateLimit" not in guancheng.get("statistics", indicator="I2", on=D2)
