"""Bad input: each fault is named with its field; what is foreign and what is missing are the same."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.api import cursors

STATISTICS = {"indicator": "I2"}
BAD = [
    # path, query, parameter, code
    ("statistics", {}, "indicator", "required"),
    ("statistics", {"indicator": ""}, "indicator", "required"),
    ("statistics", {"indicator": "I99"}, "indicator", "unknown_indicator"),
    ("statistics", {"indicator": "I2,nothing"}, "indicator", "unknown_indicator"),
    ("statistics", {**STATISTICS, "on": "2022-13-01"}, "on", "invalid_date"),
    ("statistics", {**STATISTICS, "on": "2022-02-30"}, "on", "invalid_date"),
    ("statistics", {**STATISTICS, "on": "07.07.2022"}, "on", "invalid_date"),
    ("statistics", {**STATISTICS, "on": "yesterday"}, "on", "invalid_date"),
    ("statistics", {**STATISTICS, "on": ""}, "on", "empty"),
    ("statistics", {**STATISTICS, "on": ["2022-01-01", "2022-01-02"]}, "on", "given_twice"),
    ("statistics", {**STATISTICS, "as_of": "soon"}, "as_of", "invalid_date"),
    ("statistics", {**STATISTICS, "as_of": "2199-01-01T00:00:00Z"}, "as_of", "invalid_date"),
    ("statistics", {**STATISTICS, "by": "city"}, "by", "unknown_value"),
    ("statistics", {**STATISTICS, "within": "410105001"}, "within", "unknown_division"),
    ("statistics", {**STATISTICS, "within": "nowhere"}, "within", "unknown_division"),
    ("statistics", {**STATISTICS, "population": "poor"}, "population", "unknown_population"),
    ("statistics", {"indicator": "I6", "population": "three_no"}, "population", "unknown_population"),
    ("statistics", {"indicator": "I14", "firm": "91"}, "firm", "unknown_firm"),
    ("statistics", {**STATISTICS, "format": "xml"}, "format", "unknown_value"),
    ("statistics", {**STATISTICS, "bom": "no"}, "bom", "unknown_value"),
    ("statistics", {**STATISTICS, "indikator": "I2"}, "indikator", "unknown_parameter"),
    ("statistics", {**STATISTICS, "limit": "5"}, "limit", "unknown_parameter"),
    ("statistics/series", {**STATISTICS, "from_": "2022"}, "from", "invalid_month"),
    ("statistics/series", {**STATISTICS, "from_": "2022-07", "to": "2022-06"}, "from", "out_of_range"),
    ("statistics/series", {**STATISTICS, "from_": "1999-01", "to": "2022-06"}, "from", "out_of_range"),
    ("statistics/series", {**STATISTICS, "on": "2022-07-07"}, "on", "unknown_parameter"),
    ("statistics/members", {"indicator": "I2,I5"}, "indicator", "too_many"),
    ("statistics/members", {**STATISTICS, "covered": "yes"}, "covered", "unknown_value"),
    ("statistics/members", {**STATISTICS, "limit": "0"}, "limit", "out_of_range"),
    ("indicators", {"within": "410104001"}, "within", "unknown_parameter"),
    ("courtyards", {"limit": "0"}, "limit", "out_of_range"),
    ("courtyards", {"limit": "1001"}, "limit", "out_of_range"),
    ("courtyards", {"limit": "-1"}, "limit", "out_of_range"),
    ("courtyards", {"limit": "²"}, "limit", "out_of_range"),
    ("courtyards", {"limit": "ten"}, "limit", "out_of_range"),
    ("courtyards", {"after": "xyz"}, "after", "invalid_cursor"),
    ("courtyards", {"after": "é"}, "after", "invalid_cursor"),
    ("courtyards", {"after": cursors.encode("firms", [1])}, "after", "invalid_cursor"),
    ("courtyards", {"after": cursors.encode("courtyards", ["1"])}, "after", "invalid_cursor"),
    ("courtyards", {"after": cursors.encode("courtyards", [2**70])}, "after", "invalid_cursor"),
    ("courtyards", {"fields": "code,secret"}, "fields", "unknown_value"),
    ("courtyards", {"three_no": "maybe"}, "three_no", "unknown_value"),
    ("courtyards", {"street": "410105001"}, "street", "unknown_division"),
    ("courtyards", {"q": "a\x00b"}, "q", "invalid_value"),
    ("firms", {"kind": "bank"}, "kind", "unknown_value"),
    ("ratings", {"year": "99999999999"}, "year", "out_of_range"),
    ("ratings", {"star": "6"}, "star", "unknown_value"),
    ("subsidies/entitlements", {"month": "2021-6"}, "month", "invalid_month"),
    ("subsidies/entitlements", {"outcome": "lost"}, "outcome", "unknown_value"),
    ("courtyards/410104001-0001", {"q": "x"}, "q", "unknown_parameter"),
    ("courtyards/410104001-0001", {"format": "csv"}, "format", "unknown_value"),
    ("subsidies/entitlements/1/explain", {"on": "2022-07-07"}, "on", "unknown_parameter"),
]


@pytest.mark.parametrize(
    ("path", "query", "parameter", "code"), BAD, ids=[f"{row[0]}?{row[1]}".replace("\x00", "0") for row in BAD]
)
def test_a_bad_parameter_is_named(guancheng, path, query, parameter, code):
    body = guancheng.refused(path, **query)
    assert (body["status"], body["code"]) == (400, "invalid_parameter")
    assert body["type"] == "urn:yuanzhi:problem:invalid_parameter"
    fault = next(fault for fault in body["errors"] if fault["path"] == parameter)
    assert fault["code"] == code
    assert fault["message"] in body["detail"]
    assert len(body["trace_id"]) == 32


def test_every_fault_is_named_at_once(guancheng):
    body = guancheng.refused("statistics", indicator="I99", on="x", by="y", foo="1", within="z")
    assert {fault["path"] for fault in body["errors"]} == {"indicator", "on", "by", "foo", "within"}


def test_the_value_that_was_given_comes_back(guancheng):
    [fault] = guancheng.refused("statistics", indicator="I2", on="2022-13-01")["errors"]
    assert fault["value"] == "2022-13-01"


def test_messages_are_in_the_caller_s_language(guancheng):
    english = guancheng.get("statistics", indicator="I99").json()
    assert english["errors"][0]["message"] == "There is no indicator “I99”; /indicators lists them."
    assert english["title"] == "This request can't be understood"
    chinese = guancheng.get("statistics", {"Accept-Language": "zh-CN"}, indicator="I99").json()
    assert chinese["code"] == english["code"]
    assert chinese["title"] != english["title"]


MISSING = [
    "/api/v1/districts/410105/statistics?indicator=I2", "/api/v1/districts/999999/statistics?indicator=I2",
    "/api/v1/districts/410105/courtyards/410105001-0001", "/api/v1/districts/410104/courtyards/410105001-0001",
    "/api/v1/districts/410104/courtyards/none", "/api/v1/districts/410104/courtyards/a%00b",
    "/api/v1/districts/410104/firms/none", "/api/v1/districts/410105/indicators",
    "/api/v1/districts/410104/subsidies/entitlements/999999999/explain",
    "/api/v1/districts/410104/subsidies/entitlements/99999999999999999999999/explain",
    "/api/v1/districts/410104/nothing", "/api/v1/districts/41010/statistics", "/api/v1/", "/api/nothing/at/all",
    "/api/v1/districts/410105/statistics?indicator=I99&foo=1",
]


def test_foreign_and_missing_are_one_answer(guancheng):
    answers = [guancheng.client.get(path) for path in MISSING]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers if answer.headers.get("Allow")}) <= 1


def test_a_foreign_line_is_missing(guancheng, district_scope):
    from subsidies.models import EntitlementLine

    with district_scope(410105):
        foreign = EntitlementLine.objects.filter(district_id=410105).values_list("pk", flat=True).first()
    assert foreign
    guancheng.refused(f"subsidies/entitlements/{foreign}/explain", 404)


@pytest.mark.parametrize("path", ["statistics?indicator=I2", "courtyards", "indicators"])
def test_who_does_not_say_who_they_are_is_asked_to(guancheng, path):
    answer = Client().get(f"/api/v1/districts/410104/{path}")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_an_unknown_token_is_refused(guancheng):
    guancheng.client = Client(headers={"Authorization": "Bearer yz_nothing"})
    assert guancheng.refused("courtyards", 401)["code"] == "token_invalid"


def test_an_expired_token_is_refused(guancheng, case_token, monkeypatch):
    text = case_token(days=2)
    later = timezone.now() + timedelta(days=3)
    monkeypatch.setattr("governance.people.middleware.timezone.now", lambda: later)
    guancheng.client = Client(headers={"Authorization": f"Bearer {text}"})
    assert guancheng.refused("courtyards", 401)["code"] == "token_expired"
    assert guancheng.refused("statistics", 401, indicator="I2")["code"] == "token_expired"


def test_a_token_opens_only_its_scope(guancheng, case_token):
    guancheng.client = Client(headers={"Authorization": f"Bearer {case_token(['statistics'])}"})
    guancheng.fetch("statistics", indicator="I2")
    assert guancheng.refused("courtyards", 403)["code"] == "not_allowed"
    guancheng.client = Client(headers={"Authorization": f"Bearer {case_token(['records'])}"})
    guancheng.fetch("courtyards", limit=1)
    assert guancheng.refused("statistics", 403, indicator="I2")["code"] == "not_allowed"


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_nothing_is_written_here(guancheng, verb):
    answer = getattr(guancheng.client, verb)(guancheng.url("ratings"))
    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"


def test_another_format_is_not_acceptable(guancheng):
    answer = guancheng.get("courtyards", {"Accept": "application/xml"})
    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")
    assert guancheng.get("courtyards/410104001-0001", {"Accept": "text/csv"}).status_code == 406
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert guancheng.get("courtyards", {"Accept": browser}, limit=1)["Content-Type"] == "application/json"


def test_a_fault_of_ours_says_nothing_but_its_trace(guancheng, monkeypatch, caplog):
    def explode(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("portal.api.statistics.statistics.values", explode)
    answer = guancheng.client.get(guancheng.url("statistics", indicator="I2"))
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret" not in answer.content.decode()
    assert answer.json()["trace_id"] in caplog.text
