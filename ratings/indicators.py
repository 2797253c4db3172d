"""Figures about ratings and demonstration points (`domain.md` 5.2)."""

from functools import partial

from courtyards.choices import PARTS
from governance.indicators.definitions import Indicator, Measure, Population, Words
from ratings.choices import DemonstrationLevel

NAMES = ("示范街道", "示范社区", "示范小区")
LEVELS = tuple(f"level_{level}" for level in DemonstrationLevel.values)
_of_points = partial(
    Indicator, app="ratings", population="demonstrations", populations=("all", *LEVELS), owner="organisation",
)
_count = partial(
    _of_points, measure=Measure.COUNT, denominator=Words("无", "none"), why=Words("规模", "Shows the scale."),
)


def _level(level: str, label: Words) -> Population:
    return Population(
        "demonstrations", f"level_{level}", "ratings", label, family="level", bound=(("level", (level,)),), synonyms=(label.zh,)
    )


POPULATIONS = (
    Population("demonstrations", "all", "ratings", Words("全部", "all"), register="demonstrations", counted_in=("个",)),
    _level(DemonstrationLevel.STREET, Words("示范街道", "demonstration streets")),
    _level(DemonstrationLevel.COMMUNITY, Words("示范社区", "demonstration communities")),
    _level(DemonstrationLevel.COURTYARD, Words("示范小区", "demonstration courtyards")),
)
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
    _of_points(
        key="demonstration_completion", code="I15", closed_by="demonstration-moves",
        label=Words("示范创建完成率", "Demonstrations designated"),
        why=Words("创建要见实效", "What is begun is to be finished."),
        synonyms=("示范创建完成率", "创建完成率"), kin="demonstration",
        numerator=Words("当日已命名的示范点", "demonstration points that are designated on the day"),
        denominator=Words("当日创建范围内的示范点（含已命名，不含已撤销）",
                          "points in the scope of creation on the day, the designated among them, the withdrawn not"),
    ),
    _count(
        key="demonstration_count", label=Words("示范创建数", "Demonstrations in creation"),
        synonyms=("开展创建",), nouns=("示范点",), counted_in=("个",), kin="demonstration",
        numerator=Words("当日创建范围内的示范点（含已命名，不含已撤销）",
                        "points in the scope of creation on the day, the designated among them, the withdrawn not"),
    ),
    _of_points(
        key="designated_demonstration_count", label=Words("已命名示范点数", "Designated demonstrations"),
        measure=Measure.COUNT, denominator=Words("无", "none"), why=Words("成效", "Shows what came of it."),
        synonyms=("已创建",), nouns=tuple(f"{kind}{level}" for level in NAMES for kind in ("", "红色物业")),
        kin="demonstration", counted_in=("个",),
        numerator=Words("当日已命名的示范点", "demonstration points that are designated on the day"),
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
