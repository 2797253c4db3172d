"""What the case is held against: the five hundred per cents by mid-2022, with stages, and some goals of single streets.

The article names the hundred per cents; the stages, the streets' goals and the document are examples (示例).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from governance.divisions.models import Street
from governance.indicators import registry
from governance.targets.models import FigureTarget
from reference_case.inserting import since

FIVE = ("party_cover", "self_governance_coverage", "volunteer_cover", "branch_pairing", "cadre_assignment")
DOCUMENT = "示例：楼院治理目标任务分解表"
# (first day, due on, per cent): each stage ends where the next begins; the last one stays.
STAGES = (
    (date(2020, 4, 1), date(2020, 12, 31), "35"), (date(2021, 1, 1), date(2021, 12, 31), "75"),
    (date(2022, 1, 1), date(2022, 6, 30), "100"),
)
FINAL = (
    ("long_term_mode_coverage", "95", date(2022, 6, 30)), ("covenant_coverage", "98", date(2022, 6, 30)),
    ("firm_party_organisation", "30", date(2022, 12, 31)), ("firm_party_work", "95", date(2022, 6, 30)),
)
# Streets that went ahead of the district: (street, indicator, per cent, first day, due on).
AHEAD = (
    ("410104001", "self_governance_coverage", "85", date(2021, 1, 1), date(2021, 12, 31)),
    ("410104001", "long_term_mode_coverage", "100", date(2022, 1, 1), date(2022, 6, 30)),
    ("410104007", "long_term_mode_coverage", "98", date(2022, 1, 1), date(2022, 6, 30)),
    ("410104010", "covenant_coverage", "95", date(2022, 1, 1), date(2022, 12, 31)),
)


def targets(district: int, streets: dict[str, Street]) -> Iterator[FigureTarget]:
    """The rows, not written yet."""

    def one(key: str, value: str, first: date, due: date, last: date | None, street: str = "") -> FigureTarget:
        return FigureTarget(
            district_id=district, street=streets.get(street), indicator=key, population=registry.find(key).default,
            value=Decimal(value), due_on=due, document=DOCUMENT,
            valid=since(first, last + timedelta(days=1) if last else None),
        )

    for key in FIVE:
        for place, (first, due, value) in enumerate(STAGES):
            yield one(key, value, first, due, due if place < len(STAGES) - 1 else None)
    for key, value, due in FINAL:
        yield one(key, value, date(2021, 1, 1), due, None)
    for street, key, value, first, due in AHEAD:
        yield one(key, value, first, due, due if due < date(2022, 1, 1) else None, street)
