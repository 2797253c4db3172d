"""Figures about the places themselves (`domain.md` 5.2)."""

from functools import partial

from courtyards.choices import PARTS, CommitteeKind, CourtyardKind, ManagementMode
from governance.indicators.definitions import Better, Indicator, Measure, Option, Population, Words

_of_courtyards = partial(Indicator, app="courtyards", population="courtyards", populations=PARTS)
_count = partial(
    Indicator, app="courtyards", measure=Measure.COUNT, denominator=Words("无", "none"),
    why=Words("规模", "Shows the scale."),
)
_count_in_courtyards = partial(_count, placed="courtyards", populations=PARTS)

_part = partial(Population, base="courtyards", app="courtyards")
_committees = partial(Population, base="committees", app="courtyards")


def _kind(code: str, label: Words, *kinds: str) -> Population:
    return _part(code=code, label=label, family="kind", bound=(("kind", kinds),))


POPULATIONS = (
    _part(code="all", label=Words("全部", "all"), register="courtyards", synonyms=("楼院", "小区"), counted_in=("个", "处")),
    _part(code="three_no", label=Words("三无楼院", "three-no courtyards"), synonyms=("三无楼院", "“三无”")),
    _part(code="renovated", label=Words("改造达标楼院", "renovated courtyards"), synonyms=("改造达标", "改造完成")),
    _kind("kind_courtyard", Words("院落", "courtyards proper"), CourtyardKind.COURTYARD),
    _kind("kind_compound", Words("小区", "residential compounds"), CourtyardKind.COMPOUND),
    _kind("kind_building", Words("单体楼", "single buildings"), CourtyardKind.BUILDING),
    # A single building is no property management area of its own; the registers know no other condition of the law.
    _kind("owners_able", Words("可成立业委会的楼院", "courtyards able to form an owners' committee"),
          CourtyardKind.COURTYARD, CourtyardKind.COMPOUND),
    *(
        _part(code=f"mode_{mode}", label=label, family="mode", bound=(("mode", (mode,)),))
        for mode, label in (
            (ManagementMode.MARKET, Words("市场化物业楼院", "courtyards managed by the market")),
            (ManagementMode.STREET_PLATFORM, Words("街道平台托底楼院", "courtyards managed by a street platform")),
            (ManagementMode.UNIT_TRUST, Words("业主单位托管楼院", "courtyards in trust of their owner unit")),
            (ManagementMode.OWNER_SELF, Words("业主自管楼院", "courtyards managed by their owners")),
        )
    ),
    _committees(code="all", label=Words("全部", "all"), register="committees"),
    *(
        _committees(code=f"body_{kind}", label=label, family="body", bound=(("body", (kind,)),))
        for kind, label in (
            (CommitteeKind.SELF_MANAGEMENT, Words("自管会", "self-management committees")),
            (CommitteeKind.OWNERS, Words("业委会", "owners' committees")),
            (CommitteeKind.PROPERTY_MANAGEMENT, Words("物管会", "property management committees")),
        )
    ),
)
SUBJECT = Words("楼院与居民自治", "Courtyards and self-governance")
INDICATORS = (
    _of_courtyards(
        key="three_no_share", code="I1", better=Better.NEITHER, default="all",
        label=Words("三无楼院占比", "Share of three-no courtyards"),
        why=Words("治理任务的起点", "Where the work begins."),
        synonyms=("三无楼院占比", "三无占比", "占整体楼院", "占全部楼院", "占楼院总数", "三无楼院比例"),
        numerator=Words("基期名册标记为三无的楼院", "courtyards with the baseline label 三无"),
        denominator=Words("登记在册的楼院", "courtyards in the register"),
    ),
    _of_courtyards(
        key="self_governance_coverage", code="I2", closed_by="committees", default="three_no",
        label=Words("居民自治组织覆盖率", "Self-governance coverage"),
        why=Words("有人牵头议事", "Somebody speaks for the residents."),
        synonyms=("居民自治组织覆盖", "自治组织覆盖", "自管会覆盖"), nouns=("自管会、业委会", "自管会和业委会", "居民自治组织"),
        kin="self_governance",
        numerator=Words("当日有自管会、业委会或物管会在任的楼院", "courtyards with a committee in office on the day"),
        denominator=Words("所选范围内的楼院", "courtyards of the population"),
        options=(Option.among("body", Words("组织类型", "kind of committee"), CommitteeKind.choices),),
    ),
    _of_courtyards(
        key="owners_committee_coverage", code="I2a", closed_by="committees", default="owners_able",
        populations=("owners_able", *PARTS),
        label=Words("业委会组建率", "Owners' committees formed"),
        why=Words("业主依法自治", "Owners govern themselves as the law provides."),
        numerator=Words("当日有业委会在任的楼院", "courtyards with an owners' committee in office on the day"),
        denominator=Words("所选范围内的楼院；可成立业委会的，是除单体楼以外的楼院",
                          "courtyards of the population; able to form one is every courtyard but a single building"),
    ),
    _of_courtyards(
        key="long_term_mode_coverage", code="I4", closed_by="modes", default="three_no",
        label=Words("长效治理模式覆盖率", "Long-term mode coverage"),
        why=Words("有组织不等于有机制", "A committee alone is not yet a working mode."),
        synonyms=("常态长效治理模式", "长效治理模式", "长效管理模式"), kin="self_governance",
        numerator=Words("当日已确认管理模式的楼院", "courtyards with a confirmed management mode on the day"),
        denominator=Words("所选范围内的楼院", "courtyards of the population"),
        options=(Option.among("mode", Words("管理模式", "management mode"), ManagementMode.choices),),
    ),
    _of_courtyards(
        key="volunteer_cover", code="I11", closed_by="volunteer-services", default="three_no",
        label=Words("志愿服务组织覆盖率", "Volunteer coverage"),
        why=Words("有人帮忙", "Somebody helps."),
        synonyms=("志愿服务组织覆盖", "志愿服务覆盖", "志愿者覆盖"),
        numerator=Words("当日有志愿服务组织服务的楼院", "courtyards served by a volunteer organisation on the day"),
        denominator=Words("所选范围内的楼院", "courtyards of the population"),
    ),
    _of_courtyards(
        key="covenant_coverage", code="I12", closed_by="covenants", default="all",
        label=Words("管理规约覆盖率", "Covenant coverage"),
        why=Words("收费、管理、使用、公示有章可循", "Charging, management, use and publicity follow a rule."),
        synonyms=("管理公约覆盖", "管理规约覆盖", "居民公约覆盖", "规约覆盖", "公约覆盖"),
        numerator=Words("当日有生效管理规约的楼院", "courtyards with an effective covenant on the day"),
        denominator=Words("所选范围内的楼院", "courtyards of the population"),
    ),
    _count(
        key="courtyard_count", population="courtyards", populations=PARTS, label=Words("楼院数", "Courtyards"),
        nouns=("三无楼院", "楼院", "小区", "院落"),
        numerator=Words("当日在册的楼院", "courtyards in the register on the day"),
    ),
    _count_in_courtyards(
        key="self_management_committee_count", register="committees", label=Words("自管会数", "Self-management committees"),
        nouns=("楼院自管会", "自管会"), counted_in=("个",), kin="committees",
        numerator=Words("当日在任的自管会", "self-management committees in office on the day"),
    ),
    _count_in_courtyards(
        key="owners_committee_count", register="committees", label=Words("业委会数", "Owners' committees"),
        nouns=("业主委员会", "业委会"), counted_in=("个",), kin="committees",
        numerator=Words("当日在任的业委会", "owners' committees in office on the day"),
    ),
    _count_in_courtyards(
        key="building_head_count", register="building-heads", label=Words("楼栋长数", "Building heads"),
        nouns=("楼栋长", "楼长"), counted_in=("名", "位", "人", "个"),
        numerator=Words("当日在任的楼栋长", "building heads in office on the day"),
    ),
    _count(
        key="volunteer_organisation_count", register="volunteers", label=Words("志愿服务组织数", "Volunteer organisations"),
        nouns=("群众性志愿服务组织", "志愿服务组织", "志愿服务队伍", "志愿服务队"), counted_in=("个", "支", "家"),
        numerator=Words("当日活动的志愿服务组织", "volunteer organisations active on the day"),
    ),
    _count(
        key="volunteer_count", register="volunteers", label=Words("志愿者人数", "Volunteers"),
        synonyms=("参与服务", "志愿者人数"), nouns=("志愿者",), counted_in=("人", "名", "位"),
        numerator=Words("当日活动的志愿服务组织的志愿者", "volunteers of the organisations active on the day"),
    ),
)
