"""The reports of the case's years and quarters, handed in by one person and approved by another, and so sealed.

In the story they were handed in and approved on the day on which they were due. What is sealed is what the case says of
the last day of each period; the moment of knowledge is when the case is loaded, for before it nothing was known here,
and no seal pretends otherwise.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time

from governance.common.periods import SHANGHAI, Period
from governance.divisions.models import Street
from governance.people.models import User
from governance.people.services import service_account
from governance.seals import services
from governance.seals.models import PeriodReport
from governance.tenancy import scope

# The years and quarters over which the figures move: from the roster to the publication.
PERIODS = tuple(map(Period.parse, ("2019", "2020", "2021", "2021Q1", "2021Q2", "2021Q3", "2021Q4", "2022Q1", "2022Q2")))
# One street's report went all the way, another's came back, so that a board has something to say.
OF_STREETS = Period.parse("2022Q2")
APPROVED, GIVEN_BACK = "410104001", "410104007"
COMMENT = "志愿服务组织登记未更新，请核对后重新上报。"
HANDED_IN = time(10)


def seal(district: int) -> None:
    """Seals the periods of the district, one transaction each."""
    with _told(district, OF_STREETS, APPROVED) as (report, due):
        services.submit(report=report, comment="", by=_person("clerk-beixiajie"), now=due)
        services.endorse(report=report, by=_person("reviewer-beixiajie"), now=due)
        services.approve(report=report, by=_person("governance"), now=due)
    for period in PERIODS:
        with _told(district, period) as (report, due):
            services.submit(report=report, comment="", by=_person("governance"), now=due)
            services.approve(report=report, by=_person("leader"), now=due)
    with _told(district, OF_STREETS, GIVEN_BACK) as (report, due):
        services.submit(report=report, comment="", by=_person("clerk-longhaimalu"), now=due)
        services.give_back(report=report, comment=COMMENT, by=_person("governance"), now=due)


@contextmanager
def _told(district: int, period: Period, code: str = "") -> Iterator[tuple[PeriodReport, datetime]]:
    """The report of the district or of a street, and the moment on its due day when everything was done about it."""
    by = service_account()
    with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
        street = Street.objects.get(district_id=district, code=code).pk if code else None
        report = services.open_report(
            district=district, street=street, period=period, by=by, reason="导入参照案例", today=period.next().last
        )
        yield report, datetime.combine(report.due_on, HANDED_IN, SHANGHAI)


def _person(username: str) -> User:
    return User.objects.get(username=username)
