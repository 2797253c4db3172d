"""A small district of its own for ratings and subsidies: renovated three-no courtyards, a standard, a scheme."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from psycopg2.extras import DateRange

from courtyards.models import (
    Committee,
    Courtyard,
    Covenant,
    Renovation,
    ThreeNoBaseline,
)
from governance.audit.services import change
from governance.divisions.models import Community, Street
from governance.divisions.services import create_district
from governance.people.models import User
from governance.people.services import service_account
from governance.tenancy import scope
from governance.tenancy.models import District
from ratings import services as ratings
from ratings.models import RatingRound
from reference_case import scores
from subsidies import services as subsidies
from subsidies.models import Enrolment, SubsidyScheme

DISTRICT = 990301
NOW = datetime(2026, 1, 15, 8, tzinfo=UTC)
ACCEPTED = date(2020, 12, 20)
# Three whole subsidy years from January 2021 on.
FIRST_MONTH = date(2021, 1, 1)
FOR_EVER = DateRange(date(2019, 1, 1), None)


@dataclass(frozen=True)
class Ground:
    """What was laid: rows of one district, in one street."""

    district: int
    by: User
    courtyards: list[Courtyard]
    round: RatingRound
    scheme: SubsidyScheme

    def items(self) -> dict[str, Any]:
        return {item.code: item for item in self.round.standard.items.all()}

    def vetoes(self) -> dict[str, Any]:
        return {veto.code: veto for veto in self.round.standard.vetoes.all()}

    def enrol_all(self, first_month: date = FIRST_MONTH) -> list[Enrolment]:
        with change(district=self.district, by=self.by, reason="enrolled"):
            return Enrolment.objects.bulk_create(
                Enrolment(
                    district_id=self.district,
                    street_id=c.street_id,
                    courtyard=c,
                    scheme=self.scheme,
                    first_month=first_month,
                )
                for c in self.courtyards
            )

    def rate_all(self, occurrences: Sequence[dict[str, int]] = ()) -> None:
        """Every courtyard is in the round's scope; `occurrences` by item for the first ones; then computed."""
        with change(district=self.district, by=self.by, reason="rated"):
            ratings.enter_courtyards(round=self.round, courtyards=self.courtyards, by=self.by, reason="in scope")
            items = self.items()
            for courtyard, found in zip(self.courtyards, occurrences, strict=False):
                for code, number in found.items():
                    ratings.record_finding(
                        round=self.round,
                        courtyard=courtyard,
                        item=items[code],
                        found=number,
                        by=self.by,
                        reason="found",
                    )
        ratings.compute_round(round=self.round, by=self.by, now=NOW)

    def set_area(self, courtyard: Courtyard, area: str | None) -> None:
        with change(district=self.district, by=self.by, reason="measured again"):
            courtyard.area_m2 = None if area is None else Decimal(area)
            courtyard.save(update_fields=["area_m2"])


@contextmanager
def standing(district: int = DISTRICT) -> Iterator[User]:
    """The scope of the district as the service account, without anything laid."""
    by = service_account()
    with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
        yield by


def lay(by: User, *, areas: Sequence[str | None] = ("1000.00",), district: int = DISTRICT) -> Ground:
    """Lays the ground in the caller's scope: a courtyard per area."""
    if not District.objects.filter(pk=district).exists():
        create_district(district=district, name="试验区", by=by, reason="laid")
    with change(district=district, by=by, reason="laid"):
        street = Street.objects.create(district_id=district, code=f"{district}001", name="试验街道")
        # The scope named the streets that there were when it was entered.
        scope.write(scope.Scope(districts=(district,), actor=by.pk).settings())
        community = Community.objects.create(district_id=district, street=street, code=f"{street.code}001", name="试验社区")
        courtyards = Courtyard.objects.bulk_create(
            Courtyard(
                district_id=district,
                street=street,
                community=community,
                code=f"{street.code}-{number:04d}",
                name=f"{number}号院",
                name_pinyin=f"{number:06d}",
                valid=FOR_EVER,
                area_m2=None if area is None else Decimal(area),
            )
            for number, area in enumerate(areas, start=1)
        )
        at = [{"district_id": district, "street": street, "courtyard": c} for c in courtyards]
        ThreeNoBaseline.objects.bulk_create(ThreeNoBaseline(**row, on=date(2019, 12, 31), source="名册") for row in at)
        Renovation.objects.bulk_create(Renovation(**row, project="改造", accepted_on=ACCEPTED) for row in at)
        Committee.objects.bulk_create(Committee(**row, kind="self_management", name="自管会", valid=FOR_EVER) for row in at)
        Covenant.objects.bulk_create(Covenant(**row, number=1, title="规约", valid=FOR_EVER) for row in at)
        standard = ratings.load_standard(district=district, data=scores.standard(), by=by, reason="released")
        scheme = subsidies.load_scheme(district=district, data=scores.scheme(), by=by, reason="released")
        round_ = ratings.open_round(
            standard=standard, year=2021, applies=(date(2021, 1, 1), date(2024, 1, 1)), by=by, reason="opened"
        )
    return Ground(district, by, courtyards, round_, scheme)


def second_street(laid: Ground) -> Courtyard:
    """A courtyard in another street of the district."""
    with change(district=laid.district, by=laid.by, reason="laid"):
        street = Street.objects.create(district_id=laid.district, code=f"{laid.district}002", name="邻街道")
        scope.write(scope.Scope(districts=(laid.district,), actor=laid.by.pk).settings())
        community = Community.objects.create(district_id=laid.district, street=street, code=f"{street.code}001", name="邻社区")
        return Courtyard.objects.create(
            district_id=laid.district, street=street, community=community, code=f"{street.code}-0001", name="邻院",
            name_pinyin="linyuan", valid=FOR_EVER, area_m2=Decimal("500.00"),
        )
