"""Nuisances between and under the rows that matter, each alone: pages, totals, notes, hidden rows, 同上."""

from collections.abc import Callable

from tests.spreadsheets.corpus.layouts import COLUMNS, COMMITTEES, PLACES, number, organised, paper
from tests.spreadsheets.corpus.paper import C, Col, Paper
from tests.spreadsheets.corpus.registers import COURTYARDS


def page_breaks() -> Paper:
    drawn = paper().title("台账").head().records(PLACES[:2]).total("本页小计", {3: 15867.27, 4: 206})
    return drawn.title("台账").head().records(PLACES[2:]).total("本页小计", {3: 21168.5, 4: 336})


def page_breaks_of_two_rows() -> Paper:
    return organised().title("台账").head().records(COMMITTEES).blank().head().records(COMMITTEES)


def blank_rows() -> Paper:
    return paper(top=2).head().blank().records(PLACES[:1]).blank(3).records(PLACES[1:]).blank(2)


def blank_columns() -> Paper:
    return paper(left=3, top=4).title("台账").head().records(PLACES)


def totals() -> Paper:
    return paper().head().records(PLACES).total("合计", {3: 37035.77, 4: 542})


def totals_pulled_apart() -> Paper:
    return paper().head().records(PLACES).total("总　　计", {3: 37035.77, 4: 542}, at=1)


def totals_over_the_rows() -> Paper:
    return paper().title("台账").head().total("合计", {3: 37035.77, 4: 542}).records(PLACES)


def subtotals() -> Paper:
    drawn = paper().head().records(PLACES[:2]).total("航海路街道小计", {3: 15867.27}, at=1).records(PLACES[2:])
    return drawn.total("紫荆山路街道小计：", {3: 21168.5}, at=1).total("共计", {3: 37035.77})


def footnotes() -> Paper:
    drawn = paper().title("台账").head().records(PLACES).blank()
    drawn.note("注：1.本表由街道填写，一式两份。").note("2.建筑面积以不动产登记为准。").note("3、户数为实际入住户数")
    return drawn.line({0: "填表人：王芳", 3: "审核人：李建国", 5: "填报时间：2022.6.30"}, "note")


def footnote_merged() -> Paper:
    return paper().head().records(PLACES).note("备注：三无楼院指无物业管理、无主管部门、无人防物防的楼院", merged=True)


def signature_in_cells() -> Paper:
    return paper().head().records(PLACES).line({0: "填表人：", 1: "王芳", 3: "审核人：", 4: "李建国"}, "note")


def sections() -> Paper:
    drawn = paper().title("台账").head().title("一、航海路街道").records(PLACES[:2])
    return drawn.title("二、紫荆山路街道").records(PLACES[2:])


def section_alone() -> Paper:
    return paper().head().line({0: "（一）航海路街道"}).records(PLACES[:2]).line({0: "（二）其他"}).records(PLACES[2:])


def hidden_rows() -> Paper:
    drawn = paper().head()
    for index, place in enumerate(PLACES):
        drawn.record(place, hidden=index % 2 == 1)
    return drawn


def hidden_column() -> Paper:
    drawn = paper().head().records(PLACES)
    drawn.hidden_columns.add(2)
    return drawn


def empty_serials() -> Paper:
    drawn = paper().head().records(PLACES)
    for at in drawn.truth.data:
        drawn.rows[at].pop(0)
    return drawn


def merged_down() -> Paper:
    drawn = paper().head().records([place | {"community": "航海社区"} for place in PLACES])
    return drawn.merge_down("community", 1, 4).merge_down("valid_from", 2, 3)


def same_as_above() -> Paper:
    drawn = paper().head().record(PLACES[0])
    for mark in ("同上", "〃", '"', "″", "ditto", "同　上"):
        drawn.record(PLACES[1], community=C(mark, "航海社区"), valid_from=C(mark, "2021-03-05"))
    return drawn


def same_as_nothing() -> Paper:
    return paper().head().record(PLACES[0], community=C("同上", why="nothing above")).records(PLACES[1:])


def blank_means_above() -> Paper:
    columns = (COLUMNS[2], COLUMNS[1], COLUMNS[4])
    drawn = Paper("台账", COURTYARDS, columns).head()
    for community, count in (("航海社区", 3), ("建业社区", 2), ("货栈社区", 1)):
        for index in range(count):
            shown = C(community if index == 0 else None, community)
            drawn.record(PLACES[index], community=shown)
    drawn.truth.blanks_repeat = frozenset({0})
    return drawn


def wrapped_heads() -> Paper:
    columns = (
        Col("", "序\n号"),
        Col("name", "楼 院\n名 称"),
        Col("community", "社　区"),
        Col("area_m2", "建筑面积\n（单位：㎡）", number),
        Col("households", "* 户数（户）", number),
        Col("built_year", "建成\n年代", number),
    )
    return Paper("台账", COURTYARDS, columns).head().records(PLACES)


def unit_over_the_head() -> Paper:
    columns = (
        Col("", "序号"),
        Col("name", "楼院名称"),
        Col("area_m2", "建筑面积", lambda text: float(text) / 10_000),
        Col("households", "户数", number),
    )
    drawn = Paper("台账", COURTYARDS, columns).title("台账").line({3: "单位：万平方米"})
    return drawn.head().records([place for place in PLACES if place["area_m2"] != "3521.6"])


def unknown_columns() -> Paper:
    columns = (*COLUMNS[:3], Col("", "电梯品牌"), *COLUMNS[3:5], Col("", "备用1"))
    drawn = Paper("台账", COURTYARDS, columns).head()
    return drawn.record(PLACES[0], 电梯品牌="日立", 备用1="x").record(PLACES[1], 电梯品牌="三菱")


def without_head_at_the_edge() -> Paper:
    drawn = paper().head().records(PLACES)
    drawn.rows[2][9] = "已核对"
    return drawn


ROWS: tuple[Callable[[], Paper], ...] = (
    page_breaks, page_breaks_of_two_rows, blank_rows, blank_columns, totals, totals_pulled_apart, totals_over_the_rows,
    subtotals, footnotes, footnote_merged, signature_in_cells, sections, section_alone, hidden_rows, hidden_column,
    empty_serials, merged_down, same_as_above, same_as_nothing, blank_means_above, wrapped_heads, unit_over_the_head,
    unknown_columns, without_head_at_the_edge,
)
