"""Nuisances of figures, each alone: areas, money and counts as clerks put them into cells, and what must be refused."""

from collections.abc import Callable
from datetime import date

from tests.spreadsheets.corpus.layouts import COLUMNS, PLACES, number
from tests.spreadsheets.corpus.paper import C, Col, Paper
from tests.spreadsheets.corpus.registers import COURTYARDS, FEES


def cells(
    target: str, head: str, many: list[C], targets: tuple = COURTYARDS, beside: str = "name", beside_head: str = "楼院名称"
) -> Paper:
    """One column under scrutiny beside a name."""
    drawn = Paper("台账", targets, (Col("", "序号"), Col(beside, beside_head), Col(target, head))).head()
    for index, cell in enumerate(many):
        drawn.record({beside: f"航海路{index + 1}号院"}, **{target: cell})
    return drawn


def full_width() -> Paper:
    wide = {ord(sign): chr(ord(sign) + 0xFEE0) for sign in "0123456789.,"}
    columns = (
        Col("name", "楼院名称", lambda text: text.translate(wide)),
        Col("area_m2", "建筑面积", lambda text: text.translate(wide) + "㎡"),
        Col("households", "户数", lambda text: text.translate(wide) + "户"),
        Col("valid_from", "登记日期", lambda text: text.replace("-", "．")),
    )
    drawn = Paper("台账", COURTYARDS, columns).head().records(PLACES)
    return drawn.record(PLACES[0], area_m2=C("１２，３４５．６７㎡", "12345.67"), valid_from=C("２０２１．３．５", "2021-03-05"))


def areas() -> Paper:
    return cells(
        "area_m2",
        "建筑面积",
        [
            C("3521.6平方米", "3521.6"),
            C("3.2亩", "2133.33"),
            C("1亩", "666.67"),
            C("0.35万㎡", "3500"),
            C("1.2公顷", "12000"),
            C("12,345.67", "12345.67"),
            C(3521.6, "3521.6"),
            C(0.1 + 0.2, "0.3"),
            C("3521.6 ㎡", "3521.6"),
            C("约3500㎡", why="rough"),
            C("3500余平方米", why="rough"),
            C("3，5", why="comma"),
            C("三千多", why="rough"),
            C("3500-3600", why="not plain"),
            C("120元", why="unit"),
            C("-5", why="negative"),
            C("无", why="none or nought"),
            C("不详", ""),
            C("—", ""),
        ],
    )


def areas_in_mu() -> Paper:
    return cells(
        "area_m2",
        "占地面积（亩）".replace("占地", "建筑"),
        [C(3.2, "2133.33"), C("1.5", "1000"), C("3521㎡", "3521"), C(0.75, "500")],
    )


def areas_in_ten_thousands() -> Paper:
    return cells(
        "area_m2", "面积（万㎡）", [C(0.35216, "3521.6"), C(1.234567, "12345.67"), C("2", "20000"), C("980平方米", "980")]
    )


def money_in_yuan() -> Paper:
    drawn = Paper(
        "收费",
        FEES,
        (Col("courtyard", "楼院"), Col("period", "期间"), Col("receivable_fen", "应收（元）"), Col("received_fen", "实收（元）")),
    ).head()
    for raw, text, why in (
        ("12,345.67元", "12345.67", ""),
        (8000, "8000.00", ""),
        ("¥3,200", "3200.00", ""),
        ("（1,200.00）", "-1200.00", ""),
        (-35.5, "-35.50", ""),
        ("1.2万元", "12000.00", ""),
        ("3.5千元", "3500.00", ""),
        (0.1 + 0.7, "0.80", ""),
        ("人民币300元整", "300.00", ""),
        ("约3000", "", "rough"),
        ("1.2E+05", "", "shortened"),
        ("3000多", "", "rough"),
        ("-", "", ""),
        ("未收", "", "no figure"),
    ):
        drawn.record(
            {"courtyard": "航海路1号院", "period": C("2022年6月", "2022-06-01/2022-06-30")},
            receivable_fen=C(raw, text, why),
            received_fen=C(12.5, "12.50"),
        )
    return drawn


def money_in_ten_thousands() -> Paper:
    drawn = Paper(
        "收费", FEES, (Col("courtyard", "楼院"), Col("receivable_fen", "应收（万元）"), Col("received_fen", ("实收/万元")))
    ).head()
    for raw, text in ((1.2, "12000.00"), ("0.35", "3500.00"), ("12,000元", "12000.00"), (3.14159, "31415.90")):
        drawn.record({"courtyard": "航海路1号院"}, receivable_fen=C(raw, text), received_fen=C(1.5, "15000.00"))
    return drawn


def money_by_a_line_over_it() -> Paper:
    drawn = Paper(
        "收费",
        FEES,
        (
            Col("courtyard", "楼院名称"),
            Col("receivable_fen", "应收物业费"),
            Col("received_fen", "实收物业费"),
            Col("households_paid", "已缴户数"),
        ),
    )
    drawn.title("物业费收缴情况表").line({2: "金额单位：万元"}).head()
    return drawn.record(
        {
            "courtyard": "航海路1号院",
            "receivable_fen": C(1.5, "15000.00"),
            "received_fen": C(0.9, "9000.00"),
            "households_paid": C(80, "80"),
        }
    )


def counts() -> Paper:
    return cells(
        "households",
        "户数",
        [
            C("120户", "120"),
            C(86, "86"),
            C(24.0, "24"),
            C("1,024", "1024"),
            C("１２０", "120"),
            C("三十二户", "32"),
            C("0", "0"),
            C("约120户", why="rough"),
            C("120左右", why="rough"),
            C("50-60", why="not plain"),
            C(12.5, why="whole"),
            C("100+", why="rough"),
            C("-3", why="negative"),
            C("3栋5单元", why="not plain"),
            C("无", why="none or nought"),
            C("暂无", ""),
            C("/", ""),
            C("若干", why="rough"),
        ],
    )


def years() -> Paper:
    return cells(
        "built_year",
        "建成年代",
        [
            C("1987年", "1987"),
            C(1992, "1992"),
            C("1992", "1992"),
            C(date(1987, 5, 1), "1987"),
            C("1987.5", "1987"),
            C("一九八七年", "1987"),
            C("80年代", why="decade"),
            C("1980年代", why="decade"),
            C("87年", why="no year"),
            C("1987-1990", why="no year"),
            C("约1987年", why="no year"),
            C("不详", ""),
            C(87, why="no year"),
        ],
    )


def numbers_as_text() -> Paper:
    columns = (
        *COLUMNS[:3],
        Col("area_m2", "建筑面积(㎡)"),
        Col("households", "户数", lambda text: f" {text} "),
        Col("built_year", "建成年代"),
    )
    return Paper("台账", COURTYARDS, columns).head().records(PLACES)


def swapped_heads() -> Paper:
    """The head of the area stands over the households' words: the content contradicts it, and nobody takes it."""
    columns = (Col("name", "楼院名称"), Col("", "户数"), Col("area_m2", "面积", number))
    drawn = Paper("台账", COURTYARDS, columns).head()
    for place in PLACES:
        drawn.record(place, 户数="航海路与未来路交叉口")
    return drawn


FIGURES: tuple[Callable[[], Paper], ...] = (
    full_width, areas, areas_in_mu, areas_in_ten_thousands, money_in_yuan, money_in_ten_thousands,
    money_by_a_line_over_it, counts, years, numbers_as_text, swapped_heads,
)
