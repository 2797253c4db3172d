"""Firms, contracts and fees. The two pilots have the article's figures; nobody else reports fees."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from property_firms.services import credit
from reference_case import names
from reference_case.dates import EARLY_2021, PUBLICATION, between
from reference_case.shapes import ContractPlan, FirmPlan, Plan, Size

YEAR_TO_PUBLICATION = (date(2021, 7, 8), date(2022, 7, 8))
CREDIT_FROM = date(2020, 1, 1)
QUARTER, HALF = (date(2021, 10, 1), date(2022, 1, 1)), (date(2022, 1, 1), date(2022, 7, 1))


@dataclass(frozen=True)
class CreditPlan:
    """A credit event of a firm (by position): an item of the example rules, and the days of its way."""

    firm: int
    item: str
    happened_on: date
    notified_on: date | None = None
    appealed_on: date | None = None
    appeal: str = "none"
    appeal_decided_on: date | None = None
    published_on: date | None = None


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


def credit_rules() -> dict[str, Any]:
    """The example rules that the case grades its firms by (示例)."""
    loaded: dict[str, Any] = json.loads(credit.example())
    return loaded


def credit_events(plan: Plan) -> Iterator[CreditPlan]:
    """Some firms with good events, some with bad ones; appeals of every outcome, and a notice not yet published.

    It draws from a stream of its own, so that nothing else of the plan moves.
    """
    random = Random(plan.district + 60)
    for index, firm in enumerate(plan.firms):
        # The first firm is praised often enough for the red list.
        for item in ("G1", "G2", "G4") if index == 0 else ("G2",) if index == 1 else ():
            day = between(random, date(2021, 9, 1), date(2022, 3, 1))
            yield CreditPlan(index, item, day, published_on=day + timedelta(days=20))
        if firm.organisation_from and firm.organisation_from >= date(2021, 1, 1):
            yield CreditPlan(index, "G3", firm.organisation_from, published_on=firm.organisation_from + timedelta(days=9))
        if index > 1 and random.random() < 0.3:
            yield _bad(index, random)


def _bad(index: int, random: Random) -> CreditPlan:
    """Notice is given, an appeal may follow, then the event is published; some notices are not published yet."""
    item = random.choice(("B1", "B1", "B1", "B2", "B2", "B3", "B4", "B5", "B6"))
    day = between(random, date(2021, 2, 1), date(2022, 5, 20))
    notified, published = day + timedelta(days=random.randrange(2, 8)), day + timedelta(days=38)
    appeal = random.choice(("none", "none", "none", "rejected", "upheld", "pending"))
    appealed = notified + timedelta(days=random.randrange(1, 10)) if appeal != "none" else None
    decided = appealed + timedelta(days=15) if appealed and appeal != "pending" else None
    is_published = appeal != "upheld" and random.random() < 0.9
    return CreditPlan(index, item, day, notified, appealed, appeal, decided, published if is_published else None)
