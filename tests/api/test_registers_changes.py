"""`changes`: every commit once, in its order, removals included; nothing appears behind a cursor that was given out."""

import threading

import pytest
from django.db import connection
from django.test import Client

from courtyards.models import Committee, CommitteeMember, Courtyard
from governance.audit.services import change
from governance.registers import registry, services
from governance.registers.services.entering import version_of
from governance.tenancy import scope
from portal.api import cursors
from portal.api.registers import changes
from property_firms.models import Firm
from tests.api.conftest import Program

COMMITTEES = registry.every()["committees"]


@pytest.fixture
def feed(own_database, document, loaded_cast, api):
    """A program of the home district; what it writes is committed."""
    return Program(api(), document, loaded_cast.home.district)


@pytest.fixture
def side(loaded_cast):
    return loaded_cast.home


def follow(feed, address):
    """Everything after the address, page by page, and where to go on."""
    found = []
    while True:
        answer = feed.client.get(address)
        feed.check(answer, address.partition("?")[0].removeprefix("http://testserver"))
        body = answer.json()
        found += body["items"]
        address = body["next"]
        if not body["more"]:
            return found, address


def start(feed, **query):
    """Where the feed stands now."""
    body = feed.fetch("changes", latest="true", **query)
    assert body["items"] == [] and body["more"] is False and "latest" not in body["next"]
    return body["next"]


def told(items):
    return [(item["register"], item["id"], item["op"]) for item in items]


def new(side, **given):
    return {
        "courtyard": side.get(Courtyard, 0).code, "kind": "owners", "name": "业委会", "head": "张建国",
        "valid_from": "2022-01-01", "change_reason": "选举",
    } | given


def test_entering_correcting_removing_and_putting_back_are_told_in_order(feed, side):
    here = start(feed)
    made = feed.wrote("post", "committees", new(side, on_behalf_of="王主任"))
    pk = made["id"]
    later = feed.wrote("patch", f"committees/{pk}", {"members": 3, "change_reason": "补选"}, made["version"])
    gone = feed.wrote("delete", f"committees/{pk}", version=later["version"], change_reason="重复")
    back = feed.wrote("post", f"bin/{gone['bin_entry']}/restore", {"change_reason": "误删"})
    items, here = follow(feed, here)
    assert told(items) == [("committees", pk, op) for op in ("entered", "corrected", "removed", "entered")]
    assert [item["version"] for item in items] == [made["version"], later["version"], None, back["version"]]
    assert [item["reason"] for item in items] == ["选举", "补选", "重复", "误删"]
    assert {item["by"] for item in items} == {side.user("governance").name}
    assert [item["on_behalf_of"] for item in items] == ["王主任", "", "", ""]
    assert follow(feed, here) == ([], here)


def test_parts_go_and_come_with_their_record(feed, side):
    made = feed.wrote("post", "committees", new(side))
    member = feed.wrote("post", "committee-members", {
        "committee": made["id"], "name": "李四", "valid_from": "2022-02-01", "change_reason": "x"})
    here = start(feed)
    version = feed.fetch(f"committees/{made['id']}")["version"]
    feed.wrote("delete", f"committees/{made['id']}", version=version, change_reason="x")
    items, here = follow(feed, here)
    assert sorted(told(items)) == [
        ("committee-members", member["id"], "removed"), ("committees", made["id"], "removed")
    ]


def test_what_follows_from_a_change_is_told_with_it(feed, side):
    """The members' time ends with the committee's."""
    committee, member = side.get(Committee, 0), side.get(CommitteeMember, 0)
    here = start(feed)
    version = feed.fetch(f"committees/{committee.pk}")["version"]
    feed.wrote("post", f"committees/{committee.pk}/end", {"last_day": "2023-01-01", "change_reason": "x"}, version)
    items, _here = follow(feed, here)
    assert sorted(told(items)) == [
        ("committee-members", member.pk, "corrected"), ("committees", committee.pk, "corrected")
    ]


def test_a_firm_is_one_record_whichever_of_its_rows_changed(feed, side):
    here = start(feed)
    uscc = "91410104MA44QWXY88"
    firm = feed.wrote("post", "firms", {
        "name": "试验物业", "uscc": uscc, "kind": "market", "valid_from": "2022-01-01", "change_reason": "x"})
    versions = [firm["version"]]
    for given in ({"staff": 4}, {"name": "试验物业二"}, {"staff": 5, "party_members": 1}):
        versions.append(feed.wrote("patch", f"firms/{uscc}", given | {"change_reason": "x"}, versions[-1])["version"])
    items, _here = follow(feed, here)
    assert told(items) == [("firms", firm["id"], "entered")] + [("firms", firm["id"], "corrected")] * 3
    assert [item["version"] for item in items] == versions and {item["code"] for item in items} == {uscc}
    gone = feed.wrote("delete", f"firms/{uscc}", version=versions[-1], change_reason="x")
    items, _here = follow(feed, _here)
    assert told(items) == [("firms", firm["id"], "removed")] and items[0]["code"] == uscc and gone["bin_entry"]


def test_the_feed_from_its_beginning_ends_in_what_the_registers_hold(feed, side):
    """Followed from the start, in small pages, the feed leads to the present versions of all records."""
    items, _here = follow(feed, feed.url("changes", limit=7))
    state = {}
    for item in items:
        state[item["register"], item["id"]] = item["version"]
    held = {}
    with side.scope():
        for register in registry.every().values():
            for record in register.rows(side.district):
                held[register.key, record.pk] = version_of(register, record)
    assert {key: version for key, version in state.items() if version} == held
    assert len(items) == len({(item["register"], item["id"], item["version"]) for item in items})


