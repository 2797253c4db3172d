"""Nuisances of days, names, lists and codes, each alone, and what must be refused."""

from collections.abc import Callable
from datetime import date, datetime

from tests.spreadsheets.corpus.figures import cells
from tests.spreadsheets.corpus.layouts import COLUMNS, PLACES, paper
from tests.spreadsheets.corpus.paper import C, Col, Paper
from tests.spreadsheets.corpus.registers import COURTYARDS, FEES, FIRMS, VISITS


def days() -> Paper:
    return cells(
        "valid_from",
        "登记日期",
        [
            C("2021.3.5", "2021-03-05"),
            C("2021年3月5日", "2021-03-05"),
            C("20210305", "2021-03-05"),
            C(20210305, "2021-03-05"),
            C("2021/3/5", "2021-03-05"),
            C("2021-3-5", "2021-03-05"),
            C(44260, "2021-03-05"),
            C("44260", "2021-03-05"),
            C(date(2021, 3, 5), "2021-03-05"),
            C(datetime(2021, 3, 5, 9, 30), "2021-03-05"),
            C("2021-03-05 00:00:00", "2021-03-05"),
            C("２０２１年３月５日", "2021-03-05"),
            C("2021 年 3 月 5 日", "2021-03-05"),
            C("二〇二一年三月五日", "2021-03-05"),
            C("2021年3月5日星期五", "2021-03-05"),
            C("2021/3", why="day missing"),
            C("2021年3月", why="day missing"),
            C("2021.3", why="day missing"),
            C("2021", why="month and day"),
            C("2021-02-30", why="no such day"),
            C("21.3.5", why="short year"),
            C("5/3/2021", why="turned"),
            C("民国三十八年", why="other calendar"),
            C("2021年农历三月初五", why="other calendar"),
            C("3月5日", why="year missing"),
            C("2021年3月5日至2022年3月4日", why="two days"),
            C("春节前", why="no date"),
            C("至今", ""),
            C("长期", ""),
            C("—", ""),
            C("不详", ""),
        ],
    )


def periods() -> Paper:
    return cells(
        "period",
        "期间",
        [
            C("2022年6月", "2022-06-01/2022-06-30"),
            C("2022.6", "2022-06-01/2022-06-30"),
            C("202206", "2022-06-01/2022-06-30"),
            C(202206, "2022-06-01/2022-06-30"),
            C(2022.6, "2022-06-01/2022-06-30"),
            C("2022年第二季度", "2022-04-01/2022-06-30"),
            C("2022年2季度", "2022-04-01/2022-06-30"),
            C("2022年上半年", "2022-01-01/2022-06-30"),
            C("2022年", "2022-01-01/2022-12-31"),
            C(2022, "2022-01-01/2022-12-31"),
            C("2022-01-01至2022-03-31", "2022-01-01/2022-03-31"),
            C("2022.1-2022.3", "2022-01-01/2022-03-31"),
            C("2022年1-3月", "2022-01-01/2022-03-31"),
            C("2022年2月", "2022-02-01/2022-02-28"),
            C(date(2022, 6, 1), "2022-06-01/2022-06-30"),
            C(2022.1, why="january or october"),
            C("6月", why="year missing"),
            C("二季度", why="year missing"),
            C("2022年6月5日", why="one day"),
            C(date(2022, 6, 5), why="one day"),
            C("2022年1月至今", why="end missing"),
            C("近期", why="no period"),
            C("2022年13月", why="no period"),
        ],
        FEES,
        "courtyard",
        "楼院",
    )


def flags() -> Paper:
    yes = [C(raw, "on") for raw in ("是", "√", "✓", "Y", "y", "yes", 1, "1", "有", "对", "TRUE", True, "Ｙ")]
    no = [C(raw, "") for raw in ("否", "×", "✗", "N", "no", 0, "0", "无", "FALSE", False, "—")]
    return cells(
        "is_three_no",
        "是否三无楼院",
        [*yes, *no, C("基本是", why="flag"), C(2, why="flag"), C("是否", why="flag"), C("○", why="flag")],
    )


