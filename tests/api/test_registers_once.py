"""`Idempotency-Key`: the same request is answered again, and done once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from courtyards.models import Committee, Courtyard
from governance.people.models import ApiToken
from governance.registers import services
from governance.registers.models import GivenAnswer
from governance.tenancy import scope
from tests.api.conftest import Program

KEY = {"Idempotency-Key": "order-7"}


def new(side, **given):
    return {
        "courtyard": side.get(Courtyard, 0).code, "kind": "owners", "name": "幸福里业委会", "valid_from": "2022-01-01",
        "change_reason": "选举",
    } | given


def count(side):
    with side.scope():
        return Committee.objects.count(), GivenAnswer.objects.filter(status=201).count()


def test_the_same_request_is_done_once_and_answered_twice(cast, home):
    before = count(cast.home)
    first, second = (home.send("post", "committees", new(cast.home), KEY) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201) and first.content == second.content
    assert "Idempotency-Replayed" not in first and second["Idempotency-Replayed"] == "true"
    for name in ("Content-Type", "ETag", "Location"):
        assert first[name] == second[name]
    assert count(cast.home) == (before[0] + 1, before[1] + 1)


def test_correcting_and_removing_are_done_once_too(cast, home):
    told = home.wrote("post", "committees", new(cast.home))
    headers = {"If-Match": f'"v{told["version"]}"', "Idempotency-Key": "a"}
    given = {"members": 3, "change_reason": "x"}
    first, second = (home.send("patch", f"committees/{told['id']}", given, headers) for _ in range(2))
    assert first.status_code == 200 and second.content == first.content and second["Idempotency-Replayed"] == "true"
    headers = {"If-Match": first["ETag"], "Idempotency-Key": "b"}
    first, second = (
        home.send("delete", f"committees/{told['id']}", headers=headers, change_reason="x") for _ in range(2)
    )
    assert first.status_code == 200 and second.content == first.content and "bin_entry" in first.json()


@pytest.mark.parametrize("other", ["body", "address", "verb", "version"])
def test_another_request_under_the_same_key_is_refused(cast, home, other):
    told = home.wrote("post", "committees", new(cast.home))
    path, headers = f"committees/{told['id']}", {"If-Match": f'"v{told["version"]}"', **KEY}
    given = {"members": 3, "change_reason": "x"}
    assert home.send("patch", path, given, headers).status_code == 200
    answer = {
        "body": lambda: home.send("patch", path, given | {"members": 4}, headers),
        "address": lambda: home.send("patch", f"committees/{cast.home.pk(Committee, 1)}", given, headers),
        "verb": lambda: home.send("post", f"{path}/end", given | {"last_day": "2023-01-01"}, headers),
        "version": lambda: home.send("patch", path, given, headers | {"If-Match": "*"}),
    }[other]()
    assert (answer.status_code, answer.json()["code"]) == (422, "key_used")
    assert home.fetch(path)["members"] == 3


def test_a_refusal_is_not_kept(cast, home):
    assert home.send("post", "committees", new(cast.home, name=""), KEY).status_code == 400
    assert home.send("post", "committees", new(cast.home, name="", members=2), KEY).status_code == 400
    assert home.send("post", "committees", new(cast.home), KEY).status_code == 201
    with cast.home.scope():
        assert GivenAnswer.objects.filter(key="order-7").count() == 1


def test_keys_of_two_tokens_are_two_keys(cast, home, api, document):
    street = Program(api(street=0), document, cast.home.district)
    assert home.send("post", "committees", new(cast.home), KEY).status_code == 201
    again = street.send("post", "committees", new(cast.home, kind="property_management"), KEY)
    assert again.status_code == 201 and "Idempotency-Replayed" not in again


def test_a_right_that_is_gone_opens_no_kept_answer(cast, home, monkeypatch):
    assert home.send("post", "committees", new(cast.home), KEY).status_code == 201
    monkeypatch.setattr("governance.people.context.PortalContext.may", lambda self, permission: permission.endswith(".read"))
    assert home.send("post", "committees", new(cast.home), KEY).status_code == 403


@pytest.mark.parametrize("key", ["", "a b", "x" * 101, "schlüssel"])
def test_a_key_that_can_t_be_kept_is_refused(cast, home, key):
    answer = home.send("post", "committees", new(cast.home), {"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_key")


def test_a_key_of_a_browser_is_refused_rather_than_ignored(cast, as_user, document):
    clerk = Program(as_user("clerk"), document, cast.home.district)
    assert clerk.send("post", "committees", new(cast.home), KEY).json()["code"] == "invalid_key"
    assert clerk.send("post", "committees", new(cast.home)).status_code == 201


def test_answers_are_kept_for_a_day_and_forgotten_later(cast, home, monkeypatch):
    home.send("post", "committees", new(cast.home), KEY)
    for later, replayed in ((timedelta(hours=25), True), (timedelta(hours=49), False)):
        moment = timezone.now() + later
        monkeypatch.setattr("governance.people.middleware.timezone.now", lambda moment=moment: moment)
        answer = home.send("post", "committees", new(cast.home), KEY)
        assert ("Idempotency-Replayed" in answer) is replayed
        monkeypatch.undo()


def test_a_second_request_beside_the_first_is_told_to_wait(own_database, loaded_cast, api, document, django_db_blocker):
    """Two connections: the first holds its key until its transaction ends."""
    side, holds, release = loaded_cast.home, threading.Event(), threading.Event()
    with side.scope():
        token = ApiToken.objects.get(pk=side.pk(ApiToken))

    def first():
        with django_db_blocker.unblock():
            try:
                with scope.enter(scope.Scope(districts=(side.district,))), transaction.atomic():
                    services.take_key(token=token, key="order-7", digest="0", now=timezone.now())
                    holds.set()
                    release.wait(30)
            finally:
                connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    try:
        assert holds.wait(30)
        program = Program(api(), document, side.district)
        answer = program.send("post", "committees", new(side), KEY)
        assert (answer.status_code, answer.json()["code"]) == (409, "still_running") and answer["Retry-After"] == "1"
        assert program.send("post", "committees", new(side, name="另一个"), {"Idempotency-Key": "other"}).status_code == 201
    finally:
        release.set()
        thread.join()
    given = new(side, kind="property_management")
    assert program.send("post", "committees", given, KEY).status_code == 201
