"""What helps the courtyards: complaints, repairs, projects, social organisations, generated beside the plan."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from community_services.choices import (
    Agreement,
    ComplaintCategory,
    ComplaintSource,
    ComplaintWay,
    ProjectClass,
    ProjectStage,
    RepairCategory,
    Satisfaction,
    SiteKind,
    SocialClass,
    SocialField,
)
from community_services.models import Complaint, EmergencyRepair, Incubator, ProjectSite, ServiceProject, SocialOrganisation
from courtyards.models import Courtyard
from governance.common.periods import SHANGHAI
from governance.divisions.models import Street
from reference_case import names
from reference_case.dates import EARLY_2021, PUBLICATION, ROSTER, between
from reference_case.inserting import insert, since
from reference_case.shapes import Plan

YEAR_BEFORE = date(2021, 7, 1)
# The article's figures for Guancheng; the neighbour has a few of each.
SOCIAL = {SocialClass.CHARITY: 234, SocialClass.AFFAIRS: 177, SocialClass.DAILY: 756}
SITES = {SiteKind.CHILDREN: 20, SiteKind.ELDERLY: 21, SiteKind.REHABILITATION: 10, SiteKind.AESTHETICS: 11}
INCUBATORS, PROJECTS, COMPLAINTS, REPAIRS = 11, 158, 120, 60
NEIGHBOURS = 6
KINDS = {SocialClass.CHARITY: "爱心互助会", SocialClass.AFFAIRS: "议事协商会", SocialClass.DAILY: "便民服务队"}
SUMMARIES = ("车辆占用消防通道", "楼道堆放杂物", "楼上漏水", "电梯费用争议", "夜间噪声扰民", "公共收益公示不清")


class Helping:
    """Of a seed of its own: no other figure of the case depends on it."""

    def __init__(self, plan: Plan, streets: dict[str, Street], courtyards: list[Courtyard], *, is_case: bool) -> None:
        self.plan, self.district, self.is_case = plan, plan.district, is_case
        self.streets = [streets[code] for code in sorted(streets) if any(c.street_id == streets[code].pk for c in courtyards)]
        self.courtyards = courtyards
        self.random = Random(f"{plan.district} helping")
        self.mediating = Random(f"{plan.district} mediating")

    def write(self) -> None:
        """All of it, in one insert a table."""
        incubators = insert(Incubator, self.incubators())
        insert(SocialOrganisation, self.organisations({i.street_id: i for i in incubators}))
        projects = insert(ServiceProject, self.projects())
        insert(ProjectSite, self.sites([p for p in projects if p.stage == ProjectStage.COMPLETED]))
        insert(Complaint, self.complaints())
        insert(EmergencyRepair, self.repairs())

    def incubators(self) -> Iterator[Incubator]:
        for street in self.streets[: INCUBATORS if self.is_case else 1]:
            yield Incubator(
                district_id=self.district, street=street, name=f"{street.name}社区社会组织孵化平台",
                valid=since(between(self.random, EARLY_2021, PUBLICATION - timedelta(days=30))),
            )

    def organisations(self, incubators: dict[int, Incubator]) -> Iterator[SocialOrganisation]:
        number = 0
        for social_class, count in SOCIAL.items():
            for position in range(count if self.is_case else NEIGHBOURS):
                street = self.streets[position % len(self.streets)]
                number += 1
                day = between(self.random, ROSTER, PUBLICATION - timedelta(days=10))
                is_registered = self.random.randrange(8) == 0
                yield SocialOrganisation(
                    district_id=self.district, street=street, social_class=social_class, valid=since(day),
                    name=f"{street.name}第{position // len(self.streets) + 1}{KINDS[social_class]}",
                    field=self.random.choice(SocialField.values), leader=names.person(self.random),
                    members=self.random.randrange(5, 60), incubator=incubators.get(street.pk),
                    registered_on=day if is_registered else None,
                    registration_number=f"豫民证字第{number:05d}号" if is_registered else "",
                    filed_on=None if is_registered else day, filing_number="" if is_registered else f"管民备〔{number:04d}〕号",
                )

    def projects(self) -> Iterator[ServiceProject]:
        classes, done = ProjectClass.values, sum(SITES.values()) if self.is_case else 2
        for position in range(PROJECTS if self.is_case else NEIGHBOURS):
            entered = between(self.random, EARLY_2021, date(2022, 3, 31))
            is_done = position < done
            completed = between(self.random, entered + timedelta(days=30), PUBLICATION) if is_done else None
            street = self.streets[position % len(self.streets)]
            yield ServiceProject(
                district_id=self.district, street=street, name=f"{street.name}社区服务项目{position // len(self.streets) + 1}",
                project_class=classes[position % len(classes)], need_source="入户调查问卷", resource_party="辖区共建单位",
                stage=ProjectStage.COMPLETED if is_done else self.random.choice(ProjectStage.values[:3]), entered_on=entered,
                planned_on=entered + timedelta(days=240), completed_on=completed,
                budget_fen=self.random.randrange(10, 300) * 100_000,
            )

    def sites(self, completed: list[ServiceProject]) -> Iterator[ProjectSite]:
        kinds = [kind for kind, count in SITES.items() for _ in range(count)]
        for project, kind in zip(completed, kinds, strict=False):
            courtyard = self.random.choice([c for c in self.courtyards if c.street_id == project.street_id])
            yield ProjectSite(**self._at(courtyard), project=project, kind=kind, completed_on=project.completed_on)

    def complaints(self) -> Iterator[Complaint]:
        serials: dict[int, int] = {}
        codes = {street.pk: street.code for street in self.streets}
        for _ in range(COMPLAINTS if self.is_case else NEIGHBOURS):
            courtyard = self.random.choice(self.courtyards)
            serials[courtyard.street_id] = serials.get(courtyard.street_id, 0) + 1
            received = between(self.random, YEAR_BEFORE, PUBLICATION)
            closed = received + timedelta(days=self.random.choice((1, 2, 3, 4, 5, 6, 7, 7, 9, 12)))
            is_closed = closed <= PUBLICATION and self.random.randrange(12) > 0
            complaint = Complaint(
                **self._at(courtyard), number=f"TS-{codes[courtyard.street_id]}-{serials[courtyard.street_id]:04d}",
                received_on=received, source=self.random.choice(ComplaintSource.values), handler="街道调解站",
                category=self.random.choice(ComplaintCategory.values), summary=self.random.choice(SUMMARIES),
                due_on=received + timedelta(days=7), closed_on=closed if is_closed else None,
                way=self.random.choice(ComplaintWay.values) if is_closed else "", result="双方达成一致" if is_closed else "",
                called_back_on=min(closed + timedelta(days=2), PUBLICATION) if is_closed else None,
                satisfaction=self.random.choice(Satisfaction.values) if is_closed else "",
            )
            self.mediate(complaint)
            yield complaint

    def mediate(self, complaint: Complaint) -> None:
        """Three mediations of four agree, as in Beijing; of a stream of its own, so that nothing else of the case moves."""
        if complaint.way == ComplaintWay.MEDIATED:
            has_agreed = self.mediating.randrange(4) > 0
            complaint.agreement = Agreement.REACHED if has_agreed else Agreement.NONE
            complaint.result = "双方达成一致" if has_agreed else "未达成一致，告知依法诉讼"
        elif complaint.way:
            complaint.result = "已转办并答复" if complaint.way == ComplaintWay.TRANSFERRED else "已说明理由并答复"

    def repairs(self) -> Iterator[EmergencyRepair]:
        for _ in range(REPAIRS if self.is_case else NEIGHBOURS):
            day = between(self.random, YEAR_BEFORE, PUBLICATION - timedelta(days=2))
            reported = datetime.combine(day, time(self.random.randrange(7, 22), self.random.randrange(60)), SHANGHAI)
            # Most arrive within a quarter of an hour, as stations promise.
            arrived = reported + timedelta(minutes=5 + self.random.randrange(8, 60) // 4)
            yield EmergencyRepair(
                **self._at(self.random.choice(self.courtyards)), category=self.random.choice(RepairCategory.values),
                reported_at=reported, arrived_at=arrived,
                completed_at=arrived + timedelta(minutes=self.random.randrange(20, 300)),
                cost_fen=self.random.randrange(50, 3000) * 100, fund_source="街道应急维修资金", accepted_by="楼院自管会",
            )

    def _at(self, courtyard: Courtyard) -> dict[str, Any]:
        return {"district_id": self.district, "street_id": courtyard.street_id, "courtyard": courtyard}
