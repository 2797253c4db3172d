"""Figures about ratings (`domain.md` 5.2)."""

from courtyards.choices import PARTS
from governance.indicators.definitions import Indicator, Words

SUBJECT = Words("星级评定", "Ratings")
INDICATORS = (
    Indicator(
        key="rating_coverage", app="ratings", code="I17", placed="courtyards",
        populations=PARTS, owner="governance",
        label=Words("星级评定覆盖率", "Rating coverage"),
        synonyms=("星级评定覆盖", "评定覆盖"),
        why=Words("应评尽评", "All in scope are rated."),
        numerator=Words("最近一轮已有评定结果的楼院", "courtyards with a result in the latest round"),
        denominator=Words("最近一轮评定范围内的楼院", "courtyards in scope of the latest round"),
    ),
    Indicator(
        key="survey_satisfaction", app="ratings", code="I20", owner="governance", register="courtyards",
        label=Words("调研满意率", "Satisfied in the survey"),
        synonyms=("满意度调研", "满意率", "居民满意率", "群众满意率", "选择“满意”的", "选择“满意”"),
        why=Words("治理得好不好，由居民说", "Whether a place is governed well, its residents say."),
        numerator=Words("其中总体评价为“满意”或“很满意”的答卷", "of these, satisfied or very satisfied overall"),
        denominator=Words("最近一次已结束的满意度调研的有效答卷", "valid answers of the latest closed satisfaction survey"),
    ),
)
