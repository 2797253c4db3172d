"""Ledgers as streets keep them, with their nuisances mixed: courtyards and firms."""

from collections.abc import Callable, Sequence
from datetime import date

from tests.spreadsheets.corpus.paper import C, Col, Paper, to_csv, to_openpyxl, to_xlsxwriter
from tests.spreadsheets.corpus.registers import COURTYARDS, FIRMS
from tests.spreadsheets.corpus.returns import fees, monthly_fees, paged_visits, visits

File = tuple[str, Callable[[], Sequence[Paper]], Callable[[Sequence[Paper]], bytes]]

LEDGER = (
    Col("", ("序号",)),
    Col("code", ("楼院编号",)),
    Col("name", ("楼院名称",)),
    Col("", ("街道",)),
    Col("community", ("社区",)),
    Col("", ("网格",)),
    Col("address", ("地址",)),
    Col("built_year", ("建成年代",)),
    Col("buildings", ("楼栋数",)),
    Col("", ("单元数",)),
    Col("households", ("户数",)),
    Col("residents", ("常住人口数",)),
    Col("area_m2", ("建筑面积（㎡）",)),
    Col("is_three_no", ("是否三无楼院",)),
    Col("committee_kind", ("自治组织", "类型")),
    Col("committee_name", ("自治组织", "名称")),
    Col("formed_on", ("自治组织", "成立日期")),
    Col("head", ("自治组织", "主任（掩码）")),
    Col("remark", ("备注",)),
)


PLACES_KEPT = (
    {
        "code": C("GC-001", "GC-001"),
        "name": C("航海路１号院", "航海路1号院"),
        "community": "航海社区",
        "address": "航海路与未来路交叉口东100米",
        "built_year": C("1987年", "1987"),
        "buildings": C(3, "3"),
        "households": C("120户", "120"),
        "residents": C(356, "356"),
        "area_m2": C("３，５２１．６㎡", "3521.6"),
        "is_three_no": C("√", "on"),
        "committee_kind": C("业委会", "owners"),
        "committee_name": "一号院业委会",
        "formed_on": C("2020.5.1", "2020-05-01"),
        "head": C("王  芳", "王芳"),
        "remark": C("无", ""),
    },
    {
        "code": C("GC-002", "GC-002"),
        "name": "航海路2号院",
        "community": C("同上", "航海社区"),
        "address": C("〃", "航海路与未来路交叉口东100米"),
        "built_year": C("90年代", why="decade"),
        "buildings": C("2栋", "2"),
        "households": C("约80户", why="rough"),
        "residents": C("不详", ""),
        "area_m2": C("3.2亩", "2133.33"),
        "is_three_no": C("是", "on"),
        "committee_kind": C("无", ""),
        "committee_name": C("—", ""),
        "formed_on": C("/", ""),
        "head": C("暂无", ""),
        "remark": "待整治",
    },
    {
        "code": C(3, "3"),
        "name": "未来路6号院",
        "community": "建业社区",
        "address": "未来路6号",
        "built_year": C(1992, "1992"),
        "buildings": C(1, "1"),
        "households": C(86, "86"),
        "residents": C("二百一十人", "210"),
        "area_m2": C("0.98万㎡", "9800"),
        "is_three_no": C("N", ""),
        "committee_kind": C("自管会", "self_management"),
        "committee_name": "六号院自管会",
        "formed_on": C("2021年3月", why="day missing"),
        "head": C("李建国、王芳", why="names"),
        "remark": C(None, ""),
    },
)


def ledger() -> Paper:
    drawn = Paper("三无楼院", COURTYARDS, LEDGER, top=1)
    drawn.title("管城区三无楼院治理台账").line(
        {0: "填报单位：航海路街道办事处", 7: "填报时间：2022年6月30日", 14: "单位：户、㎡"}
    )
    drawn.head().numbers()
    drawn.record(PLACES_KEPT[0])
    drawn.record(PLACES_KEPT[1], hidden=True)
    drawn.record(PLACES_KEPT[2])
    drawn.total("合  计", {8: 6, 10: 206, 12: "15454.93"}).blank()
    drawn.note("注：1.三无指无物业、无主管、无三防；2.面积以测绘为准。", merged=True)
    return drawn.line({0: "填表人：王芳", 6: "审核人：李建国", 12: "联系电话：0371-66666666"}, "note")


