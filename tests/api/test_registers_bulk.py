"""Many records in one request: all or none, the good ones, or only a trial."""

import pytest

from courtyards.models import Committee, Courtyard
from governance.audit.models import Change
from property_firms.models import ServiceContract


@pytest.fixture
def items(cast):
    """A good creation, a good correction, a good end; then one of each that can't be."""
    committee, contract = cast.home.get(Committee, 0), cast.home.get(ServiceContract, 0)
    assert contract
    courtyards = [cast.home.get(Courtyard, number).code for number in (0, 1)]
    new = {"op": "create", "courtyard": courtyards[0], "kind": "owners", "name": "业委会甲", "valid_from": "2022-01-01"}
    return {
        "create": new, "change": {"op": "change", "id": committee.pk, "version": None, "members": 11},
        "end": {"op": "end", "id": cast.home.pk(Committee, 1), "version": None, "last_day": "2022-06-30"},
        "bad": new | {"courtyard": courtyards[1], "name": "", "foo": 1},
        "stale": {"op": "change", "id": committee.pk, "version": 999, "members": 12},
        "missing": {"op": "end", "id": 99999999, "version": 1, "last_day": "2022-06-30"},
    }


def send(home, items, *names, **query):
    for name in ("change", "end"):
        items[name]["version"] = home.fetch(f"committees/{items[name]['id']}")["version"]
    return home.send("post", "committees/bulk", {"change_reason": "普查", "items": [items[name] for name in names]}, **query)


def names(cast):
    with cast.home.scope():
        return sorted(Committee.objects.values_list("name", "members", "valid"), key=repr)


def test_all_good_items_are_written_at_once(cast, home, items):
    answer = send(home, items, "create", "change", "end")
    body = answer.json()
    assert answer.status_code == 200 and (body["mode"], body["written"], body["refused"]) == ("atomic", 3, 0)
    told = [(item["index"], item["status"], item["errors"]) for item in body["items"]]
    assert told == [(0, 201, []), (1, 200, []), (2, 200, [])]
    made, changed, ended = (home.fetch(f"committees/{item['id']}") for item in body["items"])
    assert (made["name"], changed["members"], ended["valid_to"]) == ("业委会甲", 11, "2022-07-01")
    assert [item["version"] for item in body["items"]] == [made["version"], changed["version"], ended["version"]]


def test_one_bad_item_keeps_all_others_out(cast, home, items):
    before = names(cast)
    answer = send(home, items, "create", "bad", "change", "stale", "missing")
    body = answer.json()
    assert (answer.status_code, body["code"]) == (422, "bulk_refused")
    assert [item["status"] for item in body["items"]] == [201, 400, 200, 412, 404]
    assert [item["id"] for item in body["items"] if item["status"] == 201] == [None]
    assert {error["path"] for error in body["errors"]} == {"items[1].foo", "items[3].version", "items[4].id"}
    assert names(cast) == before


def test_the_good_ones_are_written_where_that_is_wished(cast, home, items):
    answer = send(home, items, "create", "bad", "change", "stale", "missing", mode="partial")
    body = answer.json()
    assert answer.status_code == 200 and (body["written"], body["refused"]) == (2, 3)
    assert [item["status"] for item in body["items"]] == [201, 400, 200, 412, 404]
    stale = body["items"][3]
    assert stale["version"] == body["items"][2]["version"] and stale["errors"][0]["code"] == "stale"
    assert home.fetch(f"committees/{items['change']['id']}")["members"] == 11
    assert home.fetch(f"committees/{body['items'][0]['id']}")["name"] == "业委会甲"


@pytest.mark.parametrize("mode", ["atomic", "partial"])
def test_a_trial_says_everything_and_writes_nothing(cast, home, items, mode):
    before = names(cast)
    with cast.home.scope():
        changes = Change.objects.count()
    answer = send(home, items, "create", "bad", "change", mode=mode, dry_run="true")
    body = answer.json()
    assert answer.status_code == 200 and (body["dry_run"], body["written"], body["refused"]) == (True, 0, 1)
    assert [(item["status"], item["id"] is None) for item in body["items"]] == [(201, True), (400, True), (200, False)]
    assert names(cast) == before
    with cast.home.scope():
        assert Change.objects.count() == changes


def test_an_item_sees_what_the_items_before_it_did(home, items):
    answer = send(home, items, "create", "create", mode="partial").json()
    assert [item["status"] for item in answer["items"]] == [201, 409]
    assert answer["items"][1]["errors"][0]["code"] == "conflict"


def test_a_record_may_be_named_by_its_code(cast, home):
    code = cast.home.get(Courtyard, 0).code
    version = home.fetch(f"courtyards/{code}")["version"]
    given = {"change_reason": "x", "items": [{"op": "change", "code": code, "version": version, "residents": 301}]}
    assert home.wrote("post", "courtyards/bulk", given)["items"][0]["status"] == 200
    assert home.fetch(f"courtyards/{code}")["residents"] == 301
    given["items"] = [{"op": "change", "code": "x", "version": 1}, {"op": "change", "code": 5, "version": 1}]
    told = home.wrote("post", "courtyards/bulk", given, mode="partial")["items"]
    assert [item["status"] for item in told] == [404, 400]


@pytest.mark.parametrize(("item", "path", "code"), [
    ("x", "", "wrong_type"), ({}, "op", "unknown_value"), ({"op": "drop"}, "op", "unknown_value"),
    ({"op": ["create"]}, "op", "unknown_value"), ({"op": "change"}, "id", "required"),
    ({"op": "change", "id": "1"}, "id", "wrong_type"), ({"op": "change", "code": "x"}, "id", "required"),
    ({"op": "create", "id": 5}, "id", "read_only"), ({"op": "change", "id": True}, "id", "wrong_type"),
])
def test_an_item_that_can_t_be_read_is_named(home, item, path, code):
    told = home.wrote("post", "committees/bulk", {"change_reason": "x", "items": [item]}, mode="partial")
    assert [(error["path"], error["code"]) for error in told["items"][0]["errors"]] == [(path, code)]


def test_a_version_must_be_sent_with_every_item(cast, home):
    item = {"op": "change", "id": cast.home.pk(Committee, 0), "members": 3}
    for version, code in (({}, "required"), ({"version": "7"}, "wrong_type"), ({"version": 0}, "stale")):
        told = home.wrote("post", "committees/bulk", {"change_reason": "x", "items": [item | version]}, mode="partial")
        assert told["items"][0]["errors"][0]["path"] == "version" and told["items"][0]["errors"][0]["code"] == code


@pytest.mark.parametrize(("given", "path"), [
    ({"items": []}, "items"), ({"items": {}}, "items"), ({}, "items"), ({"items": [{}] * 1001}, "items"),
    ({"items": [{}], "foo": 1}, "foo"), ({"items": [{}], "change_reason": ""}, "change_reason"),
])
def test_a_request_of_no_items_or_too_many_is_refused(home, given, path):
    answer = home.send("post", "committees/bulk", {"change_reason": "x"} | given)
    assert answer.status_code == 400 and [error["path"] for error in answer.json()["errors"]] == [path]


def test_an_unknown_mode_is_refused(home):
    answer = home.send("post", "committees/bulk", {"change_reason": "x", "items": [{}]}, mode="best")
    assert answer.status_code == 400 and answer.json()["errors"][0]["path"] == "mode"
