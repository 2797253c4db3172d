"""The places of a district, and what belongs to a place itself.

Four things about a courtyard are independent and are kept apart: the governance body (`Committee`), the
service provider (`property_firms.ServiceContract`), the management mode (`ModeConfirmation`) and the
Party cover (`party_org.PartyCover`).
"""

from courtyards.models.bodies import (
    ActivityReturn,
    BuildingHead,
    Committee,
    CommitteeMember,
    Covenant,
    VolunteerOrganisation,
    VolunteerService,
)
from courtyards.models.places import (
    Building,
    Courtyard,
    ModeConfirmation,
    Placement,
    Renovation,
    Station,
    Succession,
    ThreeNoBaseline,
    ThreeNoState,
)
from courtyards.models.record import CourtyardRecord, by_courtyard, of_courtyard, one_at_a_time

__all__ = [
    "ActivityReturn", "Building", "BuildingHead", "Committee", "CommitteeMember", "Courtyard", "CourtyardRecord", "Covenant",
    "ModeConfirmation", "Placement", "Renovation", "Station", "Succession", "ThreeNoBaseline", "ThreeNoState",
    "VolunteerOrganisation", "VolunteerService", "by_courtyard", "of_courtyard", "one_at_a_time",
]
