"""What the registers of the Party refuse, and what follows from an entry."""

from datetime import date

import pytest
from psycopg2.extras import DateRange

from governance.divisions.models import Community
from governance.registers import registry, services
from governance.registers.declarations import Refused
from governance.registers.services.entering import version_of
from governance.units.models import UnitKind
from party_org.models import Instructor, PartyOrganisation
from tests.party_org.ground import SINCE


def correct(ground, key, record, **data):
    register = registry.every()[key]
    return services.correct(
        register, record=record, data=data, version=version_of(register, record), by=ground.by, reason="更正"
    )


@pytest.fixture
def firm(ground):
    return ground.unit(UnitKind.PROPERTY_FIRM)


def found(ground, firm, since, until=None):
    return ground.enter(
        "party-organisations", name="企业党支部", standing="firm", kind="branch", unit=firm, since=since, until=until
    )


def test_a_firm_with_an_organisation_gets_no_instructor(ground, firm):
    found(ground, firm, date(2021, 3, 1))
    with pytest.raises(Refused) as refused:
        ground.enter("instructors", name="李华", unit=firm)
    assert refused.value.field == "unit" and "2021-03-01" in str(refused.value.message)
    assert not Instructor.objects.filter(unit=firm).exists()


def test_an_instructor_may_come_before_and_after_the_organisation(ground, firm):
    found(ground, firm, date(2021, 3, 1), date(2022, 3, 1))
    ground.enter("instructors", name="李华", unit=firm, until=date(2021, 3, 1))
    ground.enter("instructors", name="李华", unit=firm, since=date(2022, 3, 1))
    assert Instructor.objects.filter(unit=firm).count() == 2


def test_founding_an_organisation_ends_the_instructor_the_day_before(ground, firm):
    instructor = ground.enter("instructors", name="李华", unit=firm)
    found(ground, firm, date(2021, 3, 1))
    instructor.refresh_from_db()
    assert instructor.valid == DateRange(SINCE, date(2021, 3, 1))


def test_an_instructor_is_sent_to_firms_only(ground):
    with pytest.raises(Refused) as refused:
        ground.enter("instructors", name="李华", unit=ground.unit(UnitKind.ORGAN))
    assert refused.value.field == "unit"


def test_an_organisation_cannot_stand_below_itself(ground):
    top, middle, low = (
        ground.enter("party-organisations", name=name, standing="street", kind="committee", street=ground.street(0))
        for name in ("上", "中", "下")
    )
    middle = correct(ground, "party-organisations", middle, parent=top)
    low = correct(ground, "party-organisations", low, parent=middle)
    for superior in (low, middle, top):
        with pytest.raises(Refused) as refused:
            correct(ground, "party-organisations", top, parent=superior)
        assert refused.value.field == "parent"
    top.refresh_from_db()
    assert top.parent is None


@pytest.mark.parametrize(
    ("standing", "kind", "field"),
    [("firm", None, "unit"), ("organ", None, "unit"), ("firm", UnitKind.ORGAN, "unit"), ("community", None, "community")],
)
def test_an_organisation_stands_in_the_body_of_its_kind(ground, standing, kind, field):
    unit = ground.unit(kind) if kind else None
    with pytest.raises(Refused) as refused:
        ground.enter("party-organisations", name="支部", standing=standing, kind="branch", unit=unit)
    assert refused.value.field == field


def test_a_community_s_organisation_stands_in_its_street(ground):
    community = Community.objects.filter(district_id=ground.district, street=ground.street(1)).first()
    made = ground.enter("party-organisations", name="社区党总支", standing="community", kind="branch", community=community)
    assert made.street_id == ground.street(1).pk


def test_a_pairing_stands_in_the_street_of_the_courtyard_s_branch(ground):
    branch, organ = ground.branch(ground.courtyard(1)), ground.organ_branch()
    assert organ.street_id is None
    pairing = ground.enter("pairings", organ_branch=organ, courtyard_branch=branch, agreement="协议")
    assert pairing.street_id == branch.street_id == ground.street(1).pk


def test_a_branch_of_no_street_is_not_paired(ground):
    with pytest.raises(Refused) as refused:
        ground.enter("pairings", organ_branch=ground.organ_branch(), courtyard_branch=ground.organ_branch())
    assert refused.value.field == "courtyard_branch"


def test_the_same_two_are_paired_once_at_a_time(ground):
    branch, organ = ground.branch(ground.courtyard()), ground.organ_branch()
    ground.enter("pairings", organ_branch=organ, courtyard_branch=branch)
    with pytest.raises(Refused) as refused:
        ground.enter("pairings", organ_branch=organ, courtyard_branch=branch, since=date(2022, 1, 1))
    assert refused.value.field == "valid"


def test_an_organisation_covers_courtyards_of_its_own_street(ground):
    branch = ground.branch(ground.courtyard(0))
    with pytest.raises(Refused) as refused:
        ground.enter("party-covers", organisation=branch, courtyard=ground.courtyard(1))
    assert refused.value.field == "organisation"


def test_a_joint_membership_stands_in_the_committee_s_street_and_once_at_a_time(ground):
    joint = ground.enter(
        "party-organisations", name="红色物业联合党委", standing="street_joint", kind="committee", street=ground.street(1)
    )
    member = ground.organ_branch()
    made = ground.enter("joint-memberships", joint=joint, member=member)
    assert made.street_id == joint.street_id
    with pytest.raises(Refused):
        ground.enter("joint-memberships", joint=joint, member=member, since=date(2022, 1, 1))
    with pytest.raises(Refused):
        ground.enter("joint-memberships", joint=joint, member=joint)


BODIES = {"party": "organisation", "firm": "unit", "owners": "committee", "community": "community"}


@pytest.fixture
def bodies(cast, ground):
    from courtyards.models import Committee

    return {
        "organisation": cast.home.get(PartyOrganisation, 0), "unit": ground.unit(UnitKind.PROPERTY_FIRM, ground.street(0)),
        "committee": cast.home.get(Committee, 0), "community": cast.home.get(Community, 0),
    }


@pytest.mark.parametrize("kind", BODIES)
def test_a_post_is_in_the_one_body_of_its_kind(ground, bodies, kind):
    person = ground.enter("persons", name="王芳", street=ground.street(0))
    post = ground.enter("posts", person=person, title="委员", body_kind=kind, **bodies)
    assert [name for name in bodies if getattr(post, f"{name}_id") is not None] == [BODIES[kind]]
    assert post.street_id == ground.street(0).pk
    without = {name: body for name, body in bodies.items() if name != BODIES[kind]}
    with pytest.raises(Refused) as refused:
        ground.enter("posts", person=person, title="委员", body_kind=kind, **without)
    assert refused.value.field == BODIES[kind]


def test_a_person_of_one_street_holds_no_post_in_another(ground, bodies):
    person = ground.enter("persons", name="王芳", street=ground.street(1))
    with pytest.raises(Refused) as refused:
        ground.enter("posts", person=person, title="委员", body_kind="community", community=bodies["community"])
    assert refused.value.field == "person"


def test_a_property_firm_is_no_unit_of_the_register_of_units(ground):
    with pytest.raises(Refused) as refused:
        ground.enter("units", name="物业公司", kind=UnitKind.PROPERTY_FIRM)
    assert refused.value.field == "kind"
