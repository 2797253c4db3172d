"""What forms can say of courtyards and firms out of the yearly ratings. Stars are computed; nobody types them."""

from governance.indicators.definitions import Words
from governance.reports.facts import Fact, Source, labels
from ratings.choices import Star

SOURCES = (
    Source(
        "courtyards", "ratings", "star", Words("星级评定", "Rating"),
        facts=(
            Fact("star", Words("上年度星级", "Last star"), choices=labels(Star.choices), may_be_empty=True,
                 synonyms=("星级", "物业星级", "评定星级")),
            Fact("star_year", Words("星级评定年度", "Year of the star"), look="plain", may_be_empty=True),
        ),
    ),
    Source(
        "firms", "ratings", "firm_stars", Words("星级评定", "Rating"),
        facts=(
            Fact("average_star", Words("在管楼院平均星级", "Average star of its courtyards"), look="plain", may_be_empty=True,
                 synonyms=("星级", "物业星级")),
            Fact("rated_courtyards", Words("已评星楼院数", "Rated courtyards"), look="count", may_be_empty=True),
        ),
    ),
)
