"""Figures about Party work (`domain.md` 5.2). The published meanings of "Party coverage" are separate indicators."""

from functools import partial

from courtyards.choices import PARTS
from governance.indicators.definitions import Indicator, Measure, Option, Population, Words
from party_org.choices import OrganisationKind, RankClass

_of_courtyards = partial(
    Indicator, app="party_org", population="courtyards", populations=PARTS,
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
    Population("firms", "should_organise", "party_org",
               Words("应建党组织的企业（党员三人及以上）", "firms with three Party members or more")),
    Population("organisations", "all", "party_org", Words("全部", "all"), register="party-organisations"),
    Population("cadres", "all", "party_org", Words("全部", "all"), register="cadres"),
)
SUBJECT = Words("党建引领", "Party work")
INDICATORS = (
    _of_courtyards(
        key="party_cover", code="I5", closed_by="party-covers", default="all",
        label=Words("楼院党组织覆盖率", "Party-organisation coverage of courtyards"),
        why=Words("楼院（片区）有党组织", "Every courtyard or cluster has its Party organisation."),
        synonyms=("楼院党组织覆盖", "党组织覆盖"), kin="party",
        numerator=Words("当日由本院或片区党组织覆盖的楼院", "courtyards covered by their own or a cluster's organisation"),
    ),
    _of_courtyards(
        key="branch_pairing", code="I9", closed_by="pairings", default="three_no",
        label=Words("支部联建覆盖率", "Branch pairing coverage"),
        why=Words("机关支部结对帮扶", "An organ's branch stands by the courtyard."),
        synonyms=("支部联建", "支部结对"), kin="ties",
        numerator=Words("所属党支部当日有联建结对的楼院", "courtyards whose branch has a pairing on the day"),
    ),
    _of_courtyards(
        key="cadre_assignment", code="I10", closed_by="assignments", default="three_no",
        label=Words("干部分包覆盖率", "Cadre assignment coverage"),
        why=Words("有干部负责", "A cadre answers for the courtyard."),
        synonyms=("干部分包", "干部包联"), kin="ties",
        numerator=Words("当日至少有一名分包干部的楼院", "courtyards with at least one assigned cadre on the day"),
        options=(Option.among("rank", Words("职级类别", "class of rank"), RankClass.choices),),
    ),
    _of_firms(
        key="firm_party_organisation", code="I6", closed_by="party-organisations", default="all", populations=("all",),
        label=Words("物业企业党组织覆盖率", "Firms with a Party organisation"),
        why=Words("党组织应建尽建", "Organisations stand wherever they can."),
        synonyms=("党组织覆盖", "成立党组织", "建立党组织", "组建党组织", "组织覆盖"), kin="party",
        numerator=Words("当日有党组织的物业企业", "firms with a Party organisation on the day"),
        denominator=Words("当日在区物业企业", "firms active in the district on the day"),
        options=(Option.among("kind", Words("党组织类型", "kind of organisation"), OrganisationKind.choices),),
    ),
    _of_firms(
        key="firm_party_organisation_due", code="I6b", closed_by="party-organisations", default="should_organise",
        populations=("should_organise",),
        label=Words("物业企业党组织应建已建率", "Organisations founded of those due in firms"),
        why=Words("有三名以上党员的企业都应建立党组织", "Three Party members in a firm found an organisation."),
        numerator=Words("当日有党组织的应建企业", "of these, firms with a Party organisation on the day"),
        denominator=Words("当日在区、登记党员三人及以上的物业企业",
                          "firms active on the day whose register tells of three Party members or more"),
    ),
    _of_firms(
        key="instructor_cover", code="I7", closed_by="instructors",
        default="without_organisation", populations=("without_organisation",),
        label=Words("未建党组织企业的党建指导员覆盖率", "Firms without an organisation that have an instructor"),
        why=Words("暂不具备组建条件的企业也有人指导", "Firms that cannot found one yet are still guided."),
        synonyms=("党的工作覆盖", "党建指导员覆盖", "选派党建指导员"), kin="party",
        numerator=Words("当日有党建指导员的未建企业", "of these, firms with an active instructor on the day"),
        denominator=Words("当日未建党组织的物业企业", "firms without a Party organisation on the day"),
    ),
    _of_firms(
        key="firm_party_work", code="I8", closed_by="instructors", default="all", populations=("all",),
        label=Words("物业企业党的组织和工作总覆盖率", "Party organisation or work coverage of firms"),
        why=Words("两种覆盖取并集，不相加", "The union of both kinds, not their sum."),
        synonyms=("总体…覆盖率", "党的组织和工作覆盖", "党的组织和党的工作覆盖", "两个覆盖"), kin="party",
        numerator=Words("当日有党组织或党建指导员的企业", "firms with an organisation or an instructor on the day"),
        denominator=Words("当日在区物业企业", "firms active in the district on the day"),
    ),
    Indicator(
        key="committee_party_cover", app="party_org", owner="organisation", population="committees", closed_by="party-covers",
        populations=("all", "body_self_management", "body_owners", "body_property_management"),
        label=Words("自治组织党组织覆盖率", "Party-organisation coverage of committees"),
        why=Words("自治组织在党组织领导下议事", "Committees act under the lead of a Party organisation."),
        numerator=Words("当日所在楼院有党组织覆盖的在任自治组织",
                        "committees in office whose courtyard a Party organisation covers on the day"),
        denominator=Words("当日在任的自治组织", "committees in office on the day"),
    ),
    _count(
        key="organ_branch_count", population="organisations", label=Words("联建机关党支部数", "Paired organ branches"),
        nouns=("机关党支部", "机关支部"), counted_in=("个",),
        numerator=Words("当日有结对的机关党支部", "organ branches with a pairing on the day"),
    ),
    _count(
        key="cadre_count", population="cadres", label=Words("分包干部数", "Assigned cadres"),
        nouns=("科级干部和优秀年轻干部", "科级干部", "优秀年轻干部", "分包干部", "包联干部"), counted_in=("名", "位", "人"),
        numerator=Words("当日有分包楼院的干部", "cadres with an assignment on the day"),
    ),
)
