"""Party organisations of courtyards and clusters, paired organ branches, cadres."""

from datetime import date
from random import Random

from reference_case import names
from reference_case.dates import between, campaign
from reference_case.shapes import BranchPlan, Plan, Size


def plan_branches(plan: Plan, size: Size, community_names: dict[str, str], random: Random) -> None:
    """Every courtyard is covered, by a branch of its own or of its cluster."""
    by_community: dict[tuple[str, bool], list[int]] = {}
    for index, courtyard in enumerate(plan.courtyards):
        by_community.setdefault((courtyard.community, courtyard.is_three_no), []).append(index)
    for (community, is_three_no), indices in by_community.items():
        number, start = 0, 0
        while start < len(indices):
            covers = indices[start : start + random.choice((1, 1, 2, 3))]
            start += len(covers)
            number += 1
            first = plan.courtyards[covers[0]]
            short = community_names[community].removesuffix("居委会").removesuffix("社区")
            plan.branches.append(
                BranchPlan(
                    name=f"{first.name}党支部" if len(covers) == 1 else f"{short}社区第{number}片区党支部",
                    street=first.street, secretary=names.person(random), members=random.randrange(3, 28),
                    since=campaign(random, early=0.25 if is_three_no else 0.7), covers=covers,
                )
            )


def plan_organs(plan: Plan, size: Size, random: Random) -> None:
    """Organ branches and the courtyard branches they are paired with; cadres and their courtyards."""
    plan.organs = [*names.ORGANS]
    for number in range(size.organ_branches):
        organ = number % len(plan.organs)
        ordinal = number // len(plan.organs) + 1
        plan.organ_branches.append((f"{plan.organs[organ]}第{ordinal}党支部", organ))
    paired = [b for b in plan.branches if plan.courtyards[b.covers[0]].is_three_no]
    for position, branch in enumerate(paired):
        branch.paired_with = position % size.organ_branches
        branch.paired_from = max(branch.since, between(random, date(2020, 6, 1), date(2022, 6, 25)))
    for _ in range(size.cadres):
        rank = "section" if random.random() < 0.7 else "young"
        plan.cadres.append((names.person(random), random.randrange(len(plan.organs)), rank))
    three_no = [i for i, c in enumerate(plan.courtyards) if c.is_three_no]
    for position, index in enumerate(three_no):
        since = between(random, date(2020, 3, 20), date(2022, 6, 28))
        plan.assignments.append((position % size.cadres, index, since))
