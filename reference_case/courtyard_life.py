"""Buildings, committee members, stations, groups and linked households of the case's courtyards."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

from courtyards.choices import CommitteePost, StationFunction
from courtyards.models import Building, Committee, CommitteeMember, Courtyard, Station
from party_org.choices import GroupKind
from party_org.models import Group, GroupStay, HouseholdLink
from reference_case import names
from reference_case.inserting import insert, since
from reference_case.shapes import CourtyardPlan, Plan

Pair = tuple[CourtyardPlan, Courtyard]
# A station in every sixth courtyard that was three-no, linked households in every fifth, groups in three of a street.
STATION_EVERY, LINKS_EVERY, STAYS = 6, 5, 3
FUNCTIONS = list(StationFunction.values)


class CourtyardLife:
    """Generated beside the plan, from a seed of its own: no figure of the case depends on it."""

    def __init__(self, plan: Plan, courtyards: Sequence[Courtyard]) -> None:
        self.district = plan.district
        self.pairs: list[Pair] = list(zip(plan.courtyards, courtyards, strict=True))
        self.governed = [(p, c) for p, c in self.pairs if p.is_three_no and p.committee_from]
        self.random = Random(f"{plan.district} courtyard life")

    def write(self) -> None:
        """Everything; the committees stand already."""
        insert(Building, (building for pair in self.pairs for building in self.buildings(*pair)))
        committees = {c.courtyard_id: c for c in Committee.objects.filter(district_id=self.district)}
        insert(CommitteeMember, (m for p, c in self.governed for m in self.members(p, c, committees[c.pk])))
        insert(Station, (self.station(p, c) for p, c in self.governed[::STATION_EVERY]))
        insert(HouseholdLink, (link for p, c in self.governed[::LINKS_EVERY] for link in self.links(p, c)))
        self.groups()

    def at(self, courtyard: Courtyard) -> dict[str, Any]:
        return {"district_id": self.district, "street_id": courtyard.street_id, "courtyard": courtyard}

    def buildings(self, planned: CourtyardPlan, courtyard: Courtyard) -> Iterator[Building]:
        """As many as the courtyard says, and its households shared out among them."""
        count = courtyard.buildings or 0
        for number in range(count):
            share = (courtyard.households or 0) // count + (number < (courtyard.households or 0) % count)
            yield Building(
                **self.at(courtyard), name=f"{number + 1}号楼", units=self.random.randrange(1, 5),
                floors=self.random.randrange(3, 8), households=share, built_year=courtyard.built_year, valid=courtyard.valid,
            )

    def members(self, planned: CourtyardPlan, courtyard: Courtyard, committee: Committee) -> Iterator[CommitteeMember]:
        """The head, a deputy, and members, the building heads among them: as many as the committee says."""
        taken = {name for _building, name, _day in planned.building_heads} | {planned.head}
        named = [planned.head, *self.others(4, taken), *dict.fromkeys(name for _b, name, _d in planned.building_heads)]
        for number, name in enumerate(dict.fromkeys(named)):
            post = (CommitteePost.HEAD, CommitteePost.DEPUTY)[number] if number < 2 else CommitteePost.MEMBER
            yield CommitteeMember(
                **self.at(courtyard), committee=committee, name=name, post=post, valid=committee.valid,
                is_party_member=self.random.randrange(3) == 0,
            )

    def others(self, count: int, taken: set[str]) -> Iterator[str]:
        """Names that nobody of the courtyard has yet."""
        while count:
            name = names.person(self.random)
            if name not in taken:
                taken.add(name)
                count -= 1
                yield name

    def station(self, planned: CourtyardPlan, courtyard: Courtyard) -> Station:
        functions = sorted(self.random.sample(FUNCTIONS, self.random.randrange(2, 5)), key=FUNCTIONS.index)
        return Station(
            **self.at(courtyard), name=f"{courtyard.name}三问邻里驿站", functions=functions, valid=since(planned.committee_from)
        )

    def links(self, planned: CourtyardPlan, courtyard: Courtyard) -> Iterator[HouseholdLink]:
        for number in range(2):
            yield HouseholdLink(
                **self.at(courtyard), name=names.person(self.random), area=f"{number + 1}号楼",
                households=self.random.randrange(4, 16), valid=since(planned.committee_from),
            )

    def groups(self) -> None:
        """A task force in every street, and a working group stationed in some of its courtyards."""
        by_street: dict[int, list[Pair]] = {}
        for planned, courtyard in self.governed:
            by_street.setdefault(courtyard.street_id, []).append((planned, courtyard))
        for street, pairs in sorted(by_street.items()):
            begun = min(p.committee_from for p, _c in pairs if p.committee_from)
            for kind, name in ((GroupKind.TASK_FORCE, "物业长效治理攻坚专班"), (GroupKind.WORKING_GROUP, "驻楼院工作组")):
                (group,) = insert(Group, [Group(
                    district_id=self.district, street_id=street, kind=kind, name=name, leader=names.person(self.random),
                    members=self.random.randrange(4, 10), valid=since(begun),
                )])
            insert(GroupStay, [
                GroupStay(**self.at(c), group=group, valid=since(p.committee_from)) for p, c in pairs[:STAYS]
            ])
