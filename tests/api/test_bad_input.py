"""What is refused is a problem document that names the field, and nothing is written on the way."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.people import tokens
from governance.people.models import ApiToken
from governance.people.services import revoke_token, service_account
from governance.tenancy import scope

KEYS = {"type", "title", "status", "detail", "code", "errors", "trace_id"}
WRITES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "MERGE", "COPY")
LISTS = ["statistics?indicator=I2", "statistics/series?indicator=I2", "statistics/members?indicator=I2", "indicators",
         "courtyards", "firms", "ratings", "subsidies/entitlements"]
DATED = [path for path in LISTS if path != "indicators" and "series" not in path]
PAGED = ["statistics/members?indicator=I2", "courtyards", "firms", "ratings", "subsidies/entitlements"]
# parameter, value, code, addresses
BAD = [
    ("on", "2022-02-30", "invalid_date", DATED), ("on", "2022/07/07", "invalid_date", DATED),
    ("as_of", "2022-02-30", "invalid_date", [*DATED, "statistics/series?indicator=I2"]),
    ("as_of", "2022-07-07T25:00:00", "invalid_date", DATED),
    ("limit", "0", "out_of_range", PAGED), ("limit", "1001", "out_of_range", PAGED),
    ("limit", "9" * 30, "out_of_range", PAGED), ("after", "bad cursor", "invalid_cursor", PAGED),
    ("after", "bnVsbA", "invalid_cursor", PAGED), ("format", "xml", "unknown_value", LISTS),
    ("nonsense", "1", "unknown_parameter", LISTS), ("by", "unknown", "unknown_value", LISTS[:1]),
    ("within", "410105001", "unknown_division", [path for path in LISTS if path != "indicators"]),
]
ROWS = [(path, *row[:3]) for row in BAD for path in row[3]]
HEADERS = ["Bearer", "Bearer ", "Basic eXo6eXo=", "Token abc", "Bearer a b c", "Bearer é", "yz_00000000_x"]


def problem(answer, status, code):
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    body = answer.json()
    assert (set(body), body["status"], body["code"]) == (KEYS, status, code)
    assert body["title"] and body["detail"]
    return body


@pytest.fixture
def unwritten():
    """Everything the test asks of the database is reading, once the test has begun to ask."""
    with CaptureQueriesContext(connection) as captured:
        yield
    assert captured.captured_queries, "the watch was on"
    for statement in captured.captured_queries:
        assert not statement["sql"].lstrip().upper().startswith(WRITES), statement["sql"]


def with_header(text):
    return Client(headers={"Authorization": text})


@pytest.mark.parametrize(("path", "name", "value", "code"), ROWS, ids=[f"{r[0]} {r[1]}={r[2]}" for r in ROWS])
def test_a_bad_value_names_its_field(guancheng, unwritten, path, name, value, code):
    address = guancheng.url(path.partition("?")[0])
    query = {name: value} | ({"indicator": "I2"} if "?" in path else {})
    body = problem(guancheng.client.get(address, query), 400, "invalid_parameter")
    assert [(fault["path"], fault["code"], fault["value"]) for fault in body["errors"]] == [(name, code, value)]


@pytest.mark.parametrize("path", LISTS)
def test_a_foreign_district_is_as_missing_as_none(guancheng, unwritten, path):
    foreign, none = (guancheng.client.get(f"/api/v1/districts/{code}/{path}") for code in (410105, 990000))
    problem(foreign, 404, "not_found")
    assert foreign.content == none.content
    assert dict(foreign.items()) == dict(none.items())


def test_a_foreign_courtyard_is_as_missing_as_none(guancheng, unwritten):
    codes = ("410105001-0001", "410104001-9999")
    foreign, none = (guancheng.client.get(guancheng.url(f"courtyards/{code}")) for code in codes)
    problem(foreign, 404, "not_found")
    assert foreign.content.replace(codes[0].encode(), b"") == none.content.replace(codes[1].encode(), b"")
    assert dict(foreign.items()) == dict(none.items())


@pytest.mark.parametrize("header", HEADERS)
def test_a_malformed_header_is_refused(guancheng, unwritten, header):
    answer = with_header(header).get(guancheng.url("courtyards"))
    problem(answer, 401, "token_invalid")
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", LISTS)
def test_no_token_opens_nothing(guancheng, unwritten, path):
    problem(Client().get(f"/api/v1/districts/410104/{path}"), 401, "not_authenticated")


def test_a_revoked_token_opens_nothing(guancheng, case, case_token):
    text, by = case_token(), service_account()
    client = with_header(f"Bearer {text}")
    assert client.get(guancheng.url("courtyards", limit=1)).status_code == 200
    with scope.enter(scope.Scope(districts=(case,), actor=by.pk)):
        token = ApiToken.objects.get(key_digest=tokens.digest(text))
        revoke_token(token=token, by=by, reason="tests", now=timezone.now())
    with CaptureQueriesContext(connection) as captured:
        problem(client.get(guancheng.url("courtyards", limit=1)), 401, "token_revoked")
    assert not [s for s in captured.captured_queries if s["sql"].lstrip().upper().startswith(WRITES)]


@pytest.mark.parametrize("path", LISTS)
def test_a_token_without_the_scope_is_not_allowed(guancheng, case_token, path):
    other = "records" if path.startswith(("statistics", "indicators")) else "statistics"
    client = with_header(f"Bearer {case_token([other])}")
    problem(client.get(f"/api/v1/districts/410104/{path}"), 403, "not_allowed")


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "path", [path for path in LISTS if path not in ("courtyards", "firms")] + ["subsidies/entitlements/1/explain", "changes"]
)
def test_no_address_takes_another_verb(guancheng, unwritten, verb, path):
    answer = getattr(guancheng.client, verb)(f"/api/v1/districts/410104/{path}", "{}", content_type="application/json")
    problem(answer, 405, "method_not_allowed")
    assert "GET" in answer["Allow"]
