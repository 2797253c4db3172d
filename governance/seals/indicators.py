"""How complete the reports are, and how punctual: figures like all others, about the reports themselves."""

from governance.indicators.definitions import Indicator, Words

SUBJECT = Words("报告与封存", "Reports and seals")
_DUE = Words("近一年内到期的统计报告（月报、季报、年报）", "reports of months, quarters and years that fell due within a year")
INDICATORS = (
    Indicator(
        key="period_report_completeness", app="governance", register="period-reports",
        label=Words("统计报告完整率", "Completeness of reports"),
        why=Words("缺一份报告，全区数字就少一块依据", "Where a report is missing, the district's figures rest on less."),
        numerator=Words("其中截至当日已审定封存的报告", "those approved and sealed by the day"),
        denominator=_DUE,
    ),
    Indicator(
        key="period_report_timeliness", app="governance", register="period-reports",
        label=Words("统计报告及时率", "Timeliness of reports"),
        why=Words("迟到的数字帮不上当期决策", "A late figure helps no decision of its time."),
        numerator=Words("其中在期限之内首次上报的报告", "those first handed in by the day on which they were due"),
        denominator=_DUE,
    ),
)
