"""The short way to a 304 ends with the data, the token and the day, like the long one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.people import services
from governance.tenancy import scope

HOME = "/api/v1/districts/990101/statistics?indicator=courtyard_count"


@pytest.fixture
def issued(own_database):
    """A program's client, its token, and who answers for both; committed."""
    by = services.service_account()
    with scope.enter(scope.Scope(districts=(990101,), actor=by.pk)):
        token, text = services.issue_token(
            district=990101, name="tests", scopes=["statistics"], owner=by, by=by, reason="tests",
            expires_at=timezone.now() + timedelta(days=1), now=timezone.now(),
        )
    return Client(headers={"Authorization": f"Bearer {text}"}), token, by


def again(client, tag):
    return client.get(HOME, headers={"If-None-Match": tag})


def test_it_takes_one_statement(issued):
    client, _token, _by = issued
    tag = client.get(HOME)["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert again(client, tag).status_code == 304
    assert len(asked) == 1 and "governance_dataversion" in asked.captured_queries[0]["sql"]
    assert scope.read() == dict.fromkeys(scope.SETTINGS, ""), "the scope outlived its statement"


def test_a_closed_token_opens_nothing_any_more(issued):
    client, token, by = issued
    tag = client.get(HOME)["ETag"]
    with scope.enter(scope.Scope(districts=(990101,), actor=by.pk)):
        services.revoke_token(token=token, by=by, reason="tests", now=timezone.now())
    assert again(client, tag).status_code == 401


def test_an_ended_token_opens_nothing_any_more(issued, monkeypatch):
    client, token, _by = issued
    tag = client.get(HOME)["ETag"]
    later = token.expires_at + timedelta(seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert again(client, tag).status_code == 401


def test_another_token_language_or_format_is_another_question(issued):
    client, _token, _by = issued
    tag = client.get(HOME)["ETag"]
    assert Client(headers={"Authorization": "Bearer yz_no"}).get(HOME, headers={"If-None-Match": tag}).status_code == 401
    for other in ({"Accept-Language": "zh-CN"}, {"Accept": "text/csv"}):
        assert client.get(HOME, headers={"If-None-Match": tag, **other}).status_code == 200
