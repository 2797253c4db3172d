"""What forms can say of courtyards, firms, pairings and assignments out of the Party's registers."""

from functools import partial

from governance.indicators.definitions import Words
from governance.reports.facts import Fact, Source, labels
from party_org.choices import OrganisationKind, RankClass

_of_courtyards = partial(Source, "courtyards", "party_org")
_of_firms = partial(Source, "firms", "party_org", by="unit_id")
_forms = (
    ("own", Words("独立", "own")), ("joint", Words("联合", "joint")), ("cluster", Words("片区", "of a cluster")),
)
_cadre = partial(Fact, register="assignments", field="cadre")
_held = partial(Fact, register="cadres", origin="cadre_id")

SOURCES = (
    _of_courtyards(
        "cover", Words("党组织", "Party"), named_in="courtyard",
        facts=(
            Fact("has_party", Words("有党组织覆盖", "Covered by a Party organisation"), look="flag", register="party-covers",
                 synonyms=("党组织是否覆盖",)),
            Fact("party_organisation", Words("楼院党组织", "Party organisation"), register="party-covers", field="organisation",
                 synonyms=("党组织名称", "楼院党支部", "所属党组织")),
            Fact("party_form", Words("党组织形式", "Form of the Party organisation"), choices=_forms, register="party-covers",
                 field="organisation", synonyms=("独立/联合/片区",)),
        ),
    ),
    _of_courtyards(
        "paired", Words("支部联建", "Branch pairing"),
        facts=(
            Fact("has_pairing", Words("已联建", "Paired"), look="flag", register="pairings", synonyms=("是否联建",)),
            Fact("organ_branches", Words("联建机关支部", "Organ branches"), register="pairings", field="organ_branch",
                 synonyms=("联建支部", "机关党支部")),
            Fact("paired_since", Words("联建起始日期", "Paired since"), look="day", register="pairings", field="valid_from",
                 synonyms=("结对日期",)),
        ),
    ),
    _of_courtyards(
        "cadres", Words("干部分包", "Cadres"), named_in="courtyard",
        facts=(
            Fact("has_cadre", Words("已分包", "Has a cadre"), look="flag", register="assignments", synonyms=("是否分包",)),
            _cadre("cadres", Words("分包干部", "Cadres"), personal="name", synonyms=("分包干部姓名", "包院干部")),
            _held("cadre_ranks", Words("分包干部职务", "Rank of the cadres"), choices=labels(RankClass.choices),
                  field="rank_class", synonyms=("干部职务", "职级类别")),
            _held("cadre_phones", Words("分包干部电话", "Telephone of the cadres"), personal="phone", field="phone",
                  synonyms=("干部电话", "包院干部电话")),
            _held("cadre_units", Words("分包干部单位", "Unit of the cadres"), field="unit", synonyms=("干部单位",)),
        ),
    ),
    _of_firms(
        "firm_party", Words("党组织", "Party"), named_in="unit",
        facts=(
            Fact("firm_has_party", Words("有党组织", "Has a Party organisation"), look="flag", register="party-organisations",
                 synonyms=("是否成立党组织", "党组织")),
            Fact("firm_party", Words("党组织名称", "Party organisation"), register="party-organisations", field="name",
                 may_be_empty=True),
            Fact("firm_party_kind", Words("党组织类型", "Kind of Party organisation"),
                 choices=labels(OrganisationKind.choices), register="party-organisations", field="kind", may_be_empty=True),
            Fact("firm_party_since", Words("党组织成立日期", "Party organisation since"), look="day",
                 register="party-organisations", field="valid_from", may_be_empty=True),
        ),
    ),
    _of_firms(
        "firm_instructors", Words("党建指导员", "Instructors"), named_in="unit",
        facts=(
            Fact("has_instructor", Words("有党建指导员", "Has an instructor"), look="flag", register="instructors"),
            Fact("instructors", Words("党建指导员姓名", "Instructors"), personal="name", register="instructors", field="name",
                 may_be_empty=True, synonyms=("党建指导员", "指导员")),
        ),
    ),
    _of_firms(
        "firm_crossings", Words("交叉任职", "Cross-appointments"),
        facts=(Fact("cross_appointed", Words("交叉任职人数", "Cross-appointed persons"), look="count", register="posts",
                    may_be_empty=True, unit=Words("人", "persons"), synonyms=("交叉任职",)),),
    ),
    Source(
        "pairings", "party_org", "pairing_work", Words("联建工作", "Work of the pairing"), named_in="pairing",
        facts=(
            Fact("covered_courtyards", Words("覆盖楼院数", "Courtyards covered"), look="count", register="party-covers"),
            Fact("activities_in_quarter", Words("本季活动次数", "Activities this quarter"), look="count",
                 register="pairing-activities", field="held_on", synonyms=("本季度活动次数", "活动次数")),
            Fact("last_activity_on", Words("最近活动日期", "Last activity on"), look="day", register="pairing-activities",
                 field="held_on", may_be_empty=True),
        ),
    ),
    Source(
        "assignments", "party_org", "assignment_cadre", Words("干部", "The cadre"),
        facts=(
            Fact("cadre_unit", Words("单位", "Unit"), register="cadres", field="unit", synonyms=("所在单位", "干部单位")),
            Fact("cadre_rank", Words("职级类别", "Rank class"), choices=labels(RankClass.choices), register="cadres",
                 field="rank_class", synonyms=("职务", "职级")),
            Fact("cadre_phone", Words("干部电话", "Telephone"), personal="phone", register="cadres", field="phone",
                 synonyms=("联系电话", "电话")),
        ),
    ),
    Source(
        "assignments", "party_org", "assignment_visits", Words("走访", "Visits"), named_in="assignment",
        facts=(
            Fact("visits_in_month", Words("本月走访次数", "Visits this month"), look="count", register="visits",
                 field="visited_on", synonyms=("走访次数",)),
            Fact("problems_found", Words("发现问题数", "Problems found"), look="count", register="visits", field="found",
                 synonyms=("问题数",)),
            Fact("problems_solved", Words("解决问题数", "Problems solved"), look="count", register="visits", field="solved_on",
                 synonyms=("解决数",)),
            Fact("last_visit_on", Words("最近走访日期", "Last visit on"), look="day", register="visits", field="visited_on",
                 may_be_empty=True),
        ),
    ),
)
