"""What paired branches and cadres did, and who stands in two bodies at once."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from courtyards.models import Committee
from governance.divisions.models import Community, Street
from governance.units.models import Unit
from party_org.choices import BodyKind
from party_org.models import BranchPairing, CadreAssignment, CadreVisit, PairingActivity, PartyOrganisation, Person, Post
from reference_case import names
from reference_case.dates import PUBLICATION, between
from reference_case.inserting import insert, since
from reference_case.party_tree import PILOTS
from reference_case.shapes import Plan

SUBJECTS = ("主题党日联学", "共建清洁楼院", "走访困难党员群众", "政策宣讲进楼院", "消防安全联合排查")
FOUND = (
    ("楼道堆放杂物", "联合社区清理楼道"), ("下水管道堵塞", "协调维修站疏通"), ("院内照明损坏", "更换路灯"),
    ("非机动车乱停放", "施划停车线"), ("独居老人无人照料", "安排志愿者结对"),
)
# The bodies in which a pilot street's persons stand; the last one stands in one only and is no cross-appointment.
STANDING_IN = (
    (BodyKind.COMMUNITY, BodyKind.FIRM), (BodyKind.OWNERS, BodyKind.COMMUNITY), (BodyKind.PARTY, BodyKind.OWNERS),
    (BodyKind.COMMUNITY, BodyKind.FIRM, BodyKind.OWNERS), (BodyKind.COMMUNITY,),
)
TITLES = {
    BodyKind.COMMUNITY: "社区“两委”委员", BodyKind.FIRM: "项目负责人", BodyKind.OWNERS: "自管会成员",
    BodyKind.PARTY: "支部书记",
}


class PartyLife:
    """Generated beside the plan, from a seed of its own: no figure of the case depends on it."""

    def __init__(self, plan: Plan, streets: dict[str, Street], firms: list[Unit]) -> None:
        self.plan, self.district, self.streets, self.firms = plan, plan.district, streets, firms
        self.random = Random(f"{plan.district} party life")

    def write(self) -> None:
        """Activities, visits, persons and posts."""
        pairings = BranchPairing.objects.filter(district_id=self.district).order_by("pk")
        insert(PairingActivity, (a for pairing in pairings for a in self.activities(pairing)))
        assignments = CadreAssignment.objects.filter(district_id=self.district).order_by("pk")
        insert(CadreVisit, (visit for assignment in assignments for visit in self.visits(assignment)))
        for code in PILOTS:
            if code in self.streets:
                self.persons(self.streets[code])

    def activities(self, pairing: BranchPairing) -> Iterator[PairingActivity]:
        """About two in three quarters, from the pairing's first day."""
        day = pairing.valid.lower + timedelta(days=self.random.randrange(10, 120))
        while day <= PUBLICATION:
            if self.random.randrange(3) < 2:
                yield PairingActivity(
                    district_id=self.district, street_id=pairing.street_id, pairing=pairing, held_on=day,
                    subject=self.random.choice(SUBJECTS), participants=self.random.randrange(8, 45),
                )
            day += timedelta(days=self.random.randrange(70, 110))

    def visits(self, assignment: CadreAssignment) -> Iterator[CadreVisit]:
        """Now and then; most of what was found is solved within weeks."""
        day = assignment.valid.lower + timedelta(days=self.random.randrange(5, 150))
        while day <= PUBLICATION:
            found, solved = self.random.choice(FOUND)
            solved_on = day + timedelta(days=self.random.randrange(2, 40))
            is_solved = solved_on <= PUBLICATION and self.random.randrange(5) < 4
            yield CadreVisit(
                district_id=self.district, street_id=assignment.street_id, courtyard_id=assignment.courtyard_id,
                assignment=assignment, visited_on=day, found=found, solved=solved if is_solved else "",
                solved_on=solved_on if is_solved else None,
            )
            day += timedelta(days=self.random.randrange(120, 260))

    def persons(self, street: Street) -> None:
        """A few of one pilot street."""
        whom = insert(
            Person,
            (
                Person(
                    district_id=self.district, street=street, name=names.person(self.random),
                    phone=f"138{self.random.randrange(10**8):08d}", is_party_member=BodyKind.PARTY in bodies or len(bodies) > 2,
                )
                for bodies in STANDING_IN
            ),
        )
        insert(
            Post,
            (
                self.post(street, person, kind, position)
                for position, (person, bodies) in enumerate(zip(whom, STANDING_IN, strict=True))
                for kind in bodies
            ),
        )

    def post(self, street: Street, person: Person, kind: BodyKind, position: int) -> Post:
        """A post in the body of the kind whose turn it is in the street."""
        rows: Any = {"district_id": self.district, "street": street}
        begun = between(self.random, date(2021, 3, 1), date(2022, 6, 20))
        post = Post(**rows, person=person, body_kind=kind, title=TITLES[kind])
        if kind == BodyKind.COMMUNITY:
            post.community = Community.objects.filter(**rows).order_by("code")[position]
        elif kind == BodyKind.FIRM:
            post.unit = next(unit for unit in self.firms if unit.street_id == street.pk)
        elif kind == BodyKind.OWNERS:
            post.committee = Committee.objects.filter(**rows).order_by("pk")[position]
            begun = max(begun, post.committee.valid.lower)
        else:
            branches = PartyOrganisation.objects.filter(**rows, standing="courtyard")
            post.organisation = branches.order_by("pk")[position]
            begun = max(begun, post.organisation.valid.lower)
        post.valid = since(begun)
        return post
