# ruff: noqa: E501  (a table: one register a line)
"""For every register an entry as a form would send it, and a correction; on ground that is entered for it."""

from datetime import date
from typing import Any

from psycopg2.extras import DateRange

from governance.divisions.models import Community, Street
from governance.registers import registry, services
from governance.registers.values import code_of
from governance.units.models import Unit, UnitKind
from property_firms.models import CreditRuleSet
from tests.support.cast import Side

SINCE = date(2023, 1, 1)
REASON = "登记核实"
# The role that enters a register's sample; the clerk is of the first street.
BY = {"three-no-baselines": "housing", "credit-events": "housing", "cadres": "organisation", "units": "organisation",
      "joint-memberships": "organisation", "instructors": "organisation", "claims": "governance", "targets": "governance",
      "calendar-years": "governance", "calendar-days": "governance", "subsidy-budgets": "finance"}
# Entered in the first street by its clerk; everything else by the person in BY.
# Their check characters are right.
USCC, OTHER_USCC = "91410104MA44QWXY88", "91410100MA3X1AAA2H"


def reference(row: Any) -> str:
    """As a person names it in a field."""
    return code_of(row) or f"#{row.pk}"


class Ground:
    """What the samples of one district's first street stand on; each piece is entered once, when it is asked for."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.by = side.user("governance")
        self.made: dict[str, Any] = {}

    def enter(self, key: str, called: str = "", **data: Any) -> Any:
        """One record by the service, remembered as it is called."""
        if (called or key) not in self.made:
            register = registry.every()[key]
            if register.is_dated:
                data.setdefault("valid", DateRange(SINCE, None))
            self.made[called or key] = services.enter(
                register, district=self.side.district, data=data, by=self.by, reason="地基"
            )
        return self.made[called or key]

    @property
    def street(self) -> Street:
        return Street.objects.get(pk=self.side.streets[0])

    @property
    def community(self) -> Community:
        return Community.objects.filter(street=self.street).order_by("code")[0]

    @property
    def courtyard(self) -> Any:
        return self.enter("courtyards", called="courtyard", name="试验路1号院", community=self.community, kind="courtyard")

    @property
    def committee(self) -> Any:
        return self.enter("committees", courtyard=self.courtyard, kind="self_management", name="试验路1号院自管会")

    @property
    def branch(self) -> Any:
        return self.enter(
            "party-organisations", called="branch", name="试验路1号院党支部", standing="courtyard", kind="branch", street=self.street
        )

    @property
    def organ(self) -> Any:
        return self.enter("units", called="organ", name="区试验局", kind=UnitKind.ORGAN)

    @property
    def organ_branch(self) -> Any:
        return self.enter(
            "party-organisations", called="organ branch",
            name="区试验局第一党支部", standing="organ", kind="branch", unit=self.organ,
        )

    @property
    def joint(self) -> Any:
        return self.enter(
            "party-organisations", called="joint",
            name="街道红色物业联合党委", standing="street_joint", kind="joint", street=self.street,
        )

    @property
    def firm(self) -> Any:
        return self.enter("firms", name="试验物业服务有限公司", uscc=USCC, kind="market")

    @property
    def contract(self) -> Any:
        return self.enter("contracts", courtyard=self.courtyard, firm=self.firm)

    @property
    def pairing(self) -> Any:
        return self.enter("pairings", organ_branch=self.organ_branch, courtyard_branch=self.branch)

    @property
    def cadre(self) -> Any:
        return self.enter("cadres", name="郑试验", unit=self.organ, rank_class="section")

    @property
    def assignment(self) -> Any:
        return self.enter("assignments", cadre=self.cadre, courtyard=self.courtyard)

    @property
    def demonstration(self) -> Any:
        self.enter("party-covers", organisation=self.branch, courtyard=self.courtyard)
        return self.enter(
            "demonstrations", level="courtyard", street=self.street, courtyard=self.courtyard, begun_on=SINCE, document="方案"
        )

    @property
    def rules(self) -> None:
        """Credit rules in force with one good item."""
        from governance.audit.services import change

        with change(district=self.side.district, by=self.by, reason="地基"):
            CreditRuleSet.objects.create(
                district_id=self.side.district, version=9, title="示例", in_force_from=SINCE,
                rules={"items": [{"code": "G1", "name": "好人好事", "kind": "good", "points": 2, "months": 12}]},
            )

    @property
    def firm_unit(self) -> Unit:
        return self.firm.unit


def _dated(**fields: Any) -> dict[str, str]:
    return {"valid_from": str(SINCE)} | {name: str(value) for name, value in fields.items()}


def sample(key: str, ground: Ground) -> tuple[dict[str, Any], dict[str, Any]]:
    """(entry, correction) of a register, by form fields; both without the reason."""
    if key == "credit-events":
        ground.rules  # noqa: B018  (entered for what it leaves behind)
    if key == "fee-returns":
        ground.contract  # noqa: B018
    place = {"courtyard": ground.courtyard.code}
    made: tuple[dict[str, Any], dict[str, Any]] = (_places(ground, place) | _others(ground, place))[key]()
    return made


def _places(g: Ground, place: dict[str, Any]) -> dict[str, Any]:
    return {
        "courtyards": lambda: (_dated(name="试验路2号院", kind="compound", community=g.community.pk, area_m2="3521.60", households=40), {"households": "41"}),
        "clusters": lambda: ({"name": "试验片区", "community": g.community.pk}, {"name": "试验片区甲"}),
        "buildings": lambda: (_dated(**place, name="1号楼", units=3, floors=6), {"floors": "7"}),
        "stations": lambda: ({**_dated(**place, name="邻里驿站"), "functions": ["service", "learning"]}, {"address": "院内东侧"}),
        "three-no-baselines": lambda: ({**place, "on": "2019-12-31", "source": "普查"}, {"source": "复核"}),
        "three-no": lambda: (_dated(**place, no_guarding="on"), {"no_responsible_unit": "on"}),
        "renovations": lambda: ({**place, "project": "综合改造", "started_on": "2021-01-01", "accepted_on": "2021-11-30"}, {"document": "验收单1"}),
        "modes": lambda: (_dated(**place, mode="market", evidence="认定表"), {"evidence": "认定表（更正）"}),
        "committees": lambda: (_dated(**place, kind="property_management", name="物管会", members=5), {"filed_under": "备案1号"}),
        "committee-members": lambda: (_dated(committee=reference(g.committee), name="李试验", post="head", phone="13800001111"), {"post": "deputy"}),
        "building-heads": lambda: (_dated(**place, building="3号楼", name="王试验"), {"building": "3号楼2单元"}),
        "covenants": lambda: (_dated(**place, title="管理规约", adopted_how="residents"), {"covers_use": "on"}),
        "volunteers": lambda: (_dated(name="邻里互助队", street=g.street.pk, volunteers=12), {"volunteers": "13"}),
        "activity-returns": lambda: ({"organisation": reference(g.enter("volunteers", called="队", name="银龄队", street=g.street, volunteers=3)), "period_from": "2023-04-01", "period_until": "2023-04-30", "activities": 2, "participants": 31}, {"hours": "62.5"}),
        "volunteer-services": lambda: (_dated(**place, organisation=reference(g.enter("volunteers", called="队", name="银龄队", street=g.street, volunteers=3))), {"valid_until": "2030-12-31"}),
    }


def _others(g: Ground, place: dict[str, Any]) -> dict[str, Any]:
    return {
        "firms": lambda: (_dated(name="安居物业服务有限公司", uscc=OTHER_USCC, kind="market", staff=12, party_members=2), {"staff": "14"}),
        "contracts": lambda: (_dated(**place, firm=g.firm.code, fee_yuan_per_m2_month="0.50"), {"started_on": "2023-02-01"}),
        "fee-returns": lambda: ({**place, "firm": g.firm.code, "period_from": "2023-01-01", "period_until": "2023-03-31", "receivable_fen": "1200.50", "received_fen": "900.00", "households_liable": "40", "households_paid": "30"}, {"received_fen": "901.00"}),
        "income-returns": lambda: ({"firm": g.firm.code, "measure": "income", "period_from": "2023-01-01", "period_until": "2023-12-31", "amount_fen": "800000.00"}, {"amount_fen": "800001.00"}),
        "subsidy-budgets": lambda: ({"year": "2029", "amount_fen": "7056000.00", "document": "管财预〔2028〕1号"}, {"amount_fen": "7000000.00"}),
        "public-incomes": lambda: ({**place, "year": "2029", "amount_fen": "3600.00"}, {"document": "公示单1"}),
        "credit-events": lambda: ({"firm": g.firm.code, "kind": "good", "item": "G1", "description": "抢险", "happened_on": "2023-05-01", "appeal": "none"}, {"notified_on": "2023-05-03"}),
        "units": lambda: (_dated(name="区档案馆", kind="organ", party_members=8), {"party_members": "9"}),
        "party-organisations": lambda: (_dated(name="试验路2号院党支部", standing="courtyard", kind="branch", street=g.street.pk, members=9), {"members": "10"}),
        "party-covers": lambda: (_dated(**place, organisation=reference(g.branch)), {"valid_until": "2030-12-31"}),
        "joint-memberships": lambda: (_dated(joint=reference(g.joint), member=reference(g.branch)), {"valid_until": "2030-12-31"}),
        "pairings": lambda: (_dated(organ_branch=reference(g.organ_branch), courtyard_branch=reference(g.branch)), {"agreement": "联建协议1号"}),
        "pairing-activities": lambda: ({"pairing": reference(g.pairing), "held_on": "2023-03-05", "subject": "主题党日"}, {"participants": "20"}),
        "cadres": lambda: (_dated(name="冯试验", unit=reference(g.organ), rank_class="young"), {"rank_class": "section"}),
        "assignments": lambda: (_dated(**place, cadre=reference(g.cadre)), {"valid_until": "2030-12-31"}),
        "visits": lambda: ({"assignment": reference(g.assignment), "visited_on": "2023-04-01", "found": "路灯不亮"}, {"solved": "已修", "solved_on": "2023-04-03"}),
        "instructors": lambda: (_dated(name="陈试验", unit=reference(g.firm_unit)), {"valid_until": "2030-12-31"}),
        "persons": lambda: ({"name": "褚试验", "is_party_member": "on", "street": g.street.pk}, {"phone": "13900002222"}),
        "posts": lambda: (_dated(person=reference(g.enter("persons", called="人", name="卫试验", street=g.street)), title="委员", body_kind="owners", committee=reference(g.committee)), {"title": "副主任"}),
        "groups": lambda: (_dated(name="驻院工作组", kind="working_group", street=g.street.pk, members=4), {"task": "路灯整治"}),
        "group-stays": lambda: (_dated(**place, group=reference(g.enter("groups", called="组", name="二组", kind="working_group", street=g.street))), {"valid_until": "2030-12-31"}),
        "complaints": lambda: ({**place, "received_on": "2023-05-01", "source": "phone", "category": "parking", "summary": "车辆占道"}, {"handler": "调解站"}),
        "repairs": lambda: ({**place, "category": "water", "reported_at": "2023-05-01 08:30", "cost_fen": "120.50"}, {"arrived_at": "2023-05-01 08:50"}),
        "projects": lambda: ({"name": "试验微乐园项目", "project_class": "children", "street": g.street.pk, "stage": "collected", "entered_on": "2023-03-01", "budget_fen": "5000.00"}, {"planned_on": "2023-12-31"}),
        "project-sites": lambda: ({**place, "project": reference(g.enter("projects", called="项目", name="试验项目", project_class="daily", street=g.street, entered_on=SINCE)), "kind": "children"}, {"completed_on": "2023-09-01"}),
        "incubators": lambda: (_dated(name="试验孵化平台", street=g.street.pk), {"name": "试验孵化平台（改）"}),
        "social-organisations": lambda: (_dated(name="试验互助会", street=g.street.pk, social_class="charity", members=12), {"members": "13"}),
        "claims": lambda: ({"indicator": "covenant_coverage", "street": g.street.pk, "on": "2023-06-30", "printed": "约98.5%", "source": "半年总结", "source_on": "2023-07-05"}, {"printed": "98.5%", "explanation_zh": "按在册楼院计"}),
        "targets": lambda: (_dated(indicator="cadre_assignment", population="three_no", street=g.street.pk, value="90", due_on="2023-12-31", document="责任书"), {"value": "95"}),
        "demonstrations": lambda: ({"level": "community", "street": g.street.pk, "community": g.community.pk, "begun_on": "2023-02-01", "document": "创建方案"}, {"title": "红色物业示范社区"}),
        "demonstration-moves": lambda: ({"point": reference(g.demonstration), "state": "applied", "moved_on": "2023-06-01", "document": "申报表"}, {"document": "申报表（更正）"}),
        "calendar-years": lambda: ({"year": "2029", "document": "通知1号"}, {"document": "通知2号"}),
        "calendar-days": lambda: ({"on": "2023-03-06", "kind": "off", "name": "区庆", "document": "区政府通知"}, {"name": "建区纪念日"}),
        "household-links": lambda: (_dated(**place, name="蒋试验", households=6), {"households": "7"}),
    }
