"""Entering, correcting, ending and removing by REST: what is told back, what is refused, and with which words."""

import json

import pytest

from courtyards.models import Committee, CommitteeMember, Courtyard
from governance.audit.models import Change
from governance.registers.models import BinEntry
from property_firms.models import Firm, ServiceContract

USCC = "91410104MA44QWXY88"


@pytest.fixture
def courtyard(cast):
    return cast.home.get(Courtyard, 0)


@pytest.fixture
def committee(cast):
    return cast.home.get(Committee, 0)


def new_committee(courtyard, **given):
    return {
        "courtyard": courtyard.code, "kind": "owners", "name": "幸福里业主委员会", "head": "张建国", "members": 7,
        "valid_from": "2022-01-01", "change_reason": "选举产生",
    } | given


def faults(answer, status=400, code="invalid_fields"):
    assert answer.status_code == status, answer.content.decode()
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["code"] == code
    return {(fault["path"], fault["code"]) for fault in body["errors"]}


def test_a_record_is_entered_and_found_at_its_address(home, courtyard):
    answer = home.send("post", "committees", new_committee(courtyard, valid_to="2025-01-01", on_behalf_of="社区王主任"))
    assert answer.status_code == 201
    body = answer.json()
    assert (body["name"], body["head"], body["members"]) == ("幸福里业主委员会", "张**", 7)
    assert (body["valid_from"], body["valid_to"], body["courtyard"]["code"]) == ("2022-01-01", "2025-01-01", courtyard.code)
    assert answer["ETag"] == f'"v{body["version"]}"' and "张建国" not in answer.content.decode()
    assert answer["Location"].endswith(f"/committees/{body['id']}")
    told = {name: value for name, value in body.items() if name != "warnings"}
    assert home.fetch(f"committees/{body['id']}") == {"as_of": None} | told


def test_who_why_and_for_whom_stand_in_the_history(cast, home, courtyard):
    home.wrote("post", "committees", new_committee(courtyard, on_behalf_of="社区王主任"))
    with cast.home.scope():
        change = Change.objects.latest("id")
    by = cast.home.user("governance")
    assert (change.actor_id, change.reason, change.on_behalf_of) == (by.pk, "选举产生", "社区王主任")


@pytest.mark.parametrize("how", ["code", "name", "id", "#id", "object by id", "object by code"])
def test_a_reference_is_named_in_any_way(home, courtyard, how):
    wanted = {
        "code": courtyard.code, "name": courtyard.name, "id": courtyard.pk, "#id": f"#{courtyard.pk}",
        "object by id": {"id": courtyard.pk}, "object by code": {"code": courtyard.code},
    }[how]
    assert home.wrote("post", "committees", new_committee(courtyard) | {"courtyard": wanted})["courtyard"]["id"] == courtyard.pk


def test_a_correction_changes_the_named_fields_alone(home, committee):
    before = home.fetch(f"committees/{committee.pk}")
    answer = home.send(
        "patch", f"committees/{committee.pk}", {"members": 9, "change_reason": "补选"}, {"If-Match": home.get(
            f"committees/{committee.pk}")["ETag"]},
    )
    after = answer.json()
    assert answer.status_code == 200 and after["version"] > before["version"]
    changed = {name for name in before if name != "as_of" and after[name] != before[name]}
    assert changed == {"members", "version"} and after["members"] == 9


def test_a_name_is_kept_by_silence_and_taken_out_by_nothing(cast, home):
    member = cast.home.get(CommitteeMember, 0)
    path = f"committee-members/{member.pk}"
    told = home.wrote("patch", path, {"post": "deputy", "change_reason": "改选"}, home.fetch(path)["version"])
    assert (told["post"], told["phone"]) == ("deputy", "138****0000")
    told = home.wrote("patch", path, {"phone": None, "change_reason": "停用"}, told["version"])
    assert told["phone"] == ""
    with cast.home.scope():
        kept = CommitteeMember.objects.get(pk=member.pk)
        assert (kept.name, kept.phone) == (member.name, "")
    headers = {"If-Match": f'"v{told["version"]}"'}
    assert faults(home.send("patch", path, {"name": "", "change_reason": "x"}, headers)) == {("name", "required")}
    assert faults(home.send("patch", path, {"name": told["name"], "change_reason": "x"}, headers)) == {("name", "masked")}


