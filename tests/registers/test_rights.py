"""The table of rights is what the pages do: every register, every role, every verb."""

import pytest

from governance.people.permissions import RIGHTS
from governance.registers import registry
from tests.support.entries import sample

# The people of the cast by role; the operator stands in both districts and is tried elsewhere.
ROLES = ("leader", "governance", "housing", "organisation", "finance", "clerk", "reviewer", "auditor")
STATUS = {True: 200, False: 403}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_exactly_the_forms_of_its_rights(cast, as_user, role):
    browser, found, wanted = as_user(role), {}, {}
    for key in registry.every():
        verbs = RIGHTS[key][role]
        for page, verb in (("", "read"), ("new/", "write")):
            found[key, verb] = browser.get(f"/{cast.home.district}/registers/{key}/{page}").status_code
            wanted[key, verb] = STATUS[verb in verbs]
    assert found == wanted


@pytest.mark.parametrize("role", ["leader", "housing", "organisation", "clerk", "auditor"])
def test_a_record_is_corrected_removed_and_opened_by_those_with_the_right(cast, ground, as_user, role):
    with cast.home.scope():
        ground.committee, ground.contract, ground.assignment  # noqa: B018
        records = {key: ground.made[key].pk for key in ("committees", "contracts", "assignments", "firms")}
    browser, found, wanted = as_user(role), {}, {}
    for key, pk in records.items():
        verbs, home = RIGHTS[key][role], f"/{cast.home.district}/registers/{key}/{pk}/"
        for page, verb in (("edit/", "write"), ("end/", "write"), ("remove/", "remove")):
            found[key, page] = browser.get(home + page).status_code
            wanted[key, page] = STATUS[verb in verbs]
        if "reveal" in set().union(*RIGHTS[key].values()):
            # Without a reason it is refused with 400; without the right before that.
            found[key, "reveal"] = browser.post(f"{home}reveal/", {"field": "head"}).status_code
            wanted[key, "reveal"] = 400 if "reveal" in verbs else 403
    assert found == wanted


def test_a_clerk_enters_nothing_in_another_street(cast, ground, as_user):
    with cast.home.scope():
        entry, _correction = sample("buildings", ground)
    answer = as_user("clerk2").post(f"/{cast.home.district}/registers/buildings/new/", entry | {"reason": "越界"})
    assert answer.status_code == 400 and "权限范围内没有" in answer.content.decode()


def test_another_districts_record_is_as_missing_as_none(cast, as_user):
    from courtyards.models import Committee

    theirs = cast.neighbour.pk(Committee)
    browser = as_user("governance")
    for page in ("", "edit/", "end/", "remove/", "card/"):
        foreign = browser.get(f"/{cast.home.district}/registers/committees/{theirs}/{page}")
        missing = browser.get(f"/{cast.home.district}/registers/committees/999999999/{page}")
        assert (foreign.status_code, missing.status_code) == (404, 404)


def test_a_person_without_the_right_does_not_see_the_buttons(cast, as_user):
    page = as_user("leader").get(f"/{cast.home.district}/registers/committees/").content.decode()
    assert "/registers/committees/new/" not in page and "更改所选" not in page
