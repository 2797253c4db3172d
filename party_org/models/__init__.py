"""Who leads: Party organisations and whom they cover, cadres and branches paired with courtyards, persons and posts."""

from party_org.models.cadres import Cadre, CadreAssignment, CadreVisit, Group, GroupStay, HouseholdLink
from party_org.models.organisations import (
    BranchPairing,
    Instructor,
    JointMembership,
    PairingActivity,
    PartyCover,
    PartyOrganisation,
)
from party_org.models.posts import Person, Post

__all__ = [
    "BranchPairing", "Cadre", "CadreAssignment", "CadreVisit", "Group", "GroupStay", "HouseholdLink", "Instructor",
    "JointMembership", "PairingActivity", "PartyCover", "PartyOrganisation", "Person", "Post",
]
