"""What forms can say of courtyards and firms out of the registers of firms."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from governance.indicators.definitions import Words
from governance.reports.facts import Fact, Source, labels
from property_firms.choices import FirmKind
from property_firms.rules.reading import RulesFaults
from property_firms.services import credit

_contract = partial(Fact, register="contracts")
_fee = partial(Fact, register="fee-returns")


def _credit(district: int, on: date) -> Mapping[int, dict[str, Any]]:
    """Score and grade of every firm by the rules in force; none where there are no rules."""
    try:
        found = credit.credits(district, on)
    except (credit.NoRulesInForce, RulesFaults):
        return {}
    return {
        one.firm.pk: {"record_id": None, "credit_score": one.credit.score, "credit_grade": one.credit.grade} for one in found
    }


SOURCES = (
    Source(
        "courtyards", "property_firms", "provider", Words("服务与收费", "Service and fees"), named_in="courtyard",
        facts=(
            _contract("has_provider", Words("有服务主体", "Has a service provider"), look="flag", synonyms=("是否有物业服务",)),
            _contract("provider", Words("服务主体", "Service provider"), field="firm",
                      synonyms=("物业公司", "物业企业", "物业服务企业", "在管公司", "物业公司名称")),
            _contract("provider_kind", Words("服务主体类别", "Kind of provider"), choices=labels(FirmKind.choices), field="firm",
                      may_be_empty=True),
            _contract("fee", Words("收费标准", "Fee"), look="amount", field="fee_yuan_per_m2_month", sums=False,
                      unit=Words("元/㎡/月", "yuan/㎡/month"), synonyms=("物业费标准", "物业费")),
            _contract("service_started_on", Words("进驻日期", "Service started on"), look="day", field="started_on",
                      may_be_empty=True),
            _contract("contract_until", Words("合同截止日", "Contract until"), look="day", field="valid_until",
                      may_be_empty=True),
        ),
    ),
    Source(
        "courtyards", "property_firms", "fees", Words("最近一期收费", "Latest fee return"), named_in="courtyard",
        facts=(
            _fee("fee_period_from", Words("收费期间起", "Fee period from"), look="day", field="period_from", may_be_empty=True),
            _fee("fee_period_until", Words("收费期间止", "Fee period until"), look="day", field="period_until",
                 may_be_empty=True),
            _fee("receivable", Words("应收物业费", "Receivable"), look="money", field="receivable_fen", unit=Words("元", "yuan"),
                 synonyms=("应收", "应收金额")),
            _fee("received", Words("实收物业费", "Received"), look="money", field="received_fen", unit=Words("元", "yuan"),
                 synonyms=("实收", "实收金额")),
            _fee("fee_rate", Words("收费率", "Collection rate"), look="percent", ratio=("received", "receivable"),
                 field="received_fen", unit="%", synonyms=("收缴率", "物业费收缴率")),
        ),
    ),
    Source(
        "firms", "property_firms", "firm_contracts", Words("在管项目", "Projects"), named_in="firm",
        facts=(
            _contract("projects", Words("项目数", "Projects"), look="count", unit=Words("个", ""), field="firm",
                      synonyms=("在管项目数", "服务楼院数")),
            Fact("managed_m2", Words("在管面积", "Area in charge"), look="amount", unit="㎡", register="courtyards",
                 field="area_m2", may_be_empty=True, synonyms=("服务面积", "管理面积")),
        ),
    ),
    Source(
        "firms", "property_firms", "credit", Words("信用", "Credit"), read=_credit,
        facts=(
            Fact("credit_grade", Words("信用等级", "Credit grade"), register="credit-events", may_be_empty=True),
            Fact("credit_score", Words("信用得分", "Credit score"), look="plain", register="credit-events", may_be_empty=True),
        ),
    ),
)
