"""`seals`: what was sealed, by period and place, and each with its numbers."""

import hashlib
import json

import pytest

from tests.seals.office import QUARTER, Office


@pytest.fixture
def sealed(cast):
    """The home district's seal of a quarter and the first street's; the cast's own stand before them."""
    with cast.home.scope(actor=cast.home.user("governance").pk):
        office = Office(cast.home)
        return office.sealed(None), office.sealed(0)


def get(program, cast, path):
    answer = program.get(f"/api/v1/districts/{cast.home.district}/{path}")
    return answer.status_code, json.loads(answer.content)


def numbers(body):
    return [seal["number"] for seal in body["seals"]]


def test_seals_are_found_by_period_and_place(cast, api, sealed):
    whole, street = sealed
    program = api()
    assert numbers(get(program, cast, "seals")[1]) == [1, 2, 3, whole.number, street.number]
    assert numbers(get(program, cast, f"seals?period={QUARTER}")[1]) == [whole.number, street.number]
    assert numbers(get(program, cast, f"seals?period={QUARTER}&within={cast.home.district}")[1]) == [whole.number]
    code = json.loads(street.content)["seal"]["place"]["code"]
    assert numbers(get(program, cast, f"seals?period={QUARTER}&within={code}")[1]) == [street.number]
    assert numbers(get(api(street=1), cast, f"seals?period={QUARTER}")[1]) == [whole.number]


def test_pages_of_seals_follow_each_other(cast, api, sealed):
    program, found = api(), []
    status, body = get(program, cast, "seals?limit=2")
    while True:
        found += numbers(body)
        if body["next"] is None:
            break
        body = json.loads(program.get(body["next"].partition("testserver")[2]).content)
    assert found == [1, 2, 3, 4, 5]


def test_a_seal_gives_the_bytes_of_its_hash_and_its_numbers(cast, api, sealed):
    whole, _street = sealed
    status, body = get(api(), cast, f"seals/{whole.number}")
    assert status == 200 and hashlib.sha256(body["content"].encode()).hexdigest() == body["sha256"] == whole.sha256
    [cell] = [c for c in body["cells"] if c["key"] == "courtyard_count" and c["level"] == "district"]
    assert cell["value"] == str(cell["numerator"]) and cell["division"] == str(cast.home.district)
    sheet = api().get(f"/api/v1/districts/{cast.home.district}/seals/{whole.number}.csv").content.decode("utf-8-sig")
    assert len(sheet.splitlines()) == len(body["cells"]) + 1


def test_before_it_was_made_a_seal_was_not_known(cast, api, sealed):
    status, body = get(api(), cast, "seals?as_of=2021-01-01")
    assert (status, body["seals"]) == (200, [])


@pytest.mark.parametrize(
    ("query", "path"), [("period=2021Q5", "period"), ("within=nowhere", "within"), ("on=2022-01-01", "on"), ("x=1", "x")]
)
def test_what_is_not_understood_is_refused_by_name(cast, api, query, path):
    status, body = get(api(), cast, f"seals?{query}")
    assert status == 400 and [error["path"] for error in body["errors"]] == [path]


def test_a_seal_that_is_not_there_is_not_found(cast, api, sealed):
    assert get(api(), cast, "seals/999")[0] == 404
    assert get(api(street=1), cast, f"seals/{sealed[1].number}")[0] == 404
