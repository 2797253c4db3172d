"""What forms can say of a courtyard out of the registers of places and self-governance."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from courtyards.choices import CommitteeKind, ManagementMode
from governance.indicators.definitions import Words
from governance.reports.facts import Fact, Source, labels

_of = partial(Source, "courtyards", "courtyards", named_in="courtyard")
_three = (
    ("no_property_management", Words("无物业管理", "no property management")),
    ("no_responsible_unit", Words("无主管部门", "no responsible unit")),
    ("no_guarding", Words("无人防物防技防", "no guarding")),
    ("nothing", Words("三项均已补齐", "nothing is missing")),
)
_stages = (("accepted", Words("改造达标", "accepted")), ("under_way", Words("改造中", "under way")))
_state = partial(Fact, look="flag", register="three-no", may_be_empty=True)
_label = partial(Fact, register="three-no-baselines", may_be_empty=True)
_renovation = partial(Fact, register="renovations", may_be_empty=True)
_mode = partial(Fact, register="modes")
_committee = partial(Fact, register="committees")
_covenant = partial(Fact, register="covenants")

SOURCES = (
    _of(
        "place", Words("所在区划（当日）", "Where it lay on the day"), places=True, named_in="",
        facts=(
            Fact("street", _("street"), register="courtyards", field="community", sort="street_code",
                 synonyms=("所属街道", "街道办", "办事处", "所在街道")),
            Fact("community", _("community"), register="courtyards", field="community", sort="community_code",
                 synonyms=("所属社区", "所在社区", "居委会")),
        ),
    ),
    _of(
        "three_no", Words("三无情况", "Three-no"),
        facts=(
            _label("three_no", Words("是否三无楼院（基期）", "Three-no at the baseline"), look="flag",
                   synonyms=("是否三无", "三无楼院", "三无")),
            _label("three_no_on", Words("三无名册日期", "Date of the roster"), look="day", field="on"),
            Fact("three_no_missing", Words("三无现状", "What is still missing"), choices=_three, register="three-no",
                 may_be_empty=True, synonyms=("三项现状", "目前缺项")),
            _state("no_property_management", Words("现无物业管理", "No property management now"),
                   field="no_property_management", synonyms=("无物业管理", "无物业")),
            _state("no_responsible_unit", Words("现无主管部门", "No responsible unit now"), field="no_responsible_unit",
                   synonyms=("无主管部门", "无主管")),
            _state("no_guarding", Words("现无人防物防技防", "No guarding now"), field="no_guarding",
                   synonyms=("无人防物防技防", "无三防")),
        ),
    ),
    _of(
        "renovation", Words("老旧小区改造", "Renovation"),
        facts=(
            _renovation("renovation_state", Words("改造状态", "State of the renovation"), choices=_stages, field="accepted_on",
                        synonyms=("改造情况", "是否改造")),
            _renovation("accepted_on", Words("改造验收日期", "Renovation accepted on"), look="day", field="accepted_on",
                        synonyms=("验收日期", "改造达标日期")),
            _renovation("renovation_project", Words("改造项目", "Renovation project"), field="project"),
        ),
    ),
    _of(
        "mode", Words("长效治理", "Long-term management"),
        facts=(
            _mode("has_mode", Words("已建立长效机制", "Long-term mode confirmed"), look="flag",
                  synonyms=("长效机制", "是否建立长效机制", "长效治理机制")),
            _mode("mode", Words("管理模式", "Management mode"), choices=labels(ManagementMode.choices), field="mode",
                  synonyms=("长效管理模式", "治理模式")),
            _mode("mode_since", Words("长效机制认定日期", "Mode confirmed on"), look="day", field="valid_from",
                  synonyms=("认定日期",)),
            _mode("evidence", Words("长效机制认定依据", "Evidence of the mode"), field="evidence", may_be_empty=True),
        ),
    ),
    _of(
        "committee", Words("居民自治组织", "Self-governance"),
        facts=(
            _committee("has_committee", Words("已建立自治组织", "Has a committee"), look="flag", synonyms=("是否成立自治组织",)),
            _committee("committee_kind", Words("自治组织类型", "Kind of committee"), choices=labels(CommitteeKind.choices),
                       field="kind"),
            _committee("committee_name", Words("自治组织名称", "Name of the committee"), field="name", synonyms=("自治组织",)),
            _committee("committee_since", Words("自治组织成立日期", "In office since"), look="day", field="valid_from",
                       synonyms=("成立日期",)),
            _committee("committee_until", Words("自治组织届满日期", "In office until"), look="day", field="valid_until",
                       may_be_empty=True, synonyms=("届满日期", "任期届满")),
            _committee("committee_head", Words("自治组织主任", "Head of the committee"), personal="name", field="head",
                       synonyms=("主任姓名", "自管会主任", "业委会主任")),
            _committee("committee_members", Words("自治组织成员数", "Members of the committee"), look="count", field="members",
                       unit=Words("人", "persons")),
        ),
    ),
    _of(
        "buildings", Words("楼栋", "Buildings"),
        facts=(
            Fact("buildings_recorded", Words("已登记楼栋数", "Buildings on record"), look="count", register="buildings",
                 field="name", may_be_empty=True),
            Fact("building_units", Words("单元数", "Units (entrances)"), look="count", register="buildings", field="units"),
        ),
    ),
    _of(
        "building_heads", Words("楼栋长", "Building heads"),
        facts=(Fact("building_heads", Words("楼栋长数", "Building heads"), look="count", register="building-heads",
                    field="name", unit=Words("人", "persons"), synonyms=("楼栋长人数", "楼栋长")),),
    ),
    _of(
        "volunteers", Words("志愿服务", "Volunteers"),
        facts=(Fact("volunteer_organisations", Words("志愿服务组织数", "Volunteer organisations"), look="count",
                    register="volunteer-services", field="organisation", synonyms=("志愿组织数", "志愿队伍数")),),
    ),
    _of(
        "covenant", Words("管理规约", "Covenant"),
        facts=(
            _covenant("has_covenant", Words("已有管理规约", "Has a covenant"), look="flag",
                      synonyms=("是否制定规约", "有无公约")),
            _covenant("covenant_adopted_on", Words("规约通过日期", "Covenant adopted on"), look="day", field="adopted_on",
                      synonyms=("公约通过日期", "居民公约通过日期")),
            _covenant("covenant_title", Words("规约名称", "Title of the covenant"), field="title", may_be_empty=True),
        ),
    ),
)
