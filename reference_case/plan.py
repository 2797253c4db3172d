"""The two demonstration districts, planned from fixed seeds: the same bytes on every machine and day."""

import hashlib
from dataclasses import asdict
from decimal import Decimal
from importlib import resources
from random import Random

from governance.divisions.reading import DivisionRow, read_divisions
from reference_case import coordinates, firms, party, places, scores
from reference_case.shapes import Plan, Size

GUANCHENG = Size(
    district=410104, name="管城回族区", seed=410104,
    three_no={
        "410104001": 108, "410104002": 41, "410104003": 47, "410104004": 45, "410104005": 39, "410104006": 48,
        "410104007": 102, "410104008": 52, "410104009": 43, "410104010": 17, "410104011": 9, "410104012": 8,
        "410104202": 6, "410104570": 12,
    },
    others={
        "410104001": 14, "410104002": 18, "410104003": 34, "410104004": 41, "410104005": 22, "410104006": 38,
        "410104007": 16, "410104008": 58, "410104009": 52, "410104010": 31, "410104011": 22, "410104012": 20,
        "410104202": 6, "410104570": 38,
    },
    renovated=235, renovated_area=Decimal("1960000.00"), without_mode=19, owners_committees=13, building_heads=1206,
    volunteer_organisations=1108, volunteers=12040, covenants=967, organ_branches=162, cadres=572, firms=162,
    firms_organised_early=21, firms_organised=46, firms_instructed=115,
)
JINSHUI = Size(
    district=410105, name="金水区", seed=410105,
    three_no={"410105001": 7, "410105002": 6, "410105004": 5, "410105006": 6},
    others={"410105001": 8, "410105002": 10, "410105004": 9, "410105006": 7, "410105010": 4},
    renovated=14, renovated_area=Decimal("88000.00"), without_mode=3, owners_committees=2, building_heads=53,
    volunteer_organisations=31, volunteers=340, covenants=51, organ_branches=9, cadres=22, firms=12,
    firms_organised_early=2, firms_organised=5, firms_instructed=6,
)


def divisions() -> list[DivisionRow]:
    """The real streets and communities of Zhengzhou (see docs/data-sources.md)."""
    source = resources.files("governance.divisions") / "data" / "zhengzhou.csv"
    return read_divisions(source.read_text(encoding="utf-8").splitlines())


def build(size: Size) -> Plan:
    """The plan of one district."""
    random = Random(size.seed)
    rows = [row for row in divisions() if row.parent_code.startswith(str(size.district))]
    communities: dict[str, list[str]] = {}
    for row in rows:
        if row.level == "community":
            communities.setdefault(row.parent_code, []).append(row.code)
    plan = Plan(district=size.district, name=size.name)
    places.plan_courtyards(plan, size, communities, random)
    places.plan_volunteers(plan, size, random)
    platforms = (
        [("郑州亮典物业管理有限公司", "410104001"), ("郑州隆美物业管理有限公司", "410104007"),
         ("郑州西美物业管理有限公司", "410104002")]
        if size is GUANCHENG
        else []
    )
    firms.plan_firms(plan, size, platforms, random)
    if platforms:
        firms.plan_pilots(plan, random)
    firms.plan_market(plan, size, random)
    party.plan_branches(plan, size, {row.code: row.name for row in rows}, random)
    party.plan_organs(plan, size, random)
    scores.plan_scores(plan, random)
    coordinates.place(plan, size, communities)
    return plan


def digest(plan: Plan) -> str:
    """A fingerprint of the whole plan."""
    return hashlib.sha256(repr(asdict(plan)).encode()).hexdigest()
