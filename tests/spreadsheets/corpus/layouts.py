"""Nuisances of layout, each alone: what stands over, between and under the rows that matter."""

from collections.abc import Callable
from datetime import date

from tests.spreadsheets.corpus.paper import C, Col, Paper
from tests.spreadsheets.corpus.registers import COURTYARDS

PLACES = (
    {
        "name": "航海路1号院",
        "community": "航海社区",
        "area_m2": "3521.6",
        "households": "120",
        "built_year": "1987",
        "valid_from": "2021-03-05",
    },
    {
        "name": "未来路6号院",
        "community": "建业社区",
        "area_m2": "12345.67",
        "households": "86",
        "built_year": "1992",
        "valid_from": "2021-04-16",
    },
    {
        "name": "紫荆山路23号楼",
        "community": "紫荆社区",
        "area_m2": "980",
        "households": "24",
        "built_year": "1979",
        "valid_from": "2022-01-01",
    },
    {
        "name": "货栈街铁路家属院",
        "community": "货栈社区",
        "area_m2": "20188.5",
        "households": "312",
        "built_year": "2001",
        "valid_from": "2021-12-31",
    },
)


def number(text: str) -> int | float:
    return int(text) if text.isdigit() else float(text)


COLUMNS = (
    Col("", "序号"),
    Col("name", "楼院名称"),
    Col("community", "社区"),
    Col("area_m2", "建筑面积(㎡)", number),
    Col("households", "户数", number),
    Col("built_year", "建成年代", number),
    Col("valid_from", "登记日期", date.fromisoformat),
)
ORGANISED = (
    Col("", "序号"),
    Col("name", ("基本情况", "楼院名称")),
    Col("community", ("基本情况", "社区")),
    Col("committee_kind", ("自治组织", "类型")),
    Col("committee_name", ("自治组织", "名称")),
    Col("formed_on", ("自治组织", "成立日期"), date.fromisoformat),
    Col("head", ("自治组织", "主任")),
    Col("remark", "备注说明"),
)
COMMITTEES = (
    {
        "name": "航海路1号院",
        "community": "航海社区",
        "committee_kind": C("业委会", "owners"),
        "committee_name": "一号院业委会",
        "formed_on": "2020-05-01",
        "head": "王芳",
    },
    {
        "name": "未来路6号院",
        "community": "建业社区",
        "committee_kind": C("自管会", "self_management"),
        "committee_name": "六号院自管会",
        "formed_on": "2021-09-10",
        "head": "李建国",
    },
)


def paper(**options: int) -> Paper:
    return Paper("台账", COURTYARDS, COLUMNS, **options)


def organised(columns: tuple[Col, ...] = ORGANISED) -> Paper:
    return Paper("台账", COURTYARDS, columns)


def titled() -> Paper:
    return paper().title("航海路街道三无楼院台账").head().records(PLACES)


def title_alone() -> Paper:
    return paper().title("2022年上半年三无楼院台账", merged=False).blank().head().records(PLACES)


def lines_over_the_head() -> Paper:
    drawn = paper().title("三无楼院情况统计表").line({0: "填报单位：航海路街道办事处（盖章）", 4: "填报日期：2022年6月30日"})
    return drawn.line({0: "单位：㎡、户"}).head().records(PLACES)


def keys_beside_values() -> Paper:
    return paper().line({0: "填报单位", 1: "航海路街道", 3: "填报日期", 4: date(2022, 6, 30)}).head().records(PLACES)


def two_rows() -> Paper:
    return organised().title("楼院自治组织台账").head().records(COMMITTEES)


def two_rows_not_merged() -> Paper:
    return organised().head(merged=False).records(COMMITTEES)


def three_rows() -> Paper:
    columns = (
        Col("", "序号"),
        Col("name", ("楼院", "基本信息", "名称")),
        Col("community", ("楼院", "基本信息", "所属社区")),
        Col("area_m2", ("楼院", "规模", "建筑面积（㎡）"), number),
        Col("households", ("楼院", "规模", "户数"), number),
        Col("committee_name", ("治理", "自治组织", "名称")),
        Col("formed_on", ("治理", "自治组织", "成立日期"), date.fromisoformat),
    )
    many = [place | {"committee_name": "自管会", "formed_on": "2021-01-01"} for place in PLACES]
    return organised(columns).title("台账").head().records(many)


def column_numbers() -> Paper:
    return paper().title("台账").head().numbers().records(PLACES)


def column_letters() -> Paper:
    return paper().head().under_head(["A", "B", "C", "D", "E", "F", "G"]).records(PLACES)


def column_formulas() -> Paper:
    return paper().head().under_head(["甲", "乙", "丙", "1", "2", "3=1/2", "4"]).records(PLACES)


def example_row() -> Paper:
    drawn = paper().head().under_head(["示例", "某某路1号院", "某某社区", 1000, 50, 1990, date(2020, 1, 1)], "note")
    return drawn.records(PLACES)


def example_row_short() -> Paper:
    return paper().title("台账").head().under_head(["例", "某某院", "某社区", 1, 1, 1990, "2020.1.1"], "note").records(PLACES)


def required_row() -> Paper:
    return paper().head().under_head(["必填", "必填", "必填", "选填", "选填", "选填", "选填"]).records(PLACES)


def units_row() -> Paper:
    columns = (
        Col("", "序号"),
        Col("name", "楼院名称"),
        Col("area_m2", ("建筑面积", "万㎡"), lambda text: float(text) / 10_000),
        Col("households", ("户数", "户"), number),
    )
    drawn = Paper("台账", COURTYARDS, columns)
    drawn.put("head", {0: "序号", 1: "楼院名称", 2: "建筑面积", 3: "户数"})
    drawn.put("head", {2: "（万㎡）", 3: "（户）"})
    drawn.truth.head_rows = (0, 1)
    return drawn.records([place for place in PLACES if place["area_m2"] != "3521.6"])


LAYOUTS: tuple[Callable[[], Paper], ...] = (
    titled, title_alone, lines_over_the_head, keys_beside_values, two_rows, two_rows_not_merged, three_rows,
    column_numbers, column_letters, column_formulas, example_row, example_row_short, required_row, units_row,
)
