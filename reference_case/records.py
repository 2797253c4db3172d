"""Turns a plan into records: bulk inserts inside the change of one import."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from courtyards.models import (
    ActivityReturn,
    BuildingHead,
    Committee,
    Courtyard,
    Covenant,
    ModeConfirmation,
    Placement,
    Renovation,
    ThreeNoBaseline,
    ThreeNoState,
    VolunteerOrganisation,
    VolunteerService,
)
from governance.common.pinyin import pinyin_key
from governance.divisions.models import Community, Street
from governance.units.models import Unit, UnitKind
from property_firms.models import CreditEvent, CreditRuleSet, FeeReturn, Firm, IncomeReturn, ServiceContract
from reference_case import party_records
from reference_case.activities import activity_returns
from reference_case.boundaries import draw
from reference_case.courtyard_life import CourtyardLife
from reference_case.dates import REGISTERED, ROSTER
from reference_case.demonstrations import Demonstrations
from reference_case.firms import CREDIT_FROM, YEAR_TO_PUBLICATION, credit_events, credit_rules
from reference_case.helping import Helping
from reference_case.inserting import insert, since
from reference_case.shapes import CourtyardPlan, Plan


class Records:
    """Writes one district's plan, in the order in which the records refer to each other."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.district = plan.district
        self.streets = {s.code: s for s in Street.objects.filter(district_id=plan.district)}
        self.communities = {c.code: c for c in Community.objects.filter(district_id=plan.district)}
        self.courtyards: list[Courtyard] = []

    def write(self) -> None:
        """Everything but ratings and subsidies."""
        self.places()
        self.bodies()
        CourtyardLife(self.plan, self.courtyards).write()
        self.volunteers()
        units = self.firms()
        party_records.PartyRecords(self.plan, self.streets, self.courtyards).write(units)
        Helping(self.plan, self.streets, self.courtyards, is_case=self.district == 410104).write()
        Demonstrations(self.district, self.courtyards, is_case=self.district == 410104).write()

    def each(self, chosen: Any) -> Iterable[tuple[CourtyardPlan, Courtyard]]:
        pairs = zip(self.plan.courtyards, self.courtyards, strict=True)
        return [(planned, courtyard) for planned, courtyard in pairs if chosen(planned)]

    def at(self, courtyard: Courtyard) -> dict[str, Any]:
        """What every record about a courtyard carries."""
        return {"district_id": self.district, "street_id": courtyard.street_id, "courtyard": courtyard}

    def places(self) -> None:
        self.courtyards = insert(
            Courtyard,
            (
                Courtyard(
                    district_id=self.district, street=self.streets[c.street], community=self.communities[c.community],
                    code=c.code, name=c.name, name_pinyin=pinyin_key(c.name), kind=c.kind, built_year=c.built_year,
                    address=c.name, area_m2=c.area_m2, buildings=c.buildings, households=c.households,
                    residents=c.residents, owner_unit=c.owner_unit, longitude=c.longitude, latitude=c.latitude,
                    valid=since(REGISTERED),
                )
                for c in self.plan.courtyards
            ),
        )
        insert(
            Placement,
            (
                Placement(
                    **self.at(c), in_street_id=c.street_id, in_community_id=c.community_id, valid=since(REGISTERED)
                )
                for c in self.courtyards
            ),
        )
        draw(self.courtyards)
        three_no = self.each(lambda c: c.is_three_no)
        insert(
            ThreeNoBaseline, (ThreeNoBaseline(**self.at(c), on=ROSTER, source="2019 年底楼院统计") for _, c in three_no)
        )
        insert(ThreeNoState, (state for planned, c in three_no for state in self.states(planned, c)))
        insert(
            Renovation,
            (
                Renovation(
                    **self.at(c), project="老旧小区综合改造", started_on=date(2020, 1, 6), accepted_on=p.accepted_on,
                    document=f"改造验收单 {p.code}",
                )
                for p, c in self.each(lambda c: c.accepted_on)
            ),
        )

    def states(self, planned: CourtyardPlan, courtyard: Courtyard) -> Sequence[ThreeNoState]:
        """All three were missing at the roster; each goes with what answers it."""
        turns = sorted(day for day in (planned.committee_from, planned.mode_from) if day and day > ROSTER)
        edges = [ROSTER, *dict.fromkeys(turns)]
        return [
            ThreeNoState(
                **self.at(courtyard), valid=since(day, edges[i + 1] if i + 1 < len(edges) else None),
                no_property_management=not (planned.mode_from and planned.mode_from <= day),
                no_responsible_unit=not (planned.committee_from and planned.committee_from <= day),
                no_guarding=not (planned.mode_from and planned.mode_from <= day),
            )
            for i, day in enumerate(edges)
        ]

    def bodies(self) -> None:
        three_no = self.each(lambda c: c.is_three_no)
        label = {"owners": "业主委员会", "self_management": "自管会"}
        insert(
            Committee,
            (
                Committee(
                    **self.at(c), kind=p.committee, name=f"{p.name}{label[p.committee]}", head=p.head,
                    members=5 + len(p.building_heads), valid=since(p.committee_from),
                )
                for p, c in three_no
            ),
        )
        insert(
            BuildingHead,
            (
                BuildingHead(**self.at(c), building=building, name=name, valid=since(day))
                for p, c in three_no
                for building, name, day in p.building_heads
            ),
        )
        insert(
            Covenant,
            (
                Covenant(**self.at(c), number=1, title=f"{p.name}管理规约", valid=since(p.covenant_from))
                for p, c in self.each(lambda c: c.covenant_from)
            ),
        )
        insert(
            ModeConfirmation,
            (
                ModeConfirmation(
                    **self.at(c), mode=p.mode, evidence="街道办事处长效管理认定表", valid=since(p.mode_from)
                )
                for p, c in self.each(lambda c: c.is_three_no and c.mode)
            ),
        )

    def volunteers(self) -> None:
        planned = self.plan.volunteers
        organisations = insert(
            VolunteerOrganisation,
            (
                VolunteerOrganisation(
                    district_id=self.district, street=self.streets[v.street], name=v.name, volunteers=v.volunteers,
                    valid=since(v.since),
                )
                for v in planned
            ),
        )
        insert(
            VolunteerService,
            (
                VolunteerService(**self.at(self.courtyards[v.courtyard]), organisation=o, valid=since(v.since))
                for v, o in zip(planned, organisations, strict=True)
            ),
        )
        insert(ActivityReturn, activity_returns(self.district, organisations))

    def firms(self) -> list[Unit]:
        planned = self.plan.firms
        units = insert(
            Unit,
            (
                Unit(
                    district_id=self.district, street=self.streets.get(f.street), kind=UnitKind.PROPERTY_FIRM,
                    name=f.name, name_pinyin=pinyin_key(f.name), uscc=f.uscc, party_members=f.party_members,
                    valid=since(f.since),
                )
                for f in planned
            ),
        )
        firms = insert(
            Firm,
            (
                Firm(
                    district_id=self.district, street=self.streets.get(f.street), unit=unit, kind=f.kind,
                    legal_representative=f.legal_representative, staff=f.staff,
                )
                for f, unit in zip(planned, units, strict=True)
            ),
        )
        insert(
            ServiceContract,
            (
                ServiceContract(
                    **self.at(self.courtyards[c.courtyard]), firm=firms[c.firm], valid=since(c.since),
                    started_on=c.started_on, fee_yuan_per_m2_month=c.fee,
                )
                for c in self.plan.contracts
            ),
        )
        self.returns(firms)
        self.credit(firms)
        return units

    def credit(self, firms: list[Firm]) -> None:
        """The example rules and some events; no figure of the case depends on them."""
        rules = credit_rules()
        insert(
            CreditRuleSet,
            [
                CreditRuleSet(
                    district_id=self.district, version=1, title=rules["title"], in_force_from=CREDIT_FROM,
                    document="示例：信用评价细则", is_example=True, rules=rules,
                )
            ],
        )
        items = {item["code"]: item for item in rules["items"]}
        insert(
            CreditEvent,
            (
                CreditEvent(
                    district_id=self.district, street_id=firms[e.firm].street_id, firm=firms[e.firm], item=e.item,
                    kind=items[e.item]["kind"], description=items[e.item]["name"], happened_on=e.happened_on,
                    notified_on=e.notified_on, appealed_on=e.appealed_on, appeal=e.appeal,
                    appeal_decided_on=e.appeal_decided_on, published_on=e.published_on,
                )
                for e in credit_events(self.plan)
            ),
        )

    def returns(self, firms: list[Firm]) -> None:
        insert(
            FeeReturn,
            (
                FeeReturn(
                    **self.at(self.courtyards[c.courtyard]), firm=firms[c.firm], period=since(first, last),
                    receivable_fen=due, received_fen=received, households_liable=liable, households_paid=paid,
                )
                for c in self.plan.contracts
                for first, last, due, received, liable, paid in c.returns
            ),
        )
        insert(
            IncomeReturn,
            (
                IncomeReturn(
                    district_id=self.district, street_id=firms[i].street_id, firm=firms[i], measure=f.income[0],
                    period=since(*YEAR_TO_PUBLICATION), amount_fen=f.income[1],
                )
                for i, f in enumerate(self.plan.firms)
                if f.income
            ),
        )
