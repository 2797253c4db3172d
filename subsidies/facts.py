"""What forms can say of a courtyard out of the subsidies."""

from governance.indicators.definitions import Words
from governance.reports.facts import Fact, Source

SOURCES = (
    Source(
        "courtyards", "subsidies", "year", Words("补贴", "Subsidy"),
        facts=(
            Fact("subsidy_year", Words("补贴年次", "Subsidy year"), look="plain", may_be_empty=True,
                 synonyms=("补贴年度", "第几年补贴")),
            Fact("subsidy_since", Words("纳入补贴月份", "Subsidised from"), look="day", may_be_empty=True),
        ),
    ),
)
