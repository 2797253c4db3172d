"""Figures about firms, their contracts and fees (`domain.md` 5.2)."""

from functools import partial

from governance.indicators.definitions import Indicator, Measure, Population, Words

PARTS = ("all", "three_no", "renovated")
_own = partial(Indicator, app="property_firms", owner="housing")
_of_contracts = partial(_own, placed="courtyards", populations=PARTS, filters=("firm",))
_of_returns = partial(_own, measure=Measure.YUAN, fen=True, filters=("firm",))

POPULATIONS = (Population("firms", "all", "property_firms", Words("全部", "all")),)
INDICATORS = (
    _own(
        key="service_provider_coverage", code="I3", population="courtyards",
        populations=PARTS,
        label=Words("物业服务覆盖率", "Service provider coverage"),
        why=Words("有人服务", "Somebody serves the courtyard."),
        numerator=Words("当日有服务合同的楼院", "courtyards under contract on the day"),
        denominator=Words("所选范围内的楼院", "courtyards of the population"),
    ),
    _of_contracts(
        key="fee_collection", code="I13", fen=True,
        label=Words("物业费收缴率（金额）", "Fee collection by amount"),
        why=Words("服务能否自我维持", "Whether the service can carry itself."),
        numerator=Words("近十二个月实收金额（元）", "received in the twelve months up to the day, yuan"),
        denominator=Words("近十二个月应收金额（元）", "receivable in the twelve months up to the day, yuan"),
    ),
    _of_contracts(
        key="fee_collection_households", code="I13b",
        label=Words("物业费收缴率（户数）", "Fee collection by household"),
        why=Words("多少住户缴费", "How many households pay."),
        numerator=Words("近十二个月缴费户次", "households that paid in the twelve months up to the day"),
        denominator=Words("近十二个月应缴户次", "households liable in the twelve months up to the day"),
    ),
    _of_contracts(
        key="service_started", code="I14",
        label=Words("入驻率", "Service started"),
        why=Words("签约不等于进驻", "Contracted is not yet on site."),
        numerator=Words("当日已实际进驻的合同楼院", "of these, courtyards where service has started"),
        denominator=Words("当日合同在期的楼院", "courtyards under contract on the day"),
    ),
    _own(
        key="firm_count", population="firms", measure=Measure.COUNT, label=Words("物业企业数", "Property firms"),
        why=Words("规模", "Shows the scale."),
        numerator=Words("当日在区物业企业", "firms active in the district on the day"), denominator=Words("无", "none"),
    ),
    _of_contracts(
        key="contracted_courtyard_count", measure=Measure.COUNT, label=Words("签约楼院数", "Contracted courtyards"),
        why=Words("规模", "Shows the scale."),
        numerator=Words("当日合同在期的楼院", "courtyards under contract on the day"), denominator=Words("无", "none"),
    ),
    _of_returns(
        key="firm_turnover", label=Words("企业营业额", "Turnover of firms"),
        why=Words("经营状况", "How the firms do."),
        numerator=Words("近一年内最近一期营业额（元）", "turnover of the latest period of the past year, yuan"),
        denominator=Words("无", "none"),
    ),
    _of_returns(
        key="firm_income", label=Words("企业总收入", "Gross income of firms"),
        why=Words("经营状况", "How the firms do."),
        numerator=Words("近一年内最近一期总收入（元）", "gross income of the latest period of the past year, yuan"),
        denominator=Words("无", "none"),
    ),
)
