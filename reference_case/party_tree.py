"""The organisations above the branches: district, streets, communities, and the pilots' joint committees."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from governance.divisions.models import Community, Street
from party_org.choices import OrganisationKind, Standing
from party_org.models import JointMembership, PartyOrganisation
from reference_case.dates import REGISTERED
from reference_case.inserting import insert, since
from reference_case.shapes import Plan

# 北下街, 陇海马路, 西大街: each founded its 红色物业联合党委 when it became a pilot.
PILOTS = {
    "410104001": date(2020, 9, 10), "410104007": date(2020, 9, 22), "410104002": date(2020, 10, 15),
}


class PartyTree:
    """Every street and community with courtyards has its organisation."""

    def __init__(self, plan: Plan, streets: dict[str, Street]) -> None:
        self.plan, self.streets = plan, streets
        codes = {courtyard.community for courtyard in plan.courtyards}
        self.communities = {
            c.code: c for c in Community.objects.filter(district_id=plan.district, code__in=codes).order_by("code")
        }
        self.district_committee: PartyOrganisation
        self.of_streets: dict[str, PartyOrganisation] = {}
        self.of_communities: dict[str, PartyOrganisation] = {}
        self.joint: dict[str, PartyOrganisation] = {}

    def write(self) -> None:
        """From the top down, for each names the one above it."""
        [self.district_committee] = insert(
            PartyOrganisation, [self._made(Standing.DISTRICT, f"中共郑州市{self.plan.name}委员会", kind="committee")]
        )
        codes = sorted({courtyard.street for courtyard in self.plan.courtyards})
        code_of = {self.streets[code].pk: code for code in codes}
        found = insert(
            PartyOrganisation,
            (
                self._made(
                    Standing.STREET, f"中共{self.streets[code].name}工作委员会", kind="committee", members=24,
                    street=self.streets[code], parent=self.district_committee,
                )
                for code in codes
            ),
        )
        self.of_streets = dict(zip(codes, found, strict=True))
        found = insert(
            PartyOrganisation,
            (
                self._made(
                    Standing.COMMUNITY, f"{_short(community)}党总支", kind="general_branch", members=18,
                    street_id=community.street_id, community=community, parent=self.of_streets[code_of[community.street_id]],
                )
                for community in self.communities.values()
            ),
        )
        self.of_communities = dict(zip(self.communities, found, strict=True))
        pilots = [code for code in PILOTS if code in self.of_streets]
        found = insert(
            PartyOrganisation,
            (
                self._made(
                    Standing.STREET_JOINT, f"{self.streets[code].name}红色物业联合党委", kind="committee",
                    street=self.streets[code], parent=self.of_streets[code], valid=since(PILOTS[code]),
                )
                for code in pilots
            ),
        )
        self.joint = dict(zip(pilots, found, strict=True))

    def _made(self, standing: Standing, name: str, *, kind: str, **values: Any) -> PartyOrganisation:
        values.setdefault("valid", since(REGISTERED))
        return PartyOrganisation(
            district_id=self.plan.district, standing=standing, kind=OrganisationKind(kind), name=name, **values
        )

    def above(self, community: str) -> dict[str, Any]:
        """Where a courtyard branch stands: its community, and that one's organisation."""
        return {"community": self.communities[community], "parent": self.of_communities[community]}

    def above_firm(self, street: str) -> PartyOrganisation:
        """A street's platform firm stands below its street, any other firm below the district."""
        return self.of_streets.get(street, self.district_committee)

    def join(self, of_firms: Sequence[PartyOrganisation]) -> None:
        """The communities of a pilot street and its platform firm join its committee."""
        insert(
            JointMembership,
            (
                JointMembership(
                    district_id=self.plan.district, street_id=joint.street_id, joint=joint, member=member,
                    valid=since(max(PILOTS[code], member.valid.lower)),
                )
                for code, joint in self.joint.items()
                for member in [*self.of_communities.values(), *of_firms]
                if member.street_id == joint.street_id
            ),
        )


def _short(community: Community) -> str:
    return community.name.removesuffix("居委会").removesuffix("居民委员会")