def test_money_and_ranges_go_by_the_names_of_the_api(cast, home, courtyard):
    firm = cast.home.get(Firm, 0)
    given = {
        "courtyard": courtyard.code, "firm": {"id": firm.pk}, "period_from": "2022-01-01", "period_to": "2022-04-01",
        "receivable_yuan": "1200.50", "received_yuan": 900, "households_liable": 40, "households_paid": 30,
        "change_reason": "季报",
    }
    told = home.wrote("post", "fee-returns", given)
    assert (told["receivable_yuan"], told["received_yuan"]) == ("1200.50", "900.00")
    assert (told["period_from"], told["period_to"]) == ("2022-01-01", "2022-04-01")
    found = faults(home.send("post", "fee-returns", given | {"received_yuan": "1300", "period_to": "2022-07-01"}))
    assert found == {("received_yuan", "refused")}
    assert faults(home.send("post", "fee-returns", given | {"receivable_yuan": "1.005"})) == {
        ("receivable_yuan", "max_decimal_places")
    }


WRONG = [
    ({"nmae": "x"}, {("nmae", "unknown_field")}), ({"version": 3}, {("version", "read_only")}),
    ({"street": "990101001"}, {("street", "read_only")}), ({"name": ""}, {("name", "required")}),
    ({"name": None}, {("name", "required")}), ({"name": 7}, {("name", "wrong_type")}),
    ({"name": {"zh": "x"}}, {("name", "wrong_type")}), ({"name": "a\x00b"}, {("name", "wrong_type")}),
    ({"name": "长" * 121}, {("name", "max_length")}), ({"members": "七"}, {("members", "wrong_type")}),
    ({"members": True}, {("members", "wrong_type")}), ({"members": -1}, {("members", "min_value")}),
    ({"members": 10**40}, {("members", "max_value")}), ({"kind": "club"}, {("kind", "invalid_choice")}),
    ({"kind": ""}, {("kind", "required")}), ({"elected_on": "2022-02-30"}, {("elected_on", "invalid")}),
    ({"elected_on": 20220101}, {("elected_on", "wrong_type")}), ({"valid_from": None}, {("valid_from", "required")}),
    ({"valid_to": "2021-12-31"}, {("valid_to", "invalid")}), ({"valid_to": "soon"}, {("valid_to", "invalid")}),
    ({"valid_to": "2022-01-01"}, {("valid_to", "invalid")}), ({"valid_to": "0001-01-01"}, {("valid_to", "implausible")}),
    ({"courtyard": "990102001-0001"}, {("courtyard", "missing")}), ({"courtyard": []}, {("courtyard", "wrong_type")}),
    ({"courtyard": {"uscc": "1"}}, {("courtyard", "wrong_type")}), ({"courtyard": 10**17}, {("courtyard", "missing")}),
    ({"courtyard": "  "}, {("courtyard", "required")}), ({"courtyard": None}, {("courtyard", "required")}),
    ({"change_reason": ""}, {("change_reason", "required")}), ({"change_reason": 5}, {("change_reason", "wrong_type")}),
    ({"confirm": "yes"}, {("confirm", "wrong_type")}), ({"on_behalf_of": "长" * 81}, {("on_behalf_of", "max_length")}),
    ({"head": "110101199003074477"}, {("head", "invalid")}), ({"dissolved_why": "x"}, {("valid_from", "refused")}),
    ({"elected_on": "2022-06-01"}, {("elected_on", "refused")}),
    ({"name": "", "members": -1, "foo": 1}, {("foo", "unknown_field")}),
    ({"name": "", "members": -1}, {("name", "required"), ("members", "min_value")}),
]


@pytest.mark.parametrize(("given", "wanted"), WRONG, ids=[json.dumps(row[0], ensure_ascii=True)[:60] for row in WRONG])
def test_a_fault_is_named_by_its_field_and_nothing_is_written(cast, home, courtyard, given, wanted):
    with cast.home.scope():
        before = (Committee.objects.count(), Change.objects.count())
    assert faults(home.send("post", "committees", new_committee(courtyard) | given)) == wanted
    with cast.home.scope():
        assert (Committee.objects.count(), Change.objects.count()) == before


def test_a_fault_shows_what_was_sent_in_the_caller_s_language(home, courtyard):
    body = new_committee(courtyard, members=-1)
    [fault] = home.send("post", "committees", body, {"Accept-Language": "zh-CN"}).json()["errors"]
    assert fault["value"] == "-1" and fault["message"] == "不能小于 0。"


def test_another_record_in_the_way_is_a_conflict(home, courtyard):
    home.wrote("post", "committees", new_committee(courtyard))
    assert faults(home.send("post", "committees", new_committee(courtyard)), 409, "conflict") == {("valid_from", "conflict")}


