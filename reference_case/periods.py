"""The reports of the case's years and quarters, handed in by one person and approved by another, and so sealed.

What is sealed is what the case says of the last day of each period. The moment of knowledge is when the case is loaded:
before it nothing was known here, and no seal pretends otherwise.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from governance.audit.services import change
from governance.common.periods import Period, day_of
from governance.divisions.models import Street
from governance.people.models import User
from governance.seals import services
from governance.seals.models import PeriodReport
from governance.tenancy import scope

# The years and quarters over which the figures move: from the roster to the publication.
PERIODS = tuple(map(Period.parse, ("2019", "2020", "2021", "2021Q1", "2021Q2", "2021Q3", "2021Q4", "2022Q1", "2022Q2")))
# One street's report went all the way, another's came back, so that a board has something to say.
OF_STREETS = Period.parse("2022Q2")
APPROVED, GIVEN_BACK = "410104001", "410104007"
REASON = "导入参照案例"


def seal(*, district: int, now: datetime) -> int:
    """Seals the periods of the district; how many seals it made. One transaction for each."""
    made = 0
    people = dict(_people(district))
    made += _up_the_tree(district, APPROVED, people, now)
    for period in PERIODS:
        with _acting(district, people["governance"]):
            report = _opened(district, None, period, people["governance"], now)
            services.submit(report=report, comment="", by=people["governance"], now=now)
            services.approve(report=report, by=people["leader"], now=now)
            _in_time(report, people["governance"])
            made += 1
    with _acting(district, people["clerk-longhaimalu"]):
        street = _street(district, GIVEN_BACK)
        report = _opened(district, street, OF_STREETS, people["clerk-longhaimalu"], now)
        services.submit(report=report, comment="", by=people["clerk-longhaimalu"], now=now)
        services.give_back(
            report=report, comment="志愿服务组织登记未更新，请核对后重新上报。", by=people["governance"], now=now
        )
    return made


def _up_the_tree(district: int, code: str, people: dict[str, User], now: datetime) -> int:
    """A street's report: its clerk, its reviewer, the district's governance office."""
    with _acting(district, people["governance"]):
        report = _opened(district, _street(district, code), OF_STREETS, people["clerk-beixiajie"], now)
        services.submit(report=report, comment="", by=people["clerk-beixiajie"], now=now)
        services.endorse(report=report, by=people["reviewer-beixiajie"], now=now)
        services.approve(report=report, by=people["governance"], now=now)
        _in_time(report, people["governance"])
    return 1


def _opened(district: int, street: int | None, period: Period, by: User, now: datetime) -> PeriodReport:
    return services.open_report(
        district=district, street=street, period=period, by=by, reason=REASON, today=day_of(now)
    )


def _in_time(report: PeriodReport, by: User) -> None:
    """In the story of the case the reports were handed in and approved when they were due."""
    with change(district=report.district_id, by=by, reason=REASON, street=report.street_id):
        PeriodReport.objects.filter(pk=report.pk).update(handed_in_on=report.due_on, approved_on=report.due_on)


def _street(district: int, code: str) -> int:
    return Street.objects.values_list("pk", flat=True).get(district_id=district, code=code)


def _acting(district: int, by: User) -> Any:
    return scope.enter(scope.Scope(districts=(district,), actor=by.pk))


def _people(district: int) -> Iterator[tuple[str, User]]:
    for username in ("governance", "leader", "clerk-beixiajie", "reviewer-beixiajie", "clerk-longhaimalu"):
        with scope.enter(scope.Scope(signing_in=username)):
            yield username, User.objects.get(username=username)
