"""Fee returns and visits as streets keep them, with their nuisances mixed."""

from tests.spreadsheets.corpus.paper import C, Col, Paper
from tests.spreadsheets.corpus.registers import FEES, VISITS

FEES_KEPT = (
    {
        "courtyard": "航海路1号院",
        "firm": "某某物业",
        "period": C("2022年第二季度", "2022-04-01/2022-06-30"),
        "rate": C("0.5元/㎡/月", "0.5"),
        "receivable_fen": C(1.58472, "15847.20"),
        "received_fen": C("1.2万元", "12000.00"),
        "households_liable": C(120, "120"),
        "households_paid": C("96户", "96"),
    },
    {
        "courtyard": "未来路6号院",
        "firm": "某某物业",
        "period": C("2022.4-2022.6", "2022-04-01/2022-06-30"),
        "rate": C(0.45, "0.45"),
        "receivable_fen": C("8,000元", "8000.00"),
        "received_fen": C("（200元）", "-200.00"),
        "households_liable": C("86", "86"),
        "households_paid": C("大部分", why="no figure"),
    },
    {
        "courtyard": "紫荆山路23号楼",
        "firm": C("同上", "某某物业"),
        "period": C("6月", why="year missing"),
        "rate": C("0.4左右", why="rough"),
        "receivable_fen": C("#REF!", why="error"),
        "received_fen": C("未统计", ""),
        "households_liable": C("—", ""),
        "households_paid": C(24.5, why="whole"),
    },
)


def fees() -> Paper:
    columns = (
        Col("", ("序号",)),
        Col("courtyard", ("楼院名称",)),
        Col("firm", ("物业企业",)),
        Col("period", ("收费期间",)),
        Col("rate", ("收费标准（元/㎡/月）",)),
        Col("receivable_fen", ("收费情况（万元）", "应收")),
        Col("received_fen", ("收费情况（万元）", "实收")),
        Col("", ("收费情况（万元）", "收费率(%)")),
        Col("households_liable", ("户数", "应缴户数")),
        Col("households_paid", ("户数", "已缴户数")),
    )
    drawn = Paper("二季度", FEES, columns).title("2022年第二季度物业费收缴报表").head()
    first = drawn.at
    drawn.record(FEES_KEPT[0])
    drawn.record(FEES_KEPT[1])
    drawn.merge_down("firm", first, first + 1)
    drawn.record(FEES_KEPT[2])
    return (
        drawn.total("本页合计", {5: 2.38}, at=1)
        .note("说明：收费率=实收/应收×100%")
        .line({0: "单位负责人：赵强", 5: "制表：王芳"}, "note")
    )


def visits() -> Paper:
    columns = (
        Col("", "序号"),
        Col("cadre", "干部姓名"),
        Col("", "单位"),
        Col("courtyard", "分包楼院"),
        Col("visited_on", "走访时间"),
        Col("households", "走访户数"),
        Col("problems", "问题数"),
        Col("solved", "解决数"),
        Col("summary", "主要内容"),
    )
    drawn = (
        Paper("走访", VISITS, columns)
        .title("科级干部分包楼院走访台账")
        .line({0: "填报单位：区住房保障中心", 7: "2022年6月"})
        .head()
    )
    for name, day, count, summary in (
        (C("王  芳", "王芳"), C("2022.6.3", "2022-06-03"), C(12, "12"), C("了解路灯损坏\n已报修", "了解路灯损坏\n已报修")),
        (C("〃", "王芳"), C(44726, "2022-06-14"), C("8户", "8"), C("无", "")),
        (C("王 芳", "王芳"), C("2022年6月31日", why="no such day"), C("十户", "10"), C("下水道堵塞", "下水道堵塞")),
        (C("李建国", "李建国"), C("6月5日", why="year missing"), C("十余户", why="rough"), C("'=增加照明", "=增加照明")),
    ):
        drawn.record(
            {
                "cadre": name,
                "courtyard": "航海路1号院",
                "visited_on": day,
                "households": count,
                "problems": C(1, "1"),
                "solved": C("0", "0"),
                "summary": summary,
            }
        )
    return drawn.blank().total("小计", {5: 30, 6: 4, 7: 0}, at=1).note("※走访户数按实际入户填写")


def paged_visits() -> Paper:
    columns = (
        Col("", "序号"),
        Col("cadre", "包联干部"),
        Col("courtyard", "走访楼院"),
        Col("visited_on", "走访日期"),
        Col("households", "户数"),
    )
    drawn = Paper("1", VISITS, columns)
    for page in range(3):
        drawn.title("走访登记表", merged=False).head()
        for line in range(3):
            drawn.record(
                {
                    "cadre": "王芳",
                    "courtyard": f"航海路{page * 3 + line + 1}号院",
                    "visited_on": C(f"2022/6/{line + 1}", f"2022-06-0{line + 1}"),
                    "households": C(f"{line + 5}户", f"{line + 5}"),
                }
            )
        drawn.total("本页小计", {4: "18"}).blank()
    return drawn


def monthly_fees() -> Paper:
    """A head whose columns under a month are called as those of another."""
    columns = (
        Col("courtyard", ("小区名称",)),
        Col("period", ("月份",)),
        Col("receivable_fen", ("金额（元）", "应收金额")),
        Col("received_fen", ("金额（元）", "实收金额")),
        Col("", ("金额（元）", "欠费")),
        Col("", ("备注",)),
    )
    drawn = Paper("月报", FEES, columns, top=2, left=2).title("物业费月报").head().under_head(["1", "2", "3", "4", "5=3-4", "6"])
    for period, text in ((C("2022年1月", "2022-01-01/2022-01-31"), "1200.00"), (C("202202", "2022-02-01/2022-02-28"), "900.00")):
        drawn.record(
            {
                "courtyard": "未来路6号院",
                "period": period,
                "receivable_fen": C(text, text),
                "received_fen": C(float(text) - 1, f"{float(text) - 1:.2f}"),
            }
        )
    return drawn.total("累计", {2: 2100}).note("注:欠费另行追缴")
