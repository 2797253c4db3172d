"""A district with a round that runs in steps: its clerk, and two people of the governance office."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from psycopg2.extras import DateRange

from governance.audit.services import change
from governance.people.models import User
from governance.tenancy import scope
from governance.units.models import Unit
from property_firms.models import Firm, ServiceContract
from ratings import services as ratings
from ratings.choices import Objector
from ratings.models import (
    Objection,
    PublicityLine,
    RatingEntry,
)
from ratings.rounds import services
from ratings.rules.rounds import Deed, Step
from reference_case import scores
from tests.subsidies import ground

DAYS = {Step.SELF: 10, Step.OPINION: 5, Step.RATING: 15, Step.RECHECK: 10}
OPENED, ELIGIBLE = date(2025, 1, 6), date(2024, 12, 31)
SHOWN, LAST, AFTER = date(2025, 4, 1), date(2025, 4, 9), date(2025, 4, 10)
NOW = datetime(2025, 4, 1, 8, tzinfo=UTC)


@dataclass
class Office:
    """A district with a round of 2024, a clerk, and two people of the governance office."""

    laid: Any
    clerk: User
    ana: User
    bob: User
    round: Any = None

    @property
    def street(self) -> int:
        return self.laid.courtyards[0].street_id

    @contextmanager
    def as_clerk(self) -> Iterator[None]:
        with scope.enter(scope.Scope(districts=(ground.DISTRICT,), streets=(self.street,), actor=self.clerk.pk)):
            yield

    def entry(self, number: int = 0) -> RatingEntry:
        return RatingEntry.objects.select_related("round__standard").get(
            round=self.round, courtyard=self.laid.courtyards[number]
        )

    def every(self) -> list[int]:
        return list(RatingEntry.objects.filter(round=self.round).order_by("pk").values_list("pk", flat=True))

    def act(self, by: User, deed: Deed = Deed.HAND_ON, entries: list[int] | None = None, **said: Any) -> services.Done:
        listed = self.every() if entries is None else entries
        told = {"round": self.round, "entries": listed, "deed": deed, "on": OPENED, "by": by} | said
        if by is not self.clerk:
            return services.act(**told)
        with self.as_clerk():
            return services.act(**told, street=self.street)

    def to_recheck(self) -> None:
        for _step in range(3):
            assert not self.act(self.clerk).refused

    def published(self) -> list[PublicityLine]:
        self.to_recheck()
        assert not self.act(self.ana).refused
        services.open_publicity(
            round=self.round, street=None, on=SHOWN, place="公告栏", document="公示一号", by=self.ana, now=NOW
        )
        return list(PublicityLine.objects.filter(round=self.round).select_related("publicity", "round", "courtyard__community")
                    .order_by("courtyard_id"))

    def find(self, code: str, found: int, number: int = 0, by: User | None = None) -> None:
        item = self.round.standard.items.get(code=code)
        ratings.record_finding(
            round=self.round, courtyard=self.laid.courtyards[number], item=item, found=found, by=by or self.clerk, reason="查"
        )

    def lodge(self, line: PublicityLine, objector: Objector = Objector.COMMITTEE, on: date = LAST, **said: Any) -> Objection:
        told = services.Lodged(objector, on, "扣分有误", **said)
        return services.lodge(line=line, told=told, today=AFTER, by=self.ana, reason="异议登记")


def plan(laid, **said) -> services.Plan:
    told = {"standard": laid.round.standard, "year": 2024, "eligible_on": ELIGIBLE,
            "applies": (date(2024, 1, 1), date(2025, 1, 1)), "days": DAYS}
    return services.Plan(**told | said)


def serve(laid, number: int, since: date, until: date | None = None, firm: Firm | None = None) -> Firm:
    with change(district=laid.district, by=laid.by, reason="合同"):
        if firm is None:
            unit = Unit.objects.create(
                district_id=laid.district, kind="property_firm", name=f"物业{number}", name_pinyin="wuye", valid=ground.FOR_EVER,
                uscc=f"91410100MA00000{number:02d}X",
            )
            firm = Firm.objects.create(district_id=laid.district, unit=unit, kind="market")
        yard = laid.courtyards[number]
        ServiceContract.objects.create(
            district_id=laid.district, street_id=yard.street_id, courtyard=yard, firm=firm, valid=DateRange(since, until),
            started_on=since,
        )
    return firm


def standard(laid, version: int, **said):
    data = scores.standard() | {"version": version} | said
    return ratings.load_standard(district=laid.district, data=data, by=laid.by, reason="发布")


