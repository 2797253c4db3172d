"""Figures about the places themselves (`domain.md` 5.2)."""

from functools import partial

from governance.indicators.definitions import Better, Indicator, Measure, Population, Words

PARTS = ("all", "three_no", "renovated")
_of_courtyards = partial(Indicator, app="courtyards", population="courtyards", populations=PARTS)
_count = partial(
    Indicator, app="courtyards", measure=Measure.COUNT, denominator=Words("无", "none"),
    why=Words("规模", "Shows the scale."),
)
_count_in_courtyards = partial(_count, placed="courtyards", populations=PARTS)

_part = partial(Population, base="courtyards", app="courtyards")

POPULATIONS = (
    _part(code="all", label=Words("全部", "all")),
    _part(code="three_no", label=Words("三无楼院", "three-no courtyards")),
    _part(code="renovated", label=Words("改造达标楼院", "renovated courtyards")),
)
INDICATORS = (
    _of_courtyards(
        key="three_no_share", code="I1", better=Better.NEITHER, default="all",
        label=Words("三无楼院占比", "Share of three-no courtyards"),
        why=Words("治理任务的起点", "Where the work begins."),
        numerator=Words("基期名册标记为三无的楼院", "courtyards with the baseline label 三无"),
        denominator=Words("登记在册的楼院", "courtyards in the register"),
    ),
    _of_courtyards(
        key="self_governance_coverage", code="I2", default="three_no",
        label=Words("居民自治组织覆盖率", "Self-governance coverage"),
        why=Words("有人牵头议事", "Somebody speaks for the residents."),
        numerator=Words("当日有自管会、业委会或物管会在任的楼院", "courtyards with a committee in office on the day"),
        denominator=Words("所选范围内的楼院", "courtyards of the population"),
    ),
    _of_courtyards(
        key="long_term_mode_coverage", code="I4", default="three_no",
        label=Words("长效治理模式覆盖率", "Long-term mode coverage"),
        why=Words("有组织不等于有机制", "A committee alone is not yet a working mode."),
        numerator=Words("当日已确认管理模式的楼院", "courtyards with a confirmed management mode on the day"),
        denominator=Words("所选范围内的楼院", "courtyards of the population"),
    ),
    _of_courtyards(
        key="volunteer_cover", code="I11", default="three_no",
        label=Words("志愿服务组织覆盖率", "Volunteer coverage"),
        why=Words("有人帮忙", "Somebody helps."),
        numerator=Words("当日有志愿服务组织服务的楼院", "courtyards served by a volunteer organisation on the day"),
        denominator=Words("所选范围内的楼院", "courtyards of the population"),
    ),
    _of_courtyards(
        key="covenant_coverage", code="I12", default="all",
        label=Words("管理规约覆盖率", "Covenant coverage"),
        why=Words("收费、管理、使用、公示有章可循", "Charging, management, use and publicity follow a rule."),
        numerator=Words("当日有生效管理规约的楼院", "courtyards with an effective covenant on the day"),
        denominator=Words("所选范围内的楼院", "courtyards of the population"),
    ),
    _count(
        key="courtyard_count", population="courtyards", populations=PARTS, label=Words("楼院数", "Courtyards"),
        numerator=Words("当日在册的楼院", "courtyards in the register on the day"),
    ),
    _count_in_courtyards(
        key="self_management_committee_count", label=Words("自管会数", "Self-management committees"),
        numerator=Words("当日在任的自管会", "self-management committees in office on the day"),
    ),
    _count_in_courtyards(
        key="owners_committee_count", label=Words("业委会数", "Owners' committees"),
        numerator=Words("当日在任的业委会", "owners' committees in office on the day"),
    ),
    _count_in_courtyards(
        key="building_head_count", label=Words("楼栋长数", "Building heads"),
        numerator=Words("当日在任的楼栋长", "building heads in office on the day"),
    ),
    _count(
        key="volunteer_organisation_count", label=Words("志愿服务组织数", "Volunteer organisations"),
        numerator=Words("当日活动的志愿服务组织", "volunteer organisations active on the day"),
    ),
    _count(
        key="volunteer_count", label=Words("志愿者人数", "Volunteers"),
        numerator=Words("当日活动的志愿服务组织的志愿者", "volunteers of the organisations active on the day"),
    ),
)
