"""Figures about Party work (`domain.md` 5.2). The published meanings of "Party coverage" are separate indicators."""

from functools import partial

from governance.indicators.definitions import Indicator, Measure, Population, Words

_of_courtyards = partial(
    Indicator, app="party_org", population="courtyards", populations=("all", "three_no", "renovated"),
    denominator=Words("所选范围内的楼院", "courtyards of the population"), owner="organisation",
)
_of_firms = partial(
    Indicator, app="party_org", population="firms", owner="organisation",
)
_count = partial(
    Indicator, app="party_org", measure=Measure.COUNT, denominator=Words("无", "none"),
    why=Words("规模", "Shows the scale."), owner="organisation",
)

POPULATIONS = (
    Population("firms", "without_organisation", "party_org",
               Words("未建党组织的企业", "firms without a Party organisation"), unmarked=True),
    Population("organisations", "all", "party_org", Words("全部", "all")),
    Population("cadres", "all", "party_org", Words("全部", "all")),
)
INDICATORS = (
    _of_courtyards(
        key="party_cover", code="I5", default="all",
        label=Words("楼院党组织覆盖率", "Party-organisation coverage of courtyards"),
        why=Words("楼院（片区）有党组织", "Every courtyard or cluster has its Party organisation."),
        numerator=Words("当日由本院或片区党组织覆盖的楼院", "courtyards covered by their own or a cluster's organisation"),
    ),
    _of_courtyards(
        key="branch_pairing", code="I9", default="three_no",
        label=Words("支部联建覆盖率", "Branch pairing coverage"),
        why=Words("机关支部结对帮扶", "An organ's branch stands by the courtyard."),
        numerator=Words("所属党支部当日有联建结对的楼院", "courtyards whose branch has a pairing on the day"),
    ),
    _of_courtyards(
        key="cadre_assignment", code="I10", default="three_no",
        label=Words("干部分包覆盖率", "Cadre assignment coverage"),
        why=Words("有干部负责", "A cadre answers for the courtyard."),
        numerator=Words("当日至少有一名分包干部的楼院", "courtyards with at least one assigned cadre on the day"),
    ),
    _of_firms(
        key="firm_party_organisation", code="I6", default="all", populations=("all",),
        label=Words("物业企业党组织覆盖率", "Firms with a Party organisation"),
        why=Words("党组织应建尽建", "Organisations stand wherever they can."),
        numerator=Words("当日有党组织的物业企业", "firms with a Party organisation on the day"),
        denominator=Words("当日在区物业企业", "firms active in the district on the day"),
    ),
    _of_firms(
        key="instructor_cover", code="I7", default="without_organisation", populations=("without_organisation",),
        label=Words("未建党组织企业的党建指导员覆盖率", "Firms without an organisation that have an instructor"),
        why=Words("暂不具备组建条件的企业也有人指导", "Firms that cannot found one yet are still guided."),
        numerator=Words("当日有党建指导员的未建企业", "of these, firms with an active instructor on the day"),
        denominator=Words("当日未建党组织的物业企业", "firms without a Party organisation on the day"),
    ),
    _of_firms(
        key="firm_party_work", code="I8", default="all", populations=("all",),
        label=Words("物业企业党的组织和工作总覆盖率", "Party organisation or work coverage of firms"),
        why=Words("两种覆盖取并集，不相加", "The union of both kinds, not their sum."),
        numerator=Words("当日有党组织或党建指导员的企业", "firms with an organisation or an instructor on the day"),
        denominator=Words("当日在区物业企业", "firms active in the district on the day"),
    ),
    _count(
        key="organ_branch_count", population="organisations", label=Words("联建机关党支部数", "Paired organ branches"),
        numerator=Words("当日有结对的机关党支部", "organ branches with a pairing on the day"),
    ),
    _count(
        key="cadre_count", population="cadres", label=Words("分包干部数", "Assigned cadres"),
        numerator=Words("当日有分包楼院的干部", "cadres with an assignment on the day"),
    ),
)
