"""Builders of the Party's registers: organisations, pairings, cadres, persons and posts."""

from datetime import date
from typing import Any

from governance.units.models import Unit, UnitKind
from party_org.choices import OrganisationKind, RankClass, Standing
from party_org.models import (
    BranchPairing,
    Cadre,
    CadreAssignment,
    CadreVisit,
    Group,
    GroupStay,
    HouseholdLink,
    Instructor,
    JointMembership,
    PairingActivity,
    PartyCover,
    PartyOrganisation,
    Person,
    Post,
)
from tests.support.cast.places import Place, builds


@builds(PartyOrganisation)
def organisation(place: Place) -> dict[str, Any]:
    return {
        "kind": OrganisationKind.BRANCH, "name": f"Branch{place.mark}", "unit": place.mine(Unit),
        "parent": place.whole and place.whole.mine(PartyOrganisation), "members": 7,
    }


@builds(PartyCover)
def cover(place: Place) -> dict[str, Any]:
    return {"organisation": place.mine(PartyOrganisation)}


@builds(BranchPairing)
def pairing(place: Place) -> dict[str, Any]:
    assert place.whole is not None
    return {
        "organ_branch": place.whole.mine(PartyOrganisation), "courtyard_branch": place.mine(PartyOrganisation),
        "agreement": f"Agreement{place.mark}",
    }


@builds(Cadre)
def cadre(place: Place) -> dict[str, Any]:
    organ = Unit.objects.create(
        district_id=place.district, street_id=place.street, valid=place.mine(Unit).valid, kind=UnitKind.ORGAN,
        name=f"Organ{place.mark}", name_pinyin="organ",
    )
    return {"name": f"Cadre{place.mark}", "unit": organ, "rank_class": RankClass.SECTION}


@builds(CadreAssignment)
def assignment(place: Place) -> dict[str, Any]:
    return {"cadre": place.mine(Cadre)}


@builds(Instructor)
def instructor(place: Place) -> dict[str, Any]:
    return {"name": f"Instructor{place.mark}", "unit": place.mine(Unit)}


@builds(JointMembership)
def joint_membership(place: Place) -> dict[str, Any]:
    joint = PartyOrganisation.objects.create(
        district_id=place.district, street_id=place.street, valid=place.mine(PartyOrganisation).valid,
        kind=OrganisationKind.COMMITTEE, standing=Standing.STREET_JOINT, name=f"Joint{place.mark}",
    )
    return {"joint": joint, "member": place.mine(PartyOrganisation)}


@builds(PairingActivity)
def activity(place: Place) -> dict[str, Any]:
    return {"pairing": place.mine(BranchPairing), "held_on": date(2021, 5, 1), "subject": f"Activity{place.mark}"}


@builds(CadreVisit)
def visit(place: Place) -> dict[str, Any]:
    return {"assignment": place.mine(CadreAssignment), "visited_on": date(2021, 5, 1), "found": f"Found{place.mark}"}


@builds(Person)
def person(place: Place) -> dict[str, Any]:
    return {"name": f"Person{place.mark}", "phone": "13800000000"}


@builds(Post)
def post(place: Place) -> dict[str, Any]:
    return {
        "person": place.mine(Person), "body_kind": "party", "organisation": place.mine(PartyOrganisation),
        "title": f"Post{place.mark}",
    }


@builds(Group)
def group(place: Place) -> dict[str, Any]:
    return {"kind": "working_group", "name": f"Group{place.mark}", "members": 3}


@builds(GroupStay)
def stay(place: Place) -> dict[str, Any]:
    return {"group": place.mine(Group)}


@builds(HouseholdLink)
def link(place: Place) -> dict[str, Any]:
    return {"name": f"Link{place.mark}", "households": 5}