def grouped_ledger() -> Paper:
    columns = (
        Col("community", "社区"),
        Col("name", "院落名称"),
        Col("area_m2", "面积(万㎡)"),
        Col("households", "总户数"),
        Col("is_three_no", "三无楼院"),
    )
    drawn = Paper("Sheet1", COURTYARDS, columns).title("老旧楼院底数摸排表", merged=False).head()
    for community, many in (("航海社区", 3), ("建业社区", 2)):
        for index in range(many):
            drawn.record(
                {
                    "community": C(community if not index else None, community),
                    "name": f"{community}{index + 1}号院",
                    "area_m2": C(0.35 + index, f"{3500 + index * 10000}"),
                    "households": C(f"{40 + index}", f"{40 + index}"),
                    "is_three_no": C("有", "on"),
                }
            )
        drawn.total(f"{community}小计", {2: 1.0}, at=0)
    drawn.truth.blanks_repeat = frozenset({0})
    return drawn


FIRMS_KEPT = (
    {
        "uscc": "91410104MA44UR7J3X",
        "name": C("河南某某物业服务有限公司", "河南某某物业服务有限公司"),
        "kind": C("市场", "market"),
        "legal_person": C("赵 强", "赵强"),
        "area_m2": C(12.5, "125000"),
        "staff": C("56人", "56"),
        "party_members": C(7, "7"),
        "has_party": C("有", "on"),
        "formed_on": C(date(2019, 7, 1), "2019-07-01"),
        "phone": C(13803710001, "13803710001"),
    },
    {
        "uscc": C(9.14101040000e17, why="digits lost"),
        "name": "街道城市运营公司",
        "kind": C("街道平台", "street_platform"),
        "legal_person": C("钱文", "钱文"),
        "area_m2": C("３．０５", "30500"),
        "staff": C("30多人", why="rough"),
        "party_members": C("无", why="none or nought"),
        "has_party": C("筹建中", why="flag"),
        "formed_on": C("未成立", why="no date"),
        "phone": C("０３７１－６６６６６６６６", "0371-66666666"),
    },
)


def firms() -> Paper:
    columns = (
        Col("", ("序号",)),
        Col("uscc", ("统一社会\n信用代码",)),
        Col("name", ("企业名称",)),
        Col("kind", ("企业类别",)),
        Col("legal_person", ("法定代表人",)),
        Col("", ("项目数",)),
        Col("area_m2", ("在管面积\n（万平方米）",)),
        Col("staff", ("从业人数",)),
        Col("party_members", ("党员人数",)),
        Col("has_party", ("党建情况", "有无党组织")),
        Col("formed_on", ("党建情况", "党组织成立日期")),
        Col("phone", ("联系电话",)),
    )
    drawn = Paper("物业企业", FIRMS, columns, left=1).title("物业服务企业台账").head()
    drawn.under_head(["例", "914100000000000000", "某某物业", "市场", "张三", 1, 1.5, 20, 3, "有", "2020.1.1", "0371-1"], "note")
    drawn.record(FIRMS_KEPT[0])
    drawn.record(FIRMS_KEPT[1])
    return drawn.total("总计", {5: 4, 6: 15.55, 7: 86})


def mixed_book() -> Sequence[Paper]:
    return [ledger(), firms(), fees(), visits()]


FILES: tuple[File, ...] = (
    ("courtyard_ledger.xlsx", lambda: [ledger()], lambda papers: to_openpyxl(*papers)),
    ("courtyard_ledger_bordered.xlsx", lambda: [ledger()], lambda papers: to_xlsxwriter(*papers)),
    ("grouped_ledger.xlsx", lambda: [grouped_ledger()], lambda papers: to_openpyxl(*papers)),
    ("firms.xlsx", lambda: [firms()], lambda papers: to_openpyxl(*papers)),
    ("fees.xlsx", lambda: [fees()], lambda papers: to_openpyxl(*papers)),
    ("visits.xlsx", lambda: [visits()], lambda papers: to_xlsxwriter(*papers)),
    ("all_ledgers.xlsx", mixed_book, lambda papers: to_openpyxl(*papers)),
    ("paged_visits.csv", lambda: [paged_visits()], lambda papers: to_csv(papers[0], encoding="gb18030")),
    ("monthly_fees.xlsx", lambda: [monthly_fees()], lambda papers: to_openpyxl(*papers)),
)
