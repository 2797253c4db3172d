"""Party organisations, pairings, cadres and instructors of a plan, as records."""

from typing import Any

from courtyards.models import Courtyard
from governance.common.pinyin import pinyin_key
from governance.divisions.models import Street
from governance.units.models import Unit, UnitKind
from party_org.choices import Standing
from party_org.models import BranchPairing, Cadre, CadreAssignment, Instructor, PartyCover, PartyOrganisation
from reference_case.dates import REGISTERED
from reference_case.inserting import insert, since
from reference_case.party_life import PartyLife
from reference_case.party_tree import PartyTree
from reference_case.shapes import Plan


class PartyRecords:
    """Who leads, of one district."""

    def __init__(self, plan: Plan, streets: dict[str, Street], courtyards: list[Courtyard]) -> None:
        self.plan, self.district = plan, plan.district
        self.streets, self.courtyards = streets, courtyards
        self.tree = PartyTree(plan, streets)

    def at(self, courtyard: Courtyard) -> dict[str, Any]:
        return {"district_id": self.district, "street_id": courtyard.street_id, "courtyard": courtyard}

    def write(self, firms: list[Unit]) -> None:
        """Superiors, organs and their branches, courtyard branches with cover and pairing, cadres, firms; and their life."""
        self.tree.write()
        organs = self.organs()
        organ_branches = self.organ_branches(organs)
        self.branches(organ_branches)
        self.cadres(organs)
        of_firms = self.firm_party(firms)
        self.tree.join(of_firms)
        PartyLife(self.plan, self.streets, firms).write()

    def organs(self) -> list[Unit]:
        return insert(
            Unit,
            (
                Unit(
                    district_id=self.district, kind=UnitKind.ORGAN, name=name, name_pinyin=pinyin_key(name),
                    valid=since(REGISTERED),
                )
                for name in self.plan.organs
            ),
        )

    def organ_branches(self, organs: list[Unit]) -> list[PartyOrganisation]:
        return insert(
            PartyOrganisation,
            (
                PartyOrganisation(
                    district_id=self.district, kind="branch", standing=Standing.ORGAN, name=name, unit=organs[organ],
                    parent=self.tree.district_committee, members=12, valid=since(REGISTERED),
                )
                for name, organ in self.plan.organ_branches
            ),
        )

    def branches(self, organ_branches: list[PartyOrganisation]) -> None:
        district, plan = {"district_id": self.district}, self.plan
        branches = insert(
            PartyOrganisation,
            (
                PartyOrganisation(
                    **district, street=self.streets[b.street], kind="branch", standing=Standing.COURTYARD, name=b.name,
                    **self.tree.above(plan.courtyards[b.covers[0]].community), secretary=b.secretary, members=b.members,
                    valid=since(b.since),
                )
                for b in plan.branches
            ),
        )
        insert(
            PartyCover,
            (
                PartyCover(**self.at(self.courtyards[i]), organisation=branch, valid=since(b.since))
                for b, branch in zip(plan.branches, branches, strict=True)
                for i in b.covers
            ),
        )
        insert(
            BranchPairing,
            (
                BranchPairing(
                    **district, street_id=branch.street_id, organ_branch=organ_branches[b.paired_with],
                    courtyard_branch=branch, agreement="支部联建协议", valid=since(b.paired_from),
                )
                for b, branch in zip(plan.branches, branches, strict=True)
                if b.paired_with is not None
            ),
        )

    def cadres(self, organs: list[Unit]) -> None:
        cadres = insert(
            Cadre,
            (
                Cadre(
                    district_id=self.district, name=name, unit=organs[organ], rank_class=rank, valid=since(REGISTERED)
                )
                for name, organ, rank in self.plan.cadres
            ),
        )
        insert(
            CadreAssignment,
            (
                CadreAssignment(**self.at(self.courtyards[i]), cadre=cadres[cadre], valid=since(day))
                for cadre, i, day in self.plan.assignments
            ),
        )

    def firm_party(self, units: list[Unit]) -> list[PartyOrganisation]:
        pairs = list(zip(self.plan.firms, units, strict=True))
        organisations = insert(
            PartyOrganisation,
            (
                PartyOrganisation(
                    district_id=self.district, street_id=u.street_id, kind="branch", standing=Standing.FIRM,
                    name=f"{f.name}党支部", unit=u, parent=self.tree.above_firm(f.street), members=f.party_members,
                    valid=since(f.organisation_from),
                )
                for f, u in pairs
                if f.organisation_from
            ),
        )
        insert(
            Instructor,
            (
                Instructor(
                    district_id=self.district, street_id=u.street_id, name=f.instructor, unit=u,
                    valid=since(f.instructor_from, f.organisation_from),
                )
                for f, u in pairs
                if f.instructor
            ),
        )
        return organisations
