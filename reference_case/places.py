"""The places: courtyards, their bodies, covenants, works, volunteers."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from reference_case import names
from reference_case.dates import PUBLICATION, between, campaign
from reference_case.shapes import CourtyardPlan, Plan, Size, VolunteersPlan

CENT = Decimal("0.01")
Divisions = dict[str, list[str]]


def plan_courtyards(plan: Plan, size: Size, communities: Divisions, random: Random) -> None:
    """All courtyards, the three-no ones first, street by street."""
    taken: set[str] = set()
    serial: dict[str, int] = {}
    for is_three_no, counts in ((True, size.three_no), (False, size.others)):
        for street, count in counts.items():
            for position in range(count):
                serial[street] = serial.get(street, 0) + 1
                community = communities[street][position % len(communities[street])]
                code = f"{street}-{serial[street]:04d}"
                plan.courtyards.append(_courtyard(random, code, street, community, is_three_no, taken))
    _renovate(plan, size, random)
    _bodies(plan, size, random)
    _modes(plan, size, random)


def _courtyard(
    random: Random, code: str, street: str, community: str, is_three_no: bool, taken: set[str]
) -> CourtyardPlan:
    name = names.courtyard(random, taken)
    area = Decimal(random.randrange(180_000, 1_250_000) if is_three_no else random.randrange(900_000, 7_500_000)) * CENT
    households = int(area / random.randrange(68, 92)) + 4
    return CourtyardPlan(
        code=code, name=name, street=street, community=community, is_three_no=is_three_no,
        kind="building" if is_three_no and random.random() < 0.18 else "courtyard" if is_three_no else "compound",
        built_year=random.randrange(1968, 2000) if is_three_no else random.randrange(1985, 2019),
        area_m2=area, buildings=max(1, int(area / 3800)), households=households,
        residents=int(households * (2 + random.random())),
        owner_unit=random.choice(names.WORKS) if "家属院" in name else "",
    )


def _renovate(plan: Plan, size: Size, random: Random) -> None:
    """The renovated courtyards, whose floor area sums exactly to the published one."""
    three_no = [c for c in plan.courtyards if c.is_three_no]
    chosen = sorted(random.sample(range(len(three_no)), size.renovated))
    total = sum((three_no[i].area_m2 for i in chosen), Decimal(0))
    left = size.renovated_area
    for i in chosen:
        courtyard = three_no[i]
        courtyard.area_m2 = (courtyard.area_m2 * size.renovated_area / total).quantize(CENT)
        courtyard.accepted_on = between(random, date(2020, 3, 10), date(2021, 12, 20))
        left -= courtyard.area_m2
    three_no[chosen[-1]].area_m2 += left


def _bodies(plan: Plan, size: Size, random: Random) -> None:
    three_no = [c for c in plan.courtyards if c.is_three_no]
    owners = set(random.sample(range(len(three_no)), size.owners_committees))
    for position, courtyard in enumerate(three_no):
        courtyard.committee = "owners" if position in owners else "self_management"
        courtyard.committee_from = campaign(random, early=0.08)
        courtyard.head = names.person(random)
        extra = 1 if position < size.building_heads - 2 * len(three_no) else 0
        for number in range(2 + extra):
            since = max(courtyard.committee_from, between(random, date(2020, 5, 1), date(2022, 6, 25)))
            courtyard.building_heads.append((f"{number + 1}号楼", names.person(random), since))
        courtyard.buildings = max(courtyard.buildings, len(courtyard.building_heads))
    without = set(random.sample(range(len(plan.courtyards)), len(plan.courtyards) - size.covenants))
    for position, courtyard in enumerate(plan.courtyards):
        if position not in without:
            courtyard.covenant_from = campaign(random, early=0.05 if courtyard.is_three_no else 0.45)


def _modes(plan: Plan, size: Size, random: Random) -> None:
    """Confirmed modes of the three-no courtyards. Those without are decided with the contracts (`firms`)."""
    for courtyard in plan.courtyards:
        if courtyard.is_three_no:
            courtyard.mode = random.choice(("market", "unit_trust", "owner_self", "owner_self"))
            courtyard.mode_from = campaign(random, early=0.03)


def plan_volunteers(plan: Plan, size: Size, random: Random) -> None:
    """Every three-no courtyard is served; the volunteers sum to the published figure."""
    three_no = [i for i, c in enumerate(plan.courtyards) if c.is_three_no]
    base, rest = divmod(size.volunteers, size.volunteer_organisations)
    kinds: Sequence[str] = ("邻里互助队", "环境志愿队", "平安巡逻队", "银龄服务队", "便民维修队")
    for number in range(size.volunteer_organisations):
        index = three_no[number % len(three_no)]
        courtyard = plan.courtyards[index]
        since = campaign(random, early=0.1) if number < len(three_no) else between(
            random, date(2020, 6, 1), PUBLICATION - timedelta(days=5)
        )
        plan.volunteers.append(
            VolunteersPlan(
                name=f"{courtyard.name}{kinds[(number // len(three_no)) * 2 + number % 2]}", street=courtyard.street,
                volunteers=base + (1 if number < rest else 0), courtyard=index, since=since,
            )
        )
