"""Lists and records of the registers, all of them by one pattern: values, filters, pages, shapes, clocks, masks."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courtyards.models import Committee, CommitteeMember, Courtyard
from governance.registers import registry, services, values
from governance.registers.services.entering import version_of
from portal.api.answers import plain
from portal.api.registers.own_lists import LISTS
from property_firms.models import ServiceContract

DAY = "2021-05-01"
GENERIC = [key for key in registry.every() if key not in LISTS]


def told(register, record):
    """What the adapters tell of a record, as JSON says it."""
    found = {"id": record.pk}
    for value in values.of(register).values():
        found |= value.told(record)
    return as_json(found) | {"version": version_of(register, record)}


def as_json(value):
    if isinstance(value, dict):
        return {name: as_json(part) for name, part in value.items()}
    if isinstance(value, list):
        return [as_json(part) for part in value]
    return value if value is None or isinstance(value, bool | int | str) else plain(value)


def records(register, side, day):
    with side.scope():
        rows = register.on(register.rows(side.district), date.fromisoformat(day)).order_by("pk")
        return [told(register, record) for record in rows.select_related(*values.related(register))]


@pytest.mark.parametrize("key", GENERIC)
def test_a_list_tells_what_the_adapters_tell(cast, home, key):
    register = registry.every()[key]
    page = home.fetch(key, on=DAY, limit=1000, count="true")
    assert page["items"] == records(register, cast.home, DAY)
    assert page["count"] == len(page["items"]) and page["next"] is None and page["on"] == DAY


@pytest.mark.parametrize("key", GENERIC)
def test_a_record_is_what_its_list_says(cast, home, key):
    found = home.fetch(key, on=DAY, limit=1)["items"]
    assert found, "the cast has none: the matrix would miss the register"
    answer = home.get(f"{key}/{found[0]['id']}")
    assert answer.json() == {"as_of": None} | found[0]
    assert answer["ETag"].startswith(f'"v{found[0]["version"]}.')
    assert home.get(f"{key}/{found[0]['id']}", {"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize(("path", "key"), [("courtyards/9901010001-0001", "courtyards"), ("firms/919901011000000000", "firms")])
def test_courtyards_and_firms_tell_their_own_fields_beside_their_lists(cast, home, path, key):
    register = registry.every()[key]
    path = f"courtyards/{cast.home.get(Courtyard, 0).code}" if key == "courtyards" else path
    answer = home.get(path, on=DAY)
    body = answer.json()
    with cast.home.scope():
        record = register.rows(cast.home.district).get(pk=body["id"])
        own = told(register, record)
    listed = next(row for row in home.fetch(key, on=DAY)["items"] if row["id"] == body["id"])
    assert set(body) == {"on", "as_of", *listed, *own}
    assert {name: body[name] for name in listed} == listed
    assert {name: body[name] for name in own if name not in listed} == {n: v for n, v in own.items() if n not in listed}
    assert body["version"] == own["version"] and answer["ETag"].startswith(f'"v{own["version"]}.')


@pytest.mark.parametrize("key", ["committees", "contracts", "committee-members", "visits", "party-organisations"])
def test_the_number_of_statements_does_not_grow_with_the_page(home, key):
    counts = []
    for limit in (1, 1000):
        with CaptureQueriesContext(connection) as captured:
            assert home.client.get(home.url(key, on=DAY, limit=limit)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 14


@pytest.mark.parametrize("key", ["committees", "building-heads", "persons"])
def test_pages_follow_each_other_without_a_gap(home, key):
    whole = [row["id"] for row in home.fetch(key, on=DAY)["items"]]
    assert len(whole) > 1
    address, found = home.url(key, on=DAY, limit=1, fields="version"), []
    while address:
        answer = home.client.get(address)
        assert list(answer.json()["items"][0]) == ["version"]
        found.append(answer.json()["items"][0])
        address = answer.json()["next"]
    assert len(found) == len(whole)


def test_names_and_numbers_of_people_are_masked_everywhere(cast, home):
    member = cast.home.get(CommitteeMember, 0)
    for path in (f"committee-members/{member.pk}", "committee-members", "committee-members.csv", "posts", "visits"):
        text = home.get(path).content.decode()
        assert "13800000000" not in text and "Person〔" not in text and "Member〔" not in text, path
    told = home.fetch(f"committee-members/{member.pk}")
    assert (told["name"], told["phone"]) == ("M**", "138****0000")
    assert home.fetch("posts", expand="person")["items"][0]["person"]["name"] == "P**"


def test_fields_are_chosen_left_out_and_told_in_full(cast, home):
    committee = cast.home.get(Committee, 0)
    [item] = home.fetch("committees", id=committee.pk, fields="name,id")["items"]
    assert item == {"name": committee.name, "id": committee.pk}
    [item] = home.fetch("committees", id=committee.pk, omit=["courtyard", "version"])["items"]
    assert "courtyard" not in item and "version" not in item and item["name"] == committee.name
    [item] = home.fetch("committees", id=committee.pk, expand="courtyard", fields="courtyard")["items"]
    with cast.home.scope():
        courtyard = Courtyard.objects.select_related("community", "cluster", "street").get(pk=committee.courtyard_id)
        own = told(registry.every()["courtyards"], courtyard)
    assert item["courtyard"] == {name: value for name, value in own.items() if name != "version"}
    record = home.fetch(f"committees/{committee.pk}", expand="courtyard", omit="name")
    assert record["courtyard"]["code"] == courtyard.code and "name" not in record


def test_filters_narrow_a_list(cast, home):
    committee, other = cast.home.get(Committee, 0), cast.home.get(Committee, 1)
    street, code = home.fetch("committees", id=committee.pk)["items"][0]["street"]["code"], cast.home.get(Courtyard, 0).code

    def ids(**query):
        return [row["id"] for row in home.fetch("committees", on=DAY, **query)["items"]]

    both = sorted([committee.pk, other.pk])
    assert ids() == both
    for query in ({"street": street}, {"within": street}, {"courtyard": code}, {"id": committee.pk}, {"q": committee.name}):
        assert ids(**query) == [committee.pk], query
    assert ids(courtyard=[code, cast.home.get(Courtyard, 1).code]) == both
    assert ids(within=f"{street}001") == [committee.pk] and ids(kind="self_management,owners") == both
    assert ids(kind="owners") == [] == ids(q="没有") == home.fetch("committees", on="2019-01-01")["items"]
    assert [r["is_party_member"] for r in home.fetch("committee-members", is_party_member="false")["items"]] == [False, False]
    assert home.fetch("committee-members", is_party_member="true")["items"] == []


BAD = [
    ("committees", "kind", "club", "unknown_value"), ("committees", "id", "x", "invalid_value"),
    ("committees", "id", "9" * 30, "invalid_value"),
    ("committees", "street", "990102001", "unknown_division"), ("committees", "within", "990102001", "unknown_division"),
    ("committees", "fields", "secret", "unknown_value"), ("committees", "omit", "secret", "unknown_value"),
    ("committees", "expand", "street", "unknown_value"), ("committees", "updated_after", "soon", "invalid_date"),
    ("committees", "courtyard", "a\x00", "invalid_value"), ("committees", "after", "bnVsbA", "invalid_cursor"),
    ("clusters", "community", "990102001001", "unknown_value"), ("committees", "nonsense", "1", "unknown_parameter"),
    ("committee-members", "is_party_member", "yes", "unknown_value"), ("clusters", "courtyard", "1", "unknown_parameter"),
]


@pytest.mark.parametrize(("path", "name", "value", "code"), BAD)
def test_a_bad_parameter_of_a_register_is_named(home, path, name, value, code):
    [fault] = home.refused(path, **{name: value})["errors"]
    assert (fault["path"], fault["code"]) == (name, code)


def test_a_list_as_a_sheet_has_plain_columns(cast, home):
    answer = home.get("contracts.csv", on=DAY, fields=["id", "courtyard", "firm", "fee_yuan_per_m2_month"])
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert list(rows[0]) == [
        "on", "as_of", "id", "courtyard_id", "courtyard_code", "courtyard_name", "firm_id", "firm_code", "firm_name",
        "fee_yuan_per_m2_month",
    ]
    contract = cast.home.get(ServiceContract, 0)
    row = next(row for row in rows if row["id"] == str(contract.pk))
    assert (row["courtyard_name"], row["fee_yuan_per_m2_month"]) == (cast.home.get(Courtyard, 0).name, "0.50")


def test_what_was_known_earlier_is_told_with_its_version(own_database, document, loaded_cast, api):
    """Committed for real: each change is a moment of its own."""
    from django.utils import timezone

    from tests.api.conftest import Program

    side, home = loaded_cast.home, Program(api(), document, loaded_cast.home.district)
    committee, register = side.get(Committee, 0), registry.every()["committees"]
    before, moment = home.fetch(f"committees/{committee.pk}"), timezone.now().isoformat()
    with side.scope(actor=side.user("governance").pk):
        services.correct(
            register, record=committee, data={"members": 9}, version=before["version"], by=side.user("governance"), reason="x"
        )
    now = home.fetch(f"committees/{committee.pk}")
    assert now["members"] == 9 and now["version"] > before["version"]
    then = home.fetch(f"committees/{committee.pk}", as_of=moment)
    assert then | {"as_of": None} == before
    [item] = home.fetch("committees", as_of=moment, id=committee.pk)["items"]
    assert (item["members"], item["version"]) == (before["members"], before["version"])
    changed = home.fetch("committees", updated_after=moment)["items"]
    assert [row["id"] for row in changed] == [committee.pk]


def test_an_ended_record_is_still_there_by_its_id(cast, home):
    committee, register = cast.home.get(Committee, 0), registry.every()["committees"]
    with cast.home.scope(actor=cast.home.user("governance").pk):
        services.end(
            register, record=committee, last_day=date(2021, 1, 31), version=version_of(register, committee),
            by=cast.home.user("governance"), reason="x",
        )
    assert committee.pk not in [row["id"] for row in home.fetch("committees", on="2021-02-01")["items"]]
    assert home.fetch(f"committees/{committee.pk}")["valid_to"] == "2021-02-01"


@pytest.mark.parametrize("path", ["committees/{}", "contracts/{}", "persons/{}"])
def test_a_record_of_the_neighbour_is_as_missing_as_none(cast, home, path):
    key = path.partition("/")[0]
    with cast.neighbour.scope():
        foreign = registry.every()[key].rows(cast.neighbour.district).values_list("pk", flat=True)[0]
    answers = [home.get(path.format(pk)) for pk in (foreign, 10**17, 99999999)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert home.fetch(key, id=foreign)["items"] == []
