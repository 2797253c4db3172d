"""The same walk by REST: every register is entered, read, corrected, ended, removed and put back by a program.

Its token is owned by a person of the right role. Everything is committed, for the feed of changes tells no more.
"""

import json
import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from governance.people.services import issue_token
from governance.registers import registry, values
from governance.tenancy import scope
from tests.api.conftest import Program
from tests.support.entries import BY, REASON, Ground, sample

KEYS = sorted(registry.every())
ENTERED, ENDED, GONE = "2023-01-01", "2024-01-01", "录错了"
CORRECTED, OVER, BACK = "更正登记", "到期终止", "误删恢复"


@cache
def published() -> dict[str, Any]:
    """The OpenAPI document with the shared parameters and answers in their places."""
    from django.utils import translation

    from portal.schema import Generator, resolved

    with translation.override("en"):
        found = json.loads(json.dumps(Generator().get_schema(request=None, public=True), default=str))
    paths = {
        path: {verb: resolved(found, operation) for verb, operation in operations.items()}
        for path, operations in found["paths"].items()
    }
    return found | {"paths": paths}


@pytest.fixture
def side(own_database, loaded_cast):
    return loaded_cast.home


@pytest.fixture
def writer(side):
    """`writer(key)`: a program whose token is owned by the person who enters this register."""

    def make(key):
        by = side.user(BY.get(key, "clerk"))
        with scope.enter(scope.Scope(districts=(side.district,), actor=by.pk)):
            _token, text = issue_token(
                district=side.district, name="walk", scopes=["records", "write"], owner=by, by=by, reason="walk",
                expires_at=timezone.now() + timedelta(days=1), now=timezone.now(),
            )
        return Program(Client(headers={"Authorization": f"Bearer {text}"}), published(), side.district)

    return make


def as_api(key, form):
    """What a form would send, as a program says it: half-open ranges, yuan, true, whole numbers, lists."""
    named = {}
    for value in values.values(key).values():
        if isinstance(value, values.Term):
            named |= {value.names[0]: (value.names[0], str), f"{value.name}_until": (value.names[1], day_after)}
        elif isinstance(value, values.Flag):
            named[value.name] = (value.name, lambda given: given == "on")
        elif isinstance(value, values.Count):
            named[value.name] = (value.name, int)
        else:
            named[value.name] = (value.names[0], lambda given: given)
    return {name: make(given) for field, given in form.items() for name, make in [named[field]]}


def day_after(last_day):
    return str(date.fromisoformat(last_day) + timedelta(days=1))


MOMENT = re.compile(r"\d{4}-\d\d-\d\dT.*")


def agrees(given, told):
    """Whether the answer says what was sent, whatever way a reference, a decimal or a bracket is written."""
    if isinstance(given, str) and isinstance(told, str):
        given = unicodedata.normalize("NFKC", given)
    if isinstance(told, dict):
        return str(given).removeprefix("#") in (str(told["id"]), told["code"], told["name"])
    if isinstance(told, str) and MOMENT.fullmatch(told):
        return told == f"{str(given).replace(' ', 'T')}:00+08:00"
    if isinstance(told, str) and "*" in told:
        return str(given)[0] == told[0]
    if isinstance(told, str) and told[:1].isdigit() and told.replace(".", "").isdigit():
        return Decimal(told) == Decimal(str(given))
    return given == told


def tag(version):
    return {"If-Match": f'"v{version}"'}


def refused(answer, status):
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def walk(program, register, path, told, correction):
    """Corrects, ends, removes, puts back; yields what stands after each deed, and the version that it has seen."""
    change = correction | {"change_reason": CORRECTED}
    assert refused(program.send("patch", path, change), 428)["code"] == "if_match_required"
    after = program.wrote("patch", path, change, told["version"])
    assert all(agrees(given, after[name]) for name, given in correction.items()), (correction, after)
    stale = refused(program.send("patch", path, change, tag(told["version"])), 412)
    assert (stale["code"], stale["version"]) == ("stale", after["version"])
    yield "corrected", CORRECTED, after["version"]
    if register.is_dated:
        given = {"valid_to": ENDED, "change_reason": OVER}
        assert refused(program.send("post", f"{path}/end", given, tag(told["version"])), 412)["code"] == "stale"
        after = program.wrote("post", f"{path}/end", given, after["version"])
        assert (after["valid_from"], after["valid_to"]) == (ENTERED, ENDED)
        yield "corrected", OVER, after["version"]
    assert refused(program.send("delete", path, change_reason=GONE), 428)["code"] == "if_match_required"
    gone = program.wrote("delete", path, version=after["version"], change_reason=GONE)
    program.refused(path, 404, **of_day(register))
    yield "removed", GONE, None
    back = program.wrote("post", f"bin/{gone['bin_entry']}/restore", {"change_reason": BACK})
    assert {**back, "version": 0} == {**after, "version": 0}, "it did not come back as it was"
    assert_told(program, register, path, back)
    yield "entered", BACK, back["version"]


def of_day(register):
    """Records that addresses name by a code are shown of a day; the others whenever they hold."""
    return {"on": ENTERED} if register.natural_key else {}


def assert_told(program, register, path, told):
    """The address tells what the deed told of the record; courtyards and firms name divisions by their codes."""
    found = program.fetch(path, **of_day(register))
    for name, value in told.items():
        if name == "warnings":
            # What data quality finds is told with the deed alone.
            assert name not in found
        elif isinstance(value, dict):
            assert found[name].items() <= value.items() and found[name]["code"] == value["code"]
        else:
            assert found[name] == value, name


@pytest.mark.parametrize("key", KEYS)
def test_a_register_is_entered_corrected_ended_removed_and_put_back_by_rest(side, writer, key):
    register, program = registry.every()[key], writer(key)
    with side.scope():
        entry, correction = (as_api(key, form) for form in sample(key, Ground(side)))
    here = program.fetch("changes", latest="true", register=key)["next"]

    answer = program.send("post", key, entry | {"change_reason": REASON})
    assert answer.status_code == 201, answer.content.decode()
    told = answer.json()
    natural = register.natural_key.rpartition("__")[2] or "id"
    path = f"{key}/{told[natural]}"
    assert answer["ETag"] == f'"v{told["version"]}"' and answer["Location"].endswith(f"/{path}")
    assert all(agrees(given, told[name]) for name, given in entry.items()), (entry, told)
    assert_told(program, register, path, told)
    # The lists of courtyards and firms are older than the others, and find by text.
    wanted = {"q": told[natural]} if register.natural_key else {"id": told["id"]}
    listed = program.fetch(key, on=ENTERED, count="true", **wanted)
    assert (listed["count"], [item["id"] for item in listed["items"]]) == (1, [told["id"]])

    steps = [("entered", REASON, told["version"]), *walk(program, register, path, told, correction)]
    answer = program.client.get(here)
    program.check(answer, program.url("changes"))
    items = answer.json()["items"]
    assert [(item["op"], item["reason"], item["version"]) for item in items] == steps
    assert {(item["register"], item["id"], item["by"]) for item in items} == {
        (key, told["id"], side.user(BY.get(key, "clerk")).name)
    }
