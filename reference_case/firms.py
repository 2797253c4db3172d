"""Firms, contracts and fees. The two pilots have the article's figures; nobody else reports fees."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from reference_case import names
from reference_case.dates import EARLY_2021, PUBLICATION, between
from reference_case.shapes import ContractPlan, FirmPlan, Plan, Size

YEAR_TO_PUBLICATION = (date(2021, 7, 8), date(2022, 7, 8))
QUARTER, HALF = (date(2021, 10, 1), date(2022, 1, 1)), (date(2022, 1, 1), date(2022, 7, 1))


def plan_firms(plan: Plan, size: Size, platforms: list[tuple[str, str]], random: Random) -> None:
    """Platform firms first (name, street), then market firms; with Party organisations and instructors."""
    taken: set[str] = set()
    for name, street in platforms:
        plan.firms.append(_firm(plan, random, name, "street_platform", street, date(2020, 9, 1)))
    while len(plan.firms) < size.firms:
        word = random.choice(names.FIRM_WORDS) + random.choice(("", "", "佳", "联", "诚"))
        if word not in taken:
            taken.add(word)
            plan.firms.append(_firm(plan, random, f"郑州{word}物业服务有限公司", "market", "", date(2016, 5, 1)))
    _party(plan, size, random)


def _firm(plan: Plan, random: Random, name: str, kind: str, street: str, since: date) -> FirmPlan:
    return FirmPlan(
        uscc=names.credit_code(random, plan.district), name=name, kind=kind, street=street, since=since,
        legal_representative=names.person(random), staff=random.randrange(12, 260), party_members=random.randrange(3),
    )


def _party(plan: Plan, size: Size, random: Random) -> None:
    """Organisations before early 2021, then until the publication; instructors where there is none; one gap."""
    order = list(range(len(plan.firms)))
    random.shuffle(order)
    for rank, index in enumerate(order):
        firm = plan.firms[index]
        if rank < size.firms_organised:
            early = rank < size.firms_organised_early
            first = max(firm.since, date(2018, 7, 1)) if early else EARLY_2021 + timedelta(days=1)
            firm.organisation_from = between(random, first, EARLY_2021 if early else date(2022, 6, 28))
            firm.party_members = random.randrange(3, 19)
        is_late = firm.organisation_from is None or firm.organisation_from > date(2021, 6, 1)
        if is_late and rank < size.firms_organised + size.firms_instructed:
            firm.instructor = names.person(random)
            last = firm.organisation_from - timedelta(days=30) if firm.organisation_from else date(2022, 6, 28)
            firm.instructor_from = between(random, date(2020, 9, 1), last)


def plan_pilots(plan: Plan, random: Random) -> None:
    """亮典 serves all three-no courtyards of its street; 隆美 has started in 92 of its 102."""
    for number, (share, unstarted) in enumerate(((74, 0), (75, 10))):
        firm = plan.firms[number]
        served = [i for i, c in enumerate(plan.courtyards) if c.is_three_no and c.street == firm.street]
        contracts = []
        for rank, index in enumerate(served):
            since = between(random, date(2020, 10, 1), date(2021, 11, 30))
            is_late = rank >= len(served) - unstarted
            started = None if is_late else since + timedelta(days=random.randrange(10, 45))
            contracts.append(
                ContractPlan(firm=number, courtyard=index, since=since, started_on=started, fee=Decimal("0.30"))
            )
            courtyard = plan.courtyards[index]
            courtyard.mode, courtyard.mode_from = ("", None) if is_late else ("street_platform", started)
        _fees([c for c in contracts if c.started_on], share, random, plan)
        plan.contracts += contracts
        plan.firms[number].income = (("turnover", 100_000_000), ("income", 80_000_000))[number]


def _fees(contracts: list[ContractPlan], share: int, random: Random, plan: Plan) -> None:
    """Returns that sum exactly to the share: two courtyards owe the same, one pays more and one less than it."""
    for position in range(0, len(contracts), 2):
        pair = contracts[position : position + 2]
        spread = random.randrange(1, 22) if len(pair) == 2 else 0
        for period, low, high in ((QUARTER, 8, 22), (HALF, 16, 44)):
            due = random.randrange(low, high) * 10_000
            for sign, contract in zip((1, -1), pair, strict=False):
                percent = share + sign * spread
                households = plan.courtyards[contract.courtyard].households
                received = due * percent // 100
                contract.returns.append((*period, due, received, households, households * percent // 100))


def plan_market(plan: Plan, size: Size, random: Random) -> None:
    """Market firms serve courtyards outside the pilot streets; the pilots' other courtyards are run by owner units."""
    pilots = {plan.firms[0].street, plan.firms[1].street} if size.firms > 100 else set()
    market = [i for i, firm in enumerate(plan.firms) if firm.kind == "market"]
    for index, courtyard in enumerate(plan.courtyards):
        if courtyard.street in pilots:
            continue
        if courtyard.is_three_no:
            if courtyard.mode != "market":
                continue
            since = courtyard.mode_from or date(2021, 6, 1)
        elif random.random() < 0.85:
            since = between(random, date(2016, 6, 1), date(2022, 3, 1))
        else:
            continue
        started = since + timedelta(days=random.randrange(0, 20))
        fee = Decimal(random.randrange(30, 160)) / 100
        plan.contracts.append(ContractPlan(random.choice(market), index, since, min(started, PUBLICATION), fee))
    with_mode = [c for c in plan.courtyards if c.is_three_no and c.mode and c.street not in pilots]
    already = sum(1 for c in plan.courtyards if c.is_three_no and not c.mode)
    for courtyard in random.sample([c for c in with_mode if c.mode != "market"], size.without_mode - already):
        courtyard.mode, courtyard.mode_from = "", None
