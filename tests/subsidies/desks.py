"""A small district with the people of an application: a clerk and a reviewer of its street, the housing centre, finance."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from governance.calendar import national
from governance.calendar import services as calendar
from governance.common.periods import Month
from governance.people.models import User
from governance.people.services import create_user
from governance.tenancy import scope
from subsidies.choices_applications import Applicant
from subsidies.models import Application, ApplicationPublicity
from subsidies.rules.applications import Deed
from subsidies.services import applications as services
from tests.subsidies import ground

# A Monday; Qingming is off on 4 April 2022, so the seventh working day after it is the 25th of March.
ON = date(2022, 3, 14)
SHOWN, LAST, AFTER = date(2022, 3, 16), date(2022, 3, 25), date(2022, 3, 28)
NOW = datetime(2022, 3, 28, 2, tzinfo=UTC)
MAY = Month(2022, 5)
PDF = b"%PDF-1.4 sealed"
FORWARD = (("clerk", "入门"), ("clerk", "社区同意"), ("reviewer", ""), ("housing", ""), ("finance", ""))


@dataclass
class Desks:
    """The ground and its people; a deed is done by name."""

    laid: ground.Ground
    people: dict[str, User]

    @contextmanager
    def at(self, who: str) -> Iterator[User]:
        """The scope in which the person works."""
        street = (self.laid.courtyards[0].street_id,) if who in ("clerk", "clerk2", "reviewer") else None
        with scope.enter(scope.Scope(districts=(self.laid.district,), streets=street, actor=self.people[who].pk)):
            yield self.people[who]

    def given(self, **said: Any) -> services.Given:
        told = {"applicant": Applicant.COMMITTEE, "scheme": self.laid.scheme, "first_month": MAY, "why": "电梯和门禁",
                "applied_on": ON}
        return services.Given(**told | said)

    def enter(self, number: int = 0, **said: Any) -> Application:
        with self.at("clerk") as by:
            return services.enter(
                courtyard=self.laid.courtyards[number], given=self.given(**said), on=ON, by=by, reason="窗口受理"
            )

    def complete(self, application: Application, who: str = "clerk") -> None:
        """Every material by the registers, and the rest by a file."""
        with self.at(who) as by:
            services.check_off_known(application=application, on=ON, by=by)
            for code in ("1", "2", "8"):
                services.check_off(application=application, code=code, on=ON, by=by, name="扫描.pdf", content=PDF)

    def act(self, application: Application, who: str, deed: Deed = Deed.HAND_ON, comment: str = "", on: date = ON) -> Application:
        with self.at(who):
            application.refresh_from_db(fields=["step"])
        return self.act_on_seen(application, who, deed, comment, on)

    def act_on_seen(
        self, application: Application, who: str, deed: Deed = Deed.HAND_ON, comment: str = "", on: date = ON
    ) -> Application:
        """The same on the application as it was seen before."""
        with self.at(who) as by:
            return services.act(application=application, deed=deed, on=on, by=by, comment=comment)

    def approved(self, number: int = 0) -> Application:
        """An application that all have passed and nobody has made public."""
        found = self.enter(number)
        self.complete(found)
        for who, comment in FORWARD:
            found = self.act(found, who, comment=comment)
        return found

    def publish(self, *applications: Application) -> ApplicationPublicity:
        with self.at("housing") as by:
            return services.publish(
                district=self.laid.district, applications=[one.pk for one in applications],
                notice=services.Notice("公示一号", "公告栏", 7), on=SHOWN, by=by,
            )

    def enrol(self, application: Application, who: str = "housing", on: date = AFTER) -> Application:
        with self.at(who) as by:
            return services.enrol_application(application=application, on=on, now=NOW, by=by, reason="公示无异议")


def open_desks(by: User, areas: tuple[str | None, ...] = ("1000.00", "2000.55")) -> Desks:
    """Lays it in the caller's scope."""
    laid = ground.lay(by, areas=areas)
    known = {2022} - set(national.years())
    for year in known:
        calendar.know_year(district=laid.district, year=year, document="试验", by=by, reason="试验")
    names = ("clerk", "clerk2", "reviewer", "housing", "housing2", "finance")
    return Desks(laid, {name: create_user(username=f"{name}-apply", name=f"{name}甲") for name in names})