def test_what_is_unusual_is_asked_about_and_can_be_confirmed(cast, home, courtyard):
    path, given = f"courtyards/{courtyard.code}", {"households": 1, "residents": 300, "change_reason": "核实"}
    version = home.fetch(path)["version"]
    answer = home.send("patch", path, given, {"If-Match": f'"v{version}"'})
    assert {fault[1] for fault in faults(answer)} == {"doubt"} and "confirm" in answer.json()["detail"]
    assert home.wrote("patch", path, given | {"confirm": True}, version)["households"] == 1


def test_what_is_entered_once_is_not_corrected(cast, home, committee):
    headers = {"If-Match": f'"v{home.fetch(f"committees/{committee.pk}")["version"]}"'}
    given = {"courtyard": cast.home.get(Courtyard, 1).code, "change_reason": "x"}
    assert faults(home.send("patch", f"committees/{committee.pk}", given, headers)) == {("courtyard", "fixed")}


@pytest.mark.parametrize(("verb", "ending", "body"), [
    ("patch", "", {"members": 9, "change_reason": "x"}), ("delete", "?change_reason=x", None),
    ("post", "/end", {"last_day": "2022-01-01", "change_reason": "x"}),
])
def test_a_version_must_be_named_and_be_the_present_one(home, committee, verb, ending, body):
    path = f"committees/{committee.pk}"
    present = home.fetch(path)["version"]
    address = home.url(path + ending.partition("?")[0]) + ending[ending.find("?"):] * ("?" in ending)
    absent = home.client.generic(verb.upper(), address, json.dumps(body) if body else "", content_type="application/json")
    assert faults(absent, 428, "if_match_required") == {("If-Match", "required")}
    for sent in ('"v0"', "nonsense", f'"v{present + 1}"', f"v{present}"):
        answer = home.client.generic(
            verb.upper(), address, json.dumps(body) if body else "", content_type="application/json", headers={"If-Match": sent}
        )
        assert faults(answer, 412, "stale") == {("If-Match", "stale")}
        assert answer.json()["version"] == present and answer["ETag"] == f'"v{present}"'
    assert home.fetch(path)["version"] == present


@pytest.mark.parametrize("sent", ['"v{}"', 'W/"v{}"', '"v{}.0123abcd"', '"v1", "v{}"', "*"])
def test_a_version_may_be_written_as_any_of_our_tags(home, committee, sent):
    version = home.fetch(f"committees/{committee.pk}")["version"]
    headers = {"If-Match": sent.format(version)}
    given = {"members": 8, "change_reason": "x"}
    assert home.send("patch", f"committees/{committee.pk}", given, headers).status_code == 200


def test_a_record_ends_by_its_last_day_or_the_day_after(home, committee, courtyard):
    path = f"committees/{committee.pk}"
    given = {"last_day": "2022-06-30", "dissolved_why": "任期届满", "change_reason": "换届"}
    told = home.wrote("post", f"{path}/end", given, home.fetch(path)["version"])
    assert (told["valid_to"], told["dissolved_why"]) == ("2022-07-01", "任期届满")
    other = home.wrote("post", "committees", new_committee(courtyard))
    given = {"valid_to": "2023-01-01", "change_reason": "换届"}
    assert home.wrote("post", f"committees/{other['id']}/end", given, other["version"])["valid_to"] == "2023-01-01"


@pytest.mark.parametrize(("given", "path", "code"), [
    ({}, "last_day", "required"), ({"last_day": "2022-06-30", "valid_to": "2022-07-01"}, "last_day", "invalid"),
    ({"last_day": "gone"}, "last_day", "invalid"), ({"valid_to": 7}, "valid_to", "invalid"),
    ({"last_day": "2019-01-01"}, "last_day", "refused"), ({"valid_to": "2019-01-01"}, "valid_to", "refused"),
    ({"last_day": "2022-06-30", "valid_from": "2021-01-01"}, "valid_from", "read_only"),
    ({"last_day": "2022-06-30", "foo": 1}, "foo", "unknown_field"),
])
def test_an_end_that_can_t_be_is_refused(home, committee, given, path, code):
    headers = {"If-Match": f'"v{home.fetch(f"committees/{committee.pk}")["version"]}"'}
    answer = home.send("post", f"committees/{committee.pk}/end", given | {"change_reason": "x"}, headers)
    assert faults(answer) == {(path, code)}


def test_a_wrong_entry_goes_to_the_bin_and_comes_back_as_it_was(cast, home, courtyard):
    told = home.wrote("post", "committees", new_committee(courtyard))
    gone = home.wrote("delete", f"committees/{told['id']}", version=told["version"], change_reason="重复录入")
    home.refused(f"committees/{told['id']}", 404)
    with cast.home.scope():
        assert BinEntry.objects.get(pk=gone["bin_entry"]).reason == "重复录入"
    path = f"bin/{gone['bin_entry']}/restore"
    assert faults(home.send("post", path, {"reason": "x"})) == {("reason", "unknown_field")}
    back = home.wrote("post", path, {"change_reason": "删错了"})
    assert {**back, "version": 0} == {**told, "version": 0}
    assert faults(home.send("post", path, {"change_reason": "x"}), 409, "not_restorable") == set()
    home.check(home.send("post", "bin/99999999/restore", {"change_reason": "x"}), home.url("bin/1/restore"), "post")


