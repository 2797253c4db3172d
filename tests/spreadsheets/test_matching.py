"""Which column fills what: headings, synonyms, content and memory; what is not clear is left to the clerk."""

from governance.spreadsheets.layout import find_table, source_rows
from governance.spreadsheets.matching import head_key, match
from governance.spreadsheets.reading import read_pasted
from governance.spreadsheets.sheets import RowKind
from tests.spreadsheets.corpus.registers import COURTYARDS, FEES, FIRMS


def matched(text, targets, remembered=None):
    sheet = read_pasted(text).sheets[0]
    table = find_table(sheet)
    rows = [row.cells for row in source_rows(sheet, table) if row.kind == RowKind.DATA]
    found = match(table.columns, rows, targets, remembered)
    return {column.head: (each.target, each.certainty, each.why) for column, each in zip(table.columns, found, strict=True)}


def test_headings_near_to_those_that_are_known():
    head = "序号\t小区名\t建筑总面积（平方米）\t居民户数（户）\t常驻人口\t建成时间\n"
    found = matched(f"{head}1\t一院\t3\t4\t5\t1987年\n2\t二院\t3\t4\t5\t1988\n", COURTYARDS)
    assert found == {
        "序号": ("", "none", ""), "小区名": ("name", "likely", "synonym"), "建筑总面积（平方米）": ("area_m2", "sure", "synonym"),
        "居民户数（户）": ("households", "sure", "synonym"), "常驻人口": ("residents", "likely", "synonym"),
        "建成时间": ("built_year", "likely", "content"),
    }


def test_one_sign_that_matters_is_no_near_miss():
    found = matched("楼院\t未收户数\t欠收\n一院\t3\t4\n二院\t3\t4\n", FEES)
    assert found["未收户数"][0] == found["欠收"][0] == ""


def test_two_columns_of_one_name_are_left_to_the_clerk():
    found = matched("楼院名称\t小区名称\t户数\na\tb\t1\nc\td\t2\n", COURTYARDS)
    assert found["楼院名称"] == ("name", "likely", "header") and found["小区名称"] == ("", "none", "")


def test_a_child_of_another_thing_does_not_take_its_name():
    found = matched("自治组织\t\t楼院\n名称\t类型\t名称\n一委\t业委会\t一院\n二委\t自管会\t二院\n", COURTYARDS)
    assert found["楼院·名称"] == ("name", "sure", "header")
    assert found["自治组织·名称"] == ("committee_name", "sure", "header")


def test_content_finds_what_the_heading_does_not_say():
    found = matched("物业公司\t代码证\t属性\n甲物业\t91410104MA44UR7J3X\t市场\n乙物业\t91410104MA44UR7J4X\t单位\n", FIRMS)
    assert found["代码证"] == ("uscc", "likely", "content") and found["属性"] == ("kind", "likely", "content")


def test_content_contradicts_a_heading():
    found = matched("楼院名称\t建筑面积\t登记日期\n一院\t2021-3-5\t王芳\n二院\t2021-3-6\t李明\n", COURTYARDS)
    assert found["建筑面积"][0] == found["登记日期"][0] == ""


def test_a_column_full_of_faults_keeps_its_heading():
    found = matched("楼院名称\t登记日期\t楼院类型\n一院\t2021年3月\t平房\n二院\t2021年4月\t别墅\n", COURTYARDS)
    assert found["登记日期"][0] == "valid_from" and found["楼院类型"][0] == "kind"


def test_what_was_chosen_before_comes_first():
    remembered = {head_key("甲（元）"): "receivable_fen", head_key("应收"): "", head_key("乙"): "no_such_field"}
    found = matched("楼院\t甲（元）\t应收\t乙\n一院\t3\t4\t5\n", FEES, remembered)
    assert found["甲（元）"] == ("receivable_fen", "sure", "remembered")
    assert found["应收"] == ("", "sure", "remembered")
    assert found["乙"] == ("", "none", "")


def test_numbers_that_only_count_the_rows_are_no_codes():
    found = matched("编号\t楼院名称\n1\t一院\n2\t二院\n3\t三院\n", COURTYARDS)
    assert found["编号"] == ("", "none", "")


def test_a_heading_is_remembered_without_its_dress():
    for dressed in ("* 建筑 面积（㎡）", "建筑面积(单位：平方米)", "3.建筑面积", "建筑面积/㎡", "建筑\n面积"):
        assert head_key(dressed) == "建筑面积"
    assert head_key("自治组织·名 称") == "自治组织·名称"
    assert head_key("1月") != head_key("2月")