def test_pages_are_the_same_whatever_their_size(feed, side):
    whole, _here = follow(feed, feed.url("changes", limit=1000))
    assert len(whole) > 60
    for limit in (1, 13):
        assert follow(feed, feed.url("changes", limit=limit))[0] == whole
    some, _here = follow(feed, feed.url("changes", limit=2, register="firms,committees"))
    assert some == [item for item in whole if item["register"] in ("firms", "committees")]


def test_changes_that_tell_nothing_are_passed_over(feed, side, monkeypatch):
    monkeypatch.setattr(changes, "WINDOW", 2)
    by, here = side.user("governance"), start(feed)
    with side.scope(actor=by.pk):
        for number in range(5):
            with change(district=side.district, by=by, reason=f"nothing {number}"):
                pass
    made = feed.wrote("post", "committees", new(side))
    first = feed.client.get(here).json()
    assert first["items"] == [] and first["more"] is True
    items, end = follow(feed, here)
    assert told(items) == [("committees", made["id"], "entered")] and follow(feed, end)[0] == []


def test_nothing_is_missed_of_a_writer_who_began_earlier_and_commits_later(feed, side, django_db_blocker):
    """The slow writer has the lower number; the fast one commits first. Neither is told before the slow one is done."""
    here, wrote, finish = start(feed), threading.Event(), threading.Event()
    by, slow = side.user("governance"), {}

    def write():
        with django_db_blocker.unblock():
            try:
                with scope.enter(scope.Scope(districts=(side.district,), actor=by.pk)):
                    committee = side.get(Committee, 0)
                    record = services.correct(
                        COMMITTEES, record=committee, data={"members": 77}, version=version_of(COMMITTEES, committee), by=by,
                        reason="slow",
                    )
                    slow["id"] = record.pk
                    wrote.set()
                    finish.wait(30)
            finally:
                connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    try:
        assert wrote.wait(30)
        fast = feed.wrote("post", "committees", new(side, change_reason="fast"))
        before = feed.client.get(here)
        during, between = follow(feed, here)
        assert during == []
    finally:
        finish.set()
        thread.join()
    items, _end = follow(feed, between)
    assert told(items) == [("committees", slow["id"], "corrected"), ("committees", fast["id"], "entered")]
    # The same question as before has another answer now, though no new change came: its tag is another one.
    again = feed.client.get(here, headers={"If-None-Match": before["ETag"]})
    assert again.status_code == 200 and len(again.json()["items"]) == 2
    assert feed.client.get(here, headers={"If-None-Match": again["ETag"]}).status_code == 304


def test_a_street_s_program_follows_its_own_street(feed, side, api, document):
    street, here = Program(api(street=0), document, side.district), start(feed)
    mine = feed.wrote("post", "committees", new(side))
    other = feed.wrote("post", "committees", new(side) | {"courtyard": side.get(Courtyard, 1).code})
    assert told(follow(feed, here)[0]) == [("committees", made["id"], "entered") for made in (mine, other)]
    assert told(follow(street, here)[0]) == [("committees", mine["id"], "entered")]
    feed.wrote("delete", f"committees/{other['id']}", version=other["version"], change_reason="x")
    assert told(follow(street, here)[0]) == [("committees", mine["id"], "entered")]


def test_the_neighbour_s_changes_are_not_told(feed, side, loaded_cast, api, document):
    whole, _here = follow(feed, feed.url("changes", limit=1000))
    with loaded_cast.neighbour.scope():
        foreign = {("firms", pk) for pk in Firm.objects.values_list("pk", flat=True)}
    assert not foreign & {(item["register"], item["id"]) for item in whole}
    body = Program(api(side=loaded_cast.neighbour), document, side.district).get("changes")
    assert body.status_code == 404


@pytest.mark.parametrize(("query", "path", "code"), [
    ({"register": "people"}, "register", "unknown_value"), ({"after": "x"}, "after", "invalid_cursor"),
    ({"after": cursors.encode("committees", [1])}, "after", "invalid_cursor"),
    ({"after": cursors.encode("changes", [2**70, 1, "", 1])}, "after", "invalid_cursor"),
    ({"after": cursors.encode("changes", [1, 1, "a\x00", 1])}, "after", "invalid_cursor"),
    ({"after": cursors.encode("changes", [1, 1, 1, 1])}, "after", "invalid_cursor"),
    ({"limit": "0"}, "limit", "out_of_range"), ({"latest": "yes"}, "latest", "unknown_value"),
    ({"on": "2022-01-01"}, "on", "unknown_parameter"), ({"format": "csv"}, "format", "unknown_value"),
])
def test_a_bad_parameter_of_the_feed_is_named(cast, home, query, path, code):
    assert [(f["path"], f["code"]) for f in home.refused("changes", **query)["errors"]] == [(path, code)]


def test_without_the_scope_there_is_no_feed(cast, case_token):
    client = Client(headers={"Authorization": f"Bearer {case_token(['statistics'], district=cast.home.district)}"})
    assert client.get(f"/api/v1/districts/{cast.home.district}/changes").status_code == 403
