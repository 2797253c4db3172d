"""Conditional GET: the tag follows the data, the question, the asker and the language, and costs no big table."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.people.services import service_account
from governance.tenancy import scope

D2 = "2022-07-07"
QUERY = {"indicator": "I2,I5", "by": "street", "on": D2}
SMALL = ("governance_apitoken", "governance_district", "governance_dataversion", "governance_street")


def test_the_same_question_is_not_answered_twice(guancheng):
    first = guancheng.get("statistics", **QUERY)
    assert first["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Accept", "Accept-Language", "Cookie"} <= {p.strip() for p in first["Vary"].split(",")}
    again = guancheng.get("statistics", {"If-None-Match": first["ETag"]}, **QUERY)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == "private, no-cache"
    for header in (f'"other", {first["ETag"]}', f"W/{first['ETag']}", "*"):
        assert guancheng.get("statistics", {"If-None-Match": header}, **QUERY).status_code == 304
    assert guancheng.get("statistics", {"If-None-Match": '"other"'}, **QUERY).status_code == 200


@pytest.mark.parametrize(
    "path", ["courtyards", "firms", "ratings", "subsidies/entitlements", "indicators", "courtyards/410104001-0001"]
)
def test_every_address_is_conditional(guancheng, path):
    tag = guancheng.get(path)["ETag"]
    assert guancheng.get(path, {"If-None-Match": tag}).status_code == 304


def test_a_304_touches_no_big_table(guancheng):
    for path, query in (("statistics", QUERY), ("courtyards", {"limit": 1000}), ("courtyards/410104001-0001", {})):
        tag = guancheng.get(path, **query)["ETag"]
        with CaptureQueriesContext(connection) as captured:
            assert guancheng.get(path, {"If-None-Match": tag}, **query).status_code == 304
        for statement in captured.captured_queries:
            if " FROM " in statement["sql"]:
                assert any(table in statement["sql"] for table in SMALL), statement["sql"]


def test_the_tag_follows_question_asker_and_language(guancheng, case_token):
    tags = [guancheng.get("statistics", **QUERY)["ETag"]]
    for more in ({"by": "community"}, {"on": "2022-07-08"}, {"indicator": "I2"}, {"as_of": "2026-01-01"}):
        tags.append(guancheng.get("statistics", **QUERY | more)["ETag"])
    tags.append(guancheng.get("statistics", {"Accept-Language": "zh-CN"}, **QUERY)["ETag"])
    tags.append(guancheng.get("statistics", {"Accept": "text/csv"}, **QUERY)["ETag"])
    tags.append(guancheng.get("statistics.csv", **QUERY)["ETag"])
    guancheng.client = Client(headers={"Authorization": f"Bearer {case_token(street='410104001')}"})
    tags.append(guancheng.get("statistics", **QUERY)["ETag"])
    guancheng.client = Client(headers={"Authorization": f"Bearer {case_token(['statistics'])}"})
    tags.append(guancheng.get("statistics", **QUERY)["ETag"])
    assert len(set(tags)) == len(tags)


def test_a_default_day_is_part_of_the_tag(guancheng, monkeypatch):
    from datetime import timedelta

    from django.utils import timezone

    today = guancheng.get("courtyards", limit=1)["ETag"]
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr("governance.people.middleware.timezone.now", lambda: tomorrow)
    assert guancheng.get("courtyards", limit=1)["ETag"] != today


def test_a_change_of_the_district_makes_a_new_tag(own_case_database, document):
    """Committed for real: the version moves on with the transaction."""
    from datetime import timedelta

    from django.utils import timezone

    from governance.people.services import issue_token
    from tests.api.conftest import Program

    by = service_account()
    with scope.enter(scope.Scope(districts=(410104,), actor=by.pk)):
        _token, text = issue_token(
            district=410104, name="tests", scopes=["statistics"], owner=by, by=by, reason="tests",
            expires_at=timezone.now() + timedelta(days=1), now=timezone.now(),
        )
    program = Program(Client(headers={"Authorization": f"Bearer {text}"}), document, 410104)
    before = program.get("statistics", indicator="courtyard_count")["ETag"]
    assert program.get("statistics", {"If-None-Match": before}, indicator="courtyard_count").status_code == 304
    with scope.enter(scope.Scope(districts=(410105,), actor=by.pk)), change(district=410105, by=by, reason="x"):
        Courtyard.objects.filter(district_id=410105).update(households=1)
    assert program.get("statistics", {"If-None-Match": before}, indicator="courtyard_count").status_code == 304
    with scope.enter(scope.Scope(districts=(410104,), actor=by.pk)), change(district=410104, by=by, reason="x"):
        Courtyard.objects.filter(code="410104001-0001").update(households=1)
    assert program.get("statistics", {"If-None-Match": before}, indicator="courtyard_count").status_code == 200
