"""Who may write by REST: the token's scope, what its owner may today, and where; browsers with their CSRF token."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courtyards.models import Committee, Courtyard, ThreeNoBaseline
from governance.people.models import User
from governance.people.services import end_membership, grant, issue_token
from governance.registers.models import BinEntry
from governance.tenancy import scope
from property_firms.models import Firm
from tests.api.conftest import Program


@pytest.fixture
def program(cast, document):
    """`program("clerk")`: a program whose token is owned by that person of the cast."""

    def make(owner, scopes=("records", "write"), street=None, side=None):
        place = side or cast.home
        by = place.user(owner) if isinstance(owner, str) else owner
        at = None if street is None else place.streets[street]
        with scope.enter(scope.Scope(districts=(place.district,), actor=by.pk)):
            _token, text = issue_token(
                district=place.district, name="tests", scopes=list(scopes), owner=by, by=by, reason="tests", street=at,
                expires_at=timezone.now() + timedelta(days=1), now=timezone.now(),
            )
        return Program(Client(headers={"Authorization": f"Bearer {text}"}), document, cast.home.district)

    return make


def correct(program, committee, **given):
    return program.send("patch", f"committees/{committee.pk}", given or {"members": 9, "change_reason": "x"}, {"If-Match": "*"})


def new(cast, street=0, **given):
    return {
        "courtyard": cast.home.get(Courtyard, street).code, "kind": "owners", "name": "业委会", "valid_from": "2022-01-01",
        "change_reason": "x",
    } | given


def test_reading_and_writing_are_scopes_of_their_own(cast, program):
    committee = cast.home.get(Committee, 0)
    reader, writer = program("governance", ["records"]), program("governance", ["write"])
    answer = correct(reader, committee)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed") and "write" in answer.json()["detail"]
    reader.fetch(f"committees/{committee.pk}")
    writer.refused(f"committees/{committee.pk}", 403)
    writer.refused("committees", 403)
    writer.refused("changes", 403)
    assert correct(writer, committee).status_code == 200
    assert program("governance", ["statistics"]).send("post", "committees", new(cast)).status_code == 403


@pytest.mark.parametrize("role", ["leader", "finance", "auditor", "reviewer", "housing"])
def test_a_token_writes_nothing_that_its_owner_may_not(cast, program, role):
    answer = correct(program(role), cast.home.get(Committee, 0))
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_a_right_in_one_register_is_none_in_another(cast, program):
    baseline, clerk = cast.home.get(ThreeNoBaseline, 0), program("clerk")
    assert correct(clerk, cast.home.get(Committee, 0)).status_code == 200
    path, given = f"three-no-baselines/{baseline.pk}", {"source": "x", "change_reason": "x"}
    assert clerk.send("patch", path, given, {"If-Match": "*"}).status_code == 403
    assert program("housing").send("patch", path, given, {"If-Match": "*"}).status_code == 200


def test_rights_that_ended_or_begin_tomorrow_are_no_rights(cast, program):
    clerk = cast.home.user("clerk2")
    writer, committee = program("clerk2"), cast.home.get(Committee, 1)
    assert correct(writer, committee).status_code == 200
    today = timezone.localdate()
    with cast.home.scope(actor=clerk.pk):
        [held] = clerk.memberships.all()
        end_membership(membership=held, by=clerk, reason="x", on=today)
        grant(user=clerk, district=cast.home.district, role="governance", by=clerk, reason="x",
              valid_from=today + timedelta(days=1))
    assert correct(writer, committee).status_code == 403


def test_an_owner_who_left_writes_nothing(cast, program):
    writer, owner = program("clerk"), cast.home.user("clerk")
    with scope.enter(scope.Scope(signing_in=owner.username)):
        User.objects.filter(pk=owner.pk).update(is_active=False)
    assert correct(writer, cast.home.get(Committee, 0)).status_code == 403


@pytest.mark.parametrize("street", [None, 0], ids=["token of the district", "token of the street"])
def test_the_clerk_of_one_street_writes_in_that_street_alone(cast, program, street):
    clerk = program("clerk", street=street)
    assert correct(clerk, cast.home.get(Committee, 0)).status_code == 200
    foreign = correct(clerk, cast.home.get(Committee, 1))
    # What the token sees it may be told of; what it does not see is not there.
    assert foreign.status_code == (403 if street is None else 404)
    assert clerk.send("post", "committees", new(cast)).status_code == 201
    answer = clerk.send("post", "committees", new(cast, street=1))
    assert answer.status_code == 400 and answer.json()["errors"][0]["code"] == "missing"
    items = [{"op": "change", "id": cast.home.get(Committee, 1).pk, "version": 1, "members": 3}]
    answer = clerk.send("post", "committees/bulk", {"change_reason": "x", "items": items}, mode="partial")
    assert answer.json()["items"][0]["status"] == 404
    assert cast.home.get(Committee, 1).members == 5


def test_a_token_of_one_street_writes_there_whatever_its_owner_may(cast, program):
    office = program("governance", street=0)
    assert correct(office, cast.home.get(Committee, 0)).status_code == 200
    assert correct(office, cast.home.get(Committee, 1)).status_code == 404
    entry = cast.home.pk(BinEntry, 1)
    assert office.send("post", f"bin/{entry}/restore", {"change_reason": "x"}).status_code == 404


def test_removing_and_putting_back_need_their_own_right(cast, program):
    told = program("clerk").wrote("post", "committees", new(cast))
    finance, headers = program("finance"), {"If-Match": "*"}
    assert finance.send("delete", f"committees/{told['id']}", headers=headers, change_reason="x").status_code == 403
    gone = program("clerk").wrote("delete", f"committees/{told['id']}", version=told["version"], change_reason="x")
    assert finance.send("post", f"bin/{gone['bin_entry']}/restore", {"change_reason": "x"}).status_code == 403
    other = program("clerk2").send("post", f"bin/{gone['bin_entry']}/restore", {"change_reason": "x"})
    assert other.status_code == 403
    assert program("clerk").send("post", f"bin/{gone['bin_entry']}/restore", {"change_reason": "x"}).status_code == 200


WRITES = [
    ("post", "committees", {}), ("patch", "committees/{}", {}), ("delete", "committees/{}?change_reason=x", None),
    ("post", "committees/{}/end", {}), ("post", "committees/bulk", {}), ("post", "bin/{}/restore", {}),
]


@pytest.mark.parametrize(("verb", "path", "body"), WRITES)
def test_the_neighbour_and_the_stranger_find_nothing_to_write(cast, program, as_user, verb, path, body):
    pk = cast.home.pk(BinEntry) if "bin" in path else cast.home.pk(Committee, 0)
    address = f"/api/v1/districts/{cast.home.district}/{path.format(pk)}"
    everybody = [
        program("governance", side=cast.neighbour).client, as_user("stranger"), as_user("governance", cast.neighbour), Client()
    ]
    answers = [
        client.generic(verb.upper(), address, "{}", content_type="application/json", headers={"If-Match": "*"})
        for client in everybody
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 401]
    assert len({answer.content for answer in answers[:3]}) == 1


@pytest.mark.parametrize(("verb", "path"), [("patch", "committees/{}"), ("post", "committees/{}/end")])
def test_a_foreign_record_is_as_missing_as_none(cast, program, verb, path):
    office, foreign = program("governance"), cast.neighbour.pk(Committee, 0)
    sent = {"members": 1, "change_reason": "x"}
    answers = [office.send(verb, path.format(pk), sent, {"If-Match": "*"}) for pk in (foreign, 99999999)]
    assert [answer.status_code for answer in answers] == [404, 404] and answers[0].content == answers[1].content


def test_a_reference_to_the_neighbour_is_unknown(cast, program):
    courtyard, firm = cast.neighbour.get(Courtyard, 0), cast.neighbour.get(Firm, 0)
    for wanted in (courtyard.code, courtyard.name, courtyard.pk, {"id": courtyard.pk}):
        answer = program("governance").send("post", "committees", new(cast, courtyard=wanted))
        assert answer.status_code == 400 and courtyard.name not in answer.json()["errors"][0]["message"]
        assert answer.json()["errors"][0]["code"] == "missing"
    given = {"courtyard": cast.home.get(Courtyard, 0).code, "firm": firm.pk, "valid_from": "2019-01-01", "change_reason": "x"}
    answer = program("governance").send("post", "contracts", given)
    assert answer.json()["errors"] == [answer.json()["errors"][0] | {"path": "firm", "code": "missing"}]


def test_a_browser_writes_with_its_own_rights_and_its_csrf_token(cast, as_user, document):
    browser = as_user("clerk")
    held, strict = browser.cookies, Client(enforce_csrf_checks=True)
    strict.cookies = held
    committee = cast.home.get(Committee, 0)
    clerk = Program(strict, document, cast.home.district)
    answer = correct(clerk, committee)
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")
    strict.get(f"/{cast.home.district}/committees/")
    token = strict.get(f"/{cast.home.district}/registers/committees/new/").cookies["csrftoken"].value
    body, headers = {"members": 9, "change_reason": "x"}, {"If-Match": "*", "X-CSRFToken": token}
    answer = clerk.send("patch", f"committees/{committee.pk}", body, headers)
    assert answer.status_code == 200, answer.content.decode()
    assert clerk.send("patch", f"committees/{cast.home.pk(Committee, 1)}", body, headers).status_code == 404
    other = Program(as_user("leader"), document, cast.home.district)
    assert correct(other, committee).status_code == 403
    assert other.fetch(f"committees/{committee.pk}")["members"] == 9


def test_reading_asks_nothing_of_the_owner_s_roles(program):
    reader = program("governance")
    with CaptureQueriesContext(connection) as captured:
        reader.fetch("committees")
    assert captured.captured_queries
    assert not [query for query in captured.captured_queries if "governance_membership" in query["sql"]]