def test_what_others_depend_on_is_not_removed(cast, home, courtyard):
    version = home.fetch(f"courtyards/{courtyard.code}")["version"]
    answer = home.send(
        "delete", f"courtyards/{courtyard.code}", headers={"If-Match": f'"v{version}"'}, change_reason="x"
    )
    found = dict(faults(answer, 409, "depended_on"))
    assert found["committees"] == "dependants" and "contracts" in found
    told = {error["path"]: error["value"] for error in answer.json()["errors"]}
    assert told["committees"] == "1"
    headers = {"If-Match": f'"v{version}"'}
    assert faults(home.send("delete", f"courtyards/{courtyard.code}", headers=headers)) == {("change_reason", "required")}


def test_a_courtyard_and_a_firm_are_written_under_their_codes(cast, home, courtyard):
    community = home.fetch(f"courtyards/{courtyard.code}")["community"]["code"]
    given = {
        "name": "顺河路88号院", "community": community, "area_m2": "3521.60", "households": 40, "longitude": "113.685300",
        "valid_from": "2022-07-07", "change_reason": "新接收",
    }
    answer = home.send("post", "courtyards", given)
    told = answer.json()
    assert answer.status_code == 201 and told["code"].endswith("-0100") and told["kind"] == "courtyard"
    assert answer["Location"].endswith(f"/courtyards/{told['code']}")
    body = home.fetch(f"courtyards/{told['code']}", on="2022-07-07")
    assert (body["longitude"], body["version"], body["valid_from"]) == ("113.685300", told["version"], "2022-07-07")
    told = home.wrote("patch", f"courtyards/{told['code']}", {"residents": 90, "change_reason": "普查"}, told["version"])
    assert home.wrote(
        "post", f"courtyards/{told['code']}/end", {"last_day": "2023-01-01", "change_reason": "拆除"}, told["version"]
    )["valid_to"] == "2023-01-02"
    firm = {"name": "试验物业", "uscc": USCC, "kind": "market", "staff": 9, "party_members": 2, "valid_from": "2022-01-01"}
    answer = home.send("post", "firms", firm | {"change_reason": "登记"})
    assert answer.status_code == 201 and answer["Location"].endswith(f"/firms/{USCC}")
    version, versions = answer.json()["version"], set()
    for change in ({"staff": 10}, {"name": "试验物业二"}, {"party_members": 3}):
        version = home.wrote("patch", f"firms/{USCC}", change | {"change_reason": "x"}, version)["version"]
        versions.add(version)
    assert len(versions) == 3 and home.fetch(f"firms/{USCC}", on="2022-07-07")["version"] == version


def test_a_firm_corrected_beside_a_reader_is_stale_whichever_of_its_rows_changed(home):
    told = home.wrote("post", "firms", {
        "name": "试验物业", "uscc": USCC, "kind": "market", "valid_from": "2022-01-01", "change_reason": "登记"})
    for change in ({"staff": 10}, {"party_members": 3}):
        home.wrote("patch", f"firms/{USCC}", change | {"change_reason": "x"}, told["version"])
        headers = {"If-Match": f'"v{told["version"]}"'}
        assert home.send("patch", f"firms/{USCC}", {"phone": "1", "change_reason": "x"}, headers).status_code == 412
        told = home.fetch(f"firms/{USCC}")


def test_a_contract_outside_its_term_is_refused_at_its_field(cast, home):
    contract = cast.home.get(ServiceContract, 0)
    headers = {"If-Match": f'"v{home.fetch(f"contracts/{contract.pk}")["version"]}"'}
    given = {"started_on": "2019-01-01", "change_reason": "x"}
    assert faults(home.send("patch", f"contracts/{contract.pk}", given, headers)) == {("started_on", "refused")}


def test_an_amount_that_need_not_be_said_is_none_when_it_is_not(home):
    project = {"name": "邻里食堂", "project_class": "daily", "entered_on": "2022-01-01", "change_reason": "居民提议"}
    body = home.wrote("post", "projects", project)
    assert body["budget_yuan"] == "0.00"
    assert home.wrote("patch", f"projects/{body['id']}", {"budget_yuan": "5000.00", "change_reason": "落实经费"},
                      version=body["version"])["budget_yuan"] == "5000.00"
