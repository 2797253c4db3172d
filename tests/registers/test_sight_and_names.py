"""Rights that a person has in one street are none in another; files go with their record; names are not guessed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from courtyards.models import Building, Courtyard
from governance.people.services import grant
from governance.registers.models import Attachment, Disclosure
from tests.registers.conftest import shown

PDF = b"%PDF-1.4 akte"


@pytest.fixture
def clerk_and_auditor(cast, as_user):
    """Writes in the first street, and reads in the whole district."""
    by, since = cast.home.user("governance"), date(2020, 1, 1)
    with cast.home.scope(actor=by.pk):
        grant(user=cast.home.user("clerk"), district=cast.home.district, role="auditor", by=by, reason="x", valid_from=since)
    return as_user("clerk")


def test_who_reads_the_whole_district_and_writes_in_one_street_writes_in_no_other(cast, clerk_and_auditor):
    browser, far = clerk_and_auditor, cast.home.get(Courtyard, 1)
    assert browser.get(f"/{cast.home.district}/courtyards/{far.code}/").status_code == 200
    given = {"courtyard": far.code, "name": "7号楼", "valid_from": "2023-01-01", "reason": "越界"}
    answer = browser.post(f"/{cast.home.district}/registers/buildings/new/", given)
    with cast.home.scope():
        assert not Building.objects.filter(courtyard=far, name="7号楼").exists()
    assert answer.status_code == 400
    assert browser.get(f"/{cast.home.district}/registers/courtyards/{far.pk}/edit/").status_code == 404
    assert browser.get(f"/{cast.home.district}/courtyards/{far.code}/split/").status_code == 404
    # In the own street everything is as it was.
    near = cast.home.get(Courtyard, 0)
    answer = browser.post(f"/{cast.home.district}/registers/buildings/new/", given | {"courtyard": near.code})
    assert answer.status_code == 302


def test_the_page_of_a_record_offers_no_deeds_where_the_person_has_none(cast, clerk_and_auditor):
    far, near = cast.home.get(Building, 1), cast.home.get(Building, 0)
    for building, may in ((far, False), (near, True)):
        page = clerk_and_auditor.get(f"/{cast.home.district}/registers/buildings/{building.pk}/")
        assert page.status_code == 200 and page.context["may_write"] is may and page.context["may_remove"] is may


def test_what_many_may_change_at_once_ends_at_the_own_street_too(cast, clerk_and_auditor):
    far = cast.home.get(Building, 1)
    given = {"record": [far.pk], "criteria": "", "field": "floors", "floors": "77", "reason": "越界", "apply": "1"}
    clerk_and_auditor.post(f"/{cast.home.district}/registers/buildings/bulk/", given)
    assert cast.home.get(Building, 1).floors != 77


def test_a_file_of_a_record_in_the_bin_is_given_to_nobody(cast, ground, as_user):
    with cast.home.scope():
        building = ground.enter("buildings", courtyard=ground.courtyard, name="1号楼")
    browser, home = as_user("clerk"), f"/{cast.home.district}/registers/buildings/{building.pk}/"
    browser.post(f"{home}files/", {"file": SimpleUploadedFile("名单.pdf", PDF)})
    with cast.home.scope():
        kept = Attachment.objects.get(name="名单.pdf")
    path = f"/{cast.home.district}/files/{kept.pk}/"
    assert browser.get(path).status_code == 200
    form = shown(browser.get(f"{home}remove/").context["form"])
    assert browser.post(f"{home}remove/", form | {"reason": "重复"}).status_code == 302
    assert browser.get(path).status_code == 404


@pytest.fixture
def person(cast, ground):
    with cast.home.scope():
        return ground.enter("persons", name="欧阳建国", street=ground.street)


@pytest.mark.parametrize(
    ("text", "finds"),
    [("欧阳建国", True), ("欧", True), ("欧**", True), ("欧*", False), ("欧.*", False),
     ("欧阳", False), ("建", False), ("阳建国", False)],
)
def test_a_masked_name_is_not_found_letter_by_letter(cast, person, as_user, home_api, text, finds):
    page = as_user("leader").get(f"/{cast.home.district}/registers/persons/", {"q": text})
    assert [row.pk for row in page.context["page"]] == ([person.pk] if finds else [])
    found = home_api(text)
    assert [item["id"] for item in found["items"]] == ([person.pk] if finds else [])
    offered = as_user("clerk").get(f"/{cast.home.district}/registers/posts/suggest/person/", {"q": text}).content.decode()
    assert (f"#{person.pk}" in offered) is finds


@pytest.fixture
def home_api(cast, api):
    return lambda text: api().get(f"/api/v1/districts/{cast.home.district}/persons", {"q": text}).json()


def test_names_are_searched_whole_where_they_belong_to_what_a_record_refers_to(cast, ground, as_user):
    with cast.home.scope():
        assignment = ground.assignment
    browser, path = as_user("leader"), f"/{cast.home.district}/registers/assignments/"
    with cast.home.scope():
        cadre = assignment.cadre.name
    assert assignment.pk in [row.pk for row in browser.get(path, {"q": cadre}).context["page"]]
    assert assignment.pk not in [row.pk for row in browser.get(path, {"q": cadre[:2]}).context["page"]]


def test_a_mask_is_no_name_and_a_dash_takes_out_only_what_may_be_missing(cast, person, as_user):
    browser, path = as_user("clerk"), f"/{cast.home.district}/registers/persons/{person.pk}/edit/"
    form = shown(browser.get(path).context["form"])
    for typed in ("欧**", "-"):
        assert browser.post(path, form | {"name": typed, "reason": "更正"}).status_code == 400
        with cast.home.scope():
            person.refresh_from_db()
        assert person.name == "欧阳建国"


def test_a_reason_that_can_not_be_kept_opens_nothing(cast, person, as_user):
    path = f"/{cast.home.district}/registers/persons/{person.pk}/reveal/"
    answer = as_user("clerk").post(path, {"field": "name", "reason": "a\x00b"})
    with cast.home.scope():
        logged = Disclosure.objects.filter(record_id=person.pk).count()
    assert ("欧阳建国" in answer.content.decode()) == bool(logged) and answer.status_code in (200, 400)


def test_the_list_behind_a_record_with_many_others_has_all_of_them(cast, ground, as_user):
    with cast.home.scope():
        cadre, firm = ground.cadre, ground.firm
        ground.rules  # noqa: B018  (entered for what it leaves behind)
        made = {"assignments": [], "credit-events": []}
        for n in range(8):
            yard = ground.enter("courtyards", called=f"y{n}", name=f"多处{n}号院", community=ground.community, kind="courtyard")
            made["assignments"].append(ground.enter("assignments", called=f"a{n}", cadre=cadre, courtyard=yard).pk)
            event = {"kind": "good", "item": "G1", "description": f"事{n}", "happened_on": date(2023, 5, 1)}
            made["credit-events"].append(ground.enter("credit-events", called=f"e{n}", firm=firm, **event).pk)
        uscc = firm.unit.uscc
    browser = as_user("governance")
    pages = {"assignments": f"registers/cadres/{cadre.pk}/", "credit-events": f"firms/{uscc}/"}
    for key, path in pages.items():
        page = browser.get(f"/{cast.home.district}/{path}").context
        [relation] = [r for r in [*page["cards"], *page["relations"]] if r["register"].key == key]
        assert relation["more"]
        found = browser.get(relation["list"]).context["page"]
        assert {row.pk for row in found} >= set(made[key])