def names_of_people() -> Paper:
    drawn = Paper(
        "走访",
        VISITS,
        (Col("cadre", "包联干部"), Col("courtyard", "分包楼院"), Col("visited_on", "走访日期", date.fromisoformat)),
    ).head()
    for cell in (
        C("王  芳", "王芳"),
        C("王　芳", "王芳"),
        C(" 李建国 ", "李建国"),
        C("阿依古丽•买买提", "阿依古丽·买买提"),
        C("John  Smith", "John Smith"),
        C("王芳、李建国", why="names"),
        C("王芳13800000000", why="names"),
        C("王芳/李建国", why="names"),
        C("暂无", ""),
    ):
        drawn.record({"cadre": cell, "courtyard": "航海路1号院", "visited_on": "2022-06-01"})
    return drawn


def words_of_lists() -> Paper:
    columns = (Col("uscc", "统一社会信用代码"), Col("name", "企业名称"), Col("kind", "企业类别"), Col("services", "服务内容"))
    drawn = Paper("企业", FIRMS, columns).head()
    for kind, services in (
        (C("市场", "market"), C("保洁、保安", "cleaning,guarding")),
        (C("街道平台公司", "street_platform"), C("清洁,维修", "cleaning,repair")),
        (C("市场化物业", "market"), C("保洁", "cleaning")),
        (C("单位自", "unit"), C("绿化/保洁", "greening,cleaning")),
        (C("国企", why="choice"), C("保洁、代驾", why="choice")),
        (C("无", ""), C("", "")),
        (C("unit", "unit"), C("秩序维护；绿化", "guarding,greening")),
    ):
        drawn.record({"uscc": "91410104MA44UR7J3X", "name": "某某物业有限公司", "kind": kind, "services": services})
    return drawn


def codes() -> Paper:
    columns = (Col("uscc", "统一社会信用代码"), Col("name", "企业名称"), Col("phone", "联系电话"))
    drawn = Paper("企业", FIRMS, columns).head()
    for uscc, phone in (
        (C("91410104MA44UR7J3X", "91410104MA44UR7J3X"), C(13803710001, "13803710001")),
        (C("91410104ma44ur7j3x", "91410104MA44UR7J3X"), C("0371-66666666", "0371-66666666")),
        (C("９１４１０１０４ＭＡ４４ＵＲ７Ｊ３Ｘ", "91410104MA44UR7J3X"), C("138 0371 0001", "13803710001")),
        (C("9141 0104 MA44 UR7J 3X", "91410104MA44UR7J3X"), C("13803710001.0", "13803710001")),
        (C("9.14101E+17", why="shortened"), C("无", "")),
        (C(914101040000000000.0, why="digits lost"), C("037166666666", "037166666666")),
        (C("914101040000000001", "914101040000000001"), C(12.5, why="no code")),
    ):
        drawn.record({"uscc": uscc, "name": "某某物业有限公司", "phone": phone})
    return drawn


def texts() -> Paper:
    return cells(
        "remark",
        "备注",
        [
            C("  已改造  ", "已改造"),
            C("'=1+1", "=1+1"),
            C("'-", ""),
            C("第一行\n第二行", "第一行\n第二行"),
            C("Ａ区　３栋", "A区 3栋"),
            C("无", ""),
            C("暂无", ""),
            C(3, "3"),
            C(2.5, "2.5"),
            C("全角（括号）保留", "全角（括号）保留"),
            C("零\u200b宽", "零宽"),
        ],
    )


def errors() -> Paper:
    drawn = paper().head()
    for target, code in (
        ("area_m2", "#REF!"),
        ("households", "#N/A"),
        ("built_year", "#DIV/0!"),
        ("community", "#VALUE!"),
        ("name", "#NAME?"),
    ):
        drawn.record(PLACES[0], **{target: C(code, why="error")})
    return drawn


def formulas_without_results() -> Paper:
    drawn = paper().head()
    drawn.record(PLACES[0], area_m2=C("=1000*2", why="unreckoned")).record(
        PLACES[1], households=C("=SUM(E2:E2)", why="unreckoned")
    )
    return drawn.record(PLACES[2])


def days_as_serials() -> Paper:
    columns = (*COLUMNS[:3], Col("valid_from", "登记日期", lambda text: (date.fromisoformat(text) - date(1899, 12, 30)).days))
    return Paper("台账", COURTYARDS, columns).head().records(PLACES)


WORDS: tuple[Callable[[], Paper], ...] = (
    days, periods, flags, names_of_people, words_of_lists, codes, texts, errors, formulas_without_results,
    days_as_serials,
)
