"""Input that no form sends is refused in words; the server has no fault of its own."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from courtyards.models import Building, Courtyard

NUL = "a\x00b"


@pytest.mark.parametrize("role", ["clerk", "governance"])
@pytest.mark.parametrize(
    "path",
    [
        "courtyards/?street=%00", "courtyards/?street=1&community=%00", "registers/clusters/?street=%00", "courtyards/?q=%00",
        "registers/buildings/new/?courtyard=%20", "registers/buildings/new/?courtyard=%00",
        "registers/buildings/new/?courtyard=a%00b",
        "registers/buildings/new/?courtyard=%23", "registers/posts/new/?person=%20&committee=%00",
        "registers/buildings/?page=99999999999999999999", "registers/buildings/?page=-1", "registers/buildings/?page=%00",
        "registers/buildings/?columns=,,,%00,name&sort=-", "registers/buildings/?sort=--name",
        "registers/buildings/?sort=courtyard__district",
        "registers/buildings/?view=%00", "registers/buildings/?view=99999999999999999999&format=xml",
        "registers/buildings/99999999999999999999999/", "files/99999999999999999999999/",
        "registers/buildings/suggest/courtyard/?q=%00", "registers/buildings/suggest/courtyard/?q=%F0%9F%98%80",
        "board/?on=1900-01-01", "board/?on=2200-12-31", "tree/?on=2200-12-31", "tasks/?on=1900-01-01",
        "board/?missing=%00&page=x",
        "credit/?q=%00&grade=%00&list=%00", "credit/?on=2200-12-31", "registers/?on=2200-12-31",
        "registers/committees/?on=2200-12-31&as_of=2020-01-01",
    ],
)
def test_an_address_that_nobody_linked_is_answered(cast, as_user, role, path):
    assert as_user(role).get(f"/{cast.home.district}/{path}").status_code in (200, 302, 400, 403, 404)


@pytest.fixture
def building(cast):
    return cast.home.get(Building, 0)


@pytest.mark.parametrize(
    ("path", "given"),
    [
        ("registers/buildings/new/", {"courtyard": NUL, "name": NUL, "valid_from": NUL, "reason": NUL}),
        ("registers/buildings/new/", {"courtyard": "\u3000", "name": "x" * 100_000, "valid_from": "2022-01-01", "reason": "x"}),
        ("registers/buildings/views/save/", {"name": NUL, "query": "q=1"}),
        ("registers/buildings/views/save/", {"name": "x", "query": NUL}),
        ("registers/buildings/views/save/", {"name": "x", "query": "a\r\nSet-Cookie: x=1"}),
        ("registers/buildings/bulk/", {"all_matching": "1", "criteria": "street=%00", "field": "floors", "floors": "3"}),
        ("registers/buildings/bulk/", {"record": ["x", "1", "99999999999999999999"], "field": NUL, "criteria": NUL}),
        ("registers/buildings/{pk}/edit/", {"version": "9" * 40, "name": "x", "valid_from": "2022-01-01", "reason": "x"}),
        ("registers/buildings/{pk}/edit/", {"version": "-1"}),
        ("registers/buildings/{pk}/end/", {"version": "9" * 40, "last_day": "2030-01-01", "reason": NUL}),
        ("registers/buildings/{pk}/end/", {"version": "9" * 40, "last_day": "2030-01-01", "reason": "x"}),
        ("registers/buildings/{pk}/remove/", {"version": "9" * 40, "reason": "x"}),
        ("registers/buildings/{pk}/reveal/", {"field": NUL, "reason": NUL}),
        ("courtyards/{code}/merge/", {"into": NUL, "other_1": " ", "on": "2022-01-01", "reason": "x", "version": "9" * 40}),
        ("courtyards/{code}/split/", {"parts": "99", "on": "2022-01-01", "reason": "x", "name_1": NUL}),
        ("courtyards/{code}/move/", {"community": NUL, "on": "9999-12-31", "reason": "x", "version": "1"}),
    ],
)
def test_a_form_that_nobody_filled_in_is_refused(cast, as_user, building, path, given):
    path = path.format(pk=building.pk, code=cast.home.get(Courtyard, 0).code)
    answer = as_user("clerk").post(f"/{cast.home.district}/{path}", given)
    assert answer.status_code in (200, 302, 400, 403, 404, 409)


@pytest.mark.parametrize("reason", [NUL, "x" * 5000, "\ud83d".encode("utf-8", "replace").decode()])
def test_a_file_comes_with_any_reason(cast, as_user, building, reason):
    path = f"/{cast.home.district}/registers/buildings/{building.pk}/files/"
    answer = as_user("clerk").post(path, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4"), "reason": reason})
    assert answer.status_code in (302, 400)


@pytest.mark.parametrize(
    "said", [{"last_day": "9999-12-31"}, {"valid_to": "9999-12-31"}, {"last_day": "3000-01-01"}, {"valid_to": "0001-01-02"}]
)
def test_a_record_ends_on_a_day_that_can_be(cast, api, building, said):
    answer = api().generic(
        "POST", f"/api/v1/districts/{cast.home.district}/buildings/{building.pk}/end",
        json.dumps(said | {"change_reason": "x"}), content_type="application/json", headers={"If-Match": "*"},
    )
    assert answer.status_code in (400, 403), answer.content.decode()
