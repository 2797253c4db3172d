"""A month's ledger of a thousand courtyards by the service, against the bare INSERT … SELECT of the same lines; and of many
districts by two workers against one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from bench import database, province, timing
from governance.audit.services import change
from governance.common import sql
from governance.common.periods import Month
from governance.people.models import User
from governance.tenancy import scope
from subsidies.models import EntitlementLine
from subsidies.services import compute_month
from tests.subsidies import ground

COURTYARDS, REPETITIONS = 1000, 11
LIMIT = 2.0
FIRST = Month.of(ground.FIRST_MONTH)
# The code of the first of many districts.
PROVINCE = 981_001
COLUMNS = [
    "street_id", "courtyard_id", "enrolment_id", "scheme_id", "sequence", "month_index", "year_index", "area_m2", "paid_area_m2",
    "star", "score", "rate_yuan_per_m2_month", "outcome", "days", "of_days", "deducted_fen", "unit_fen", "entitled_fen",
    "earlier_fen", "amount_fen", "district_fen",
]


def prepare() -> User:
    """A district of its own, every courtyard renovated, rated and enrolled from January 2021 on; who acts there."""
    with ground.standing() as by:
        laid = ground.lay(by, areas=[str(Decimal("612.40") + number * Decimal("7.35")) for number in range(COURTYARDS)])
        laid.enrol_all()
        laid.rate_all()
        with change(district=ground.DISTRICT, by=by, reason="bench"), connection.cursor() as cursor:
            cursor.execute(sql.load("subsidies", "scheme_readings"), {"district": ground.DISTRICT, "first": FIRST.first})
    database.analyze(str(connection.settings_dict["NAME"]))
    return by


def measures(name: str, by: User) -> Iterator[timing.Measure]:
    """Each repetition is one committed transaction on a month of its own: even months ours, odd ones bare."""
    here = scope.Scope(districts=(ground.DISTRICT,), actor=by.pk)
    with scope.enter(here), change(district=ground.DISTRICT, by=by, reason="bench") as opened:
        settings = {
            **here.settings(), "change": str(opened.pk), "change_district": str(ground.DISTRICT),
            "change_at": opened.recorded_at.isoformat(),
        }
    months = [FIRST.plus(number) for number in range(2 * (REPETITIONS + 2))]
    even, odd = iter(months[::2]), iter(months[1::2])
    with database.bare(name) as connection:
        _demand_equal(here, by, connection, settings)

        def ours() -> None:
            with scope.enter(here):
                _compute(next(even), by)

        def bare() -> None:
            with connection, connection.cursor() as cursor:
                database.enter(cursor, settings)
                _insert(next(odd), cursor)

        spent = timing.interleaved({"ours": ours, "bare": bare}, REPETITIONS)
    title = f"ledger month of {COURTYARDS:,} courtyards, service against INSERT"
    yield timing.Measure(title, spent["ours"], LIMIT, spent["bare"])
    yield province.scaling(name, "ledger month", PROVINCE, _lay_district, _compute_district)


def _lay_district(by: User, district: int) -> None:
    laid = ground.lay(by, areas=["1000.00"] * province.EACH, district=district)
    laid.enrol_all()
    laid.rate_all()


def _compute_district(by: User, district: int, _laid: None) -> None:
    report = compute_month(district=district, month=FIRST, by=by, now=ground.NOW)
    if report.inserted != province.EACH:
        raise RuntimeError(f"{district}: {report}")


def _compute(month: Month, by: User) -> None:
    report = compute_month(district=ground.DISTRICT, month=month, by=by, now=ground.NOW)
    if report.inserted != COURTYARDS:
        raise RuntimeError(f"{month}: {report}")


def _insert(month: Month, cursor: Any) -> None:
    cursor.execute(database.statement("month"), {"district": ground.DISTRICT, "month": month.first})
    if cursor.rowcount != COURTYARDS:
        raise RuntimeError(f"{month}: {cursor.rowcount} lines")


def _demand_equal(here: scope.Scope, by: User, connection: Any, settings: database.Settings) -> None:
    """Both write the same lines of a month; rolled back."""
    month = FIRST.plus(13)
    with scope.enter(here):
        _compute(month, by)
        ours = list(EntitlementLine.objects.filter(month=month.first).order_by("courtyard_id").values_list(*COLUMNS))
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        database.enter(cursor, settings)
        _insert(month, cursor)
        cursor.execute(
            f"SELECT {', '.join(COLUMNS)} FROM subsidies_entitlementline WHERE month = %s ORDER BY courtyard_id",
            [month.first],
        )
        bare = cursor.fetchall()
    connection.rollback()
    if ours != bare:
        raise RuntimeError(f"The two ledgers differ, first in:\n{next(p for p in zip(ours, bare, strict=True) if p[0] != p[1])}")
