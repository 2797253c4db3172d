"""Bodies that can't be read: malformed, too large, of another kind; each a clear problem, none a fault of ours."""

import json

import pytest

BODIES = [
    (b" ", "invalid_body"), (b"{", "invalid_body"), (b"[]", "invalid_body"), (b'"x"', "invalid_body"),
    (b"\xff\xfe\xfd", "invalid_body"),
    (b'{"name": NaN}', "invalid_body"), (b'{"name": "a", "name": "b"}', "invalid_body"), (b'{"name": "\\ud800"}', "invalid_body"),
    (b"[" * 100000, "invalid_body"), (b'{"members": ' + b"9" * 5000 + b"}", "invalid_body"), (b"{}", "invalid_fields"),
]


@pytest.mark.parametrize(("sent", "code"), BODIES, ids=[repr(row[0][:30]) for row in BODIES])
def test_a_body_that_can_t_be_read_is_a_clear_problem(home, sent, code):
    answer = home.client.generic("POST", home.url("committees"), sent, content_type="application/json")
    home.check(answer, home.url("committees"), "post")
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_number_too_long_to_write_out_is_refused_at_once(home):
    given = {"community": "1", "name": "x", "valid_from": "2022-01-01", "change_reason": "x"}
    body = json.dumps(given)[:-1] + ', "area_m2": 1e999999999}'
    answer = home.client.generic("POST", home.url("courtyards"), body, content_type="application/json")
    assert answer.status_code == 400 and len(answer.content) < 5000
    assert ("area_m2", "max_digits") in [(fault["path"], fault["code"]) for fault in answer.json()["errors"]]


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""])
def test_another_media_type_is_not_taken(home, media):
    answer = home.client.generic("POST", home.url("committees"), b"{}", content_type=media)
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_a_body_that_is_too_large_is_not_read(home, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    for headers in ({}, {"Idempotency-Key": "a"}):
        answer = home.send("post", "committees", {"name": "x" * 2000}, headers)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_query_beside_a_body_is_refused(home):
    answer = home.send("post", "committees", {"name": "x", "change_reason": "x"}, dry_run="true")
    assert answer.status_code == 400 and answer.json()["errors"][0]["path"] == "dry_run"
