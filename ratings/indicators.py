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
)
