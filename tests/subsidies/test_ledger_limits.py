"""What the database itself refuses in the ledger, whoever writes: the application's role with raw rows."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from governance.audit.services import change
from governance.common.periods import Month
from subsidies import services
from subsidies.models import Enrolment, EntitlementLine, SchemeReading
from tests.subsidies import ground


def line(laid, **values):
    courtyard = laid.courtyards[0]
    row = {
        "district_id": laid.district,
        "street_id": courtyard.street_id,
        "courtyard": courtyard,
        "enrolment": Enrolment.objects.get(courtyard=courtyard),
        "scheme": laid.scheme,
        "month": date(2021, 1, 1),
        "month_index": 1,
        "year_index": 1,
        "area_m2": Decimal("100.00"),
        "star": 5,
        "rate_yuan_per_m2_month": Decimal("0.30"),
        "outcome": "entitled",
        "entitled_fen": 3000,
        "amount_fen": 3000,
        "days": 31,
        "of_days": 31,
        "district_fen": 3000,
        "told": {},
    }
    row["paid_area_m2"] = values.get("area_m2", row["area_m2"])
    with transaction.atomic(), change(district=laid.district, by=laid.by, reason="raw"):
        return EntitlementLine.objects.create(reading=reading(laid), **row | values)


def reading(laid):
    return SchemeReading.objects.get_or_create(district_id=laid.district, scheme=laid.scheme, defaults={"content": {}})[0]


def test_a_right_line_is_taken(laid):
    assert line(laid).pk


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"rate_yuan_per_m2_month": Decimal("0.3001"), "entitled_fen": 3001, "amount_fen": 3001}, "within_the_ceiling"),
        (
            {"rate_yuan_per_m2_month": Decimal("-0.1"), "entitled_fen": -1000, "amount_fen": -1000},
            "within_the_ceiling|deducts_at_most_all",
        ),
        ({"month_index": 37, "year_index": 4}, "within_36_months"),
        ({"month_index": 0, "year_index": 0}, "within_36_months"),
        ({"month_index": 13}, "year_follows_month"),
        ({"entitled_fen": 3001, "amount_fen": 3001}, "is_area_times_rate"),
        ({"amount_fen": 2999}, "is_the_difference"),
        ({"earlier_fen": 1, "amount_fen": 2999}, "is_the_difference"),
        ({"month": date(2021, 1, 2)}, "is_of_a_whole_month"),
        ({"area_m2": Decimal(0), "entitled_fen": 0, "amount_fen": 0}, "pays_only_a_star_and_an_area"),
        ({"star": None}, "pays_only_a_star_and_an_area"),
        ({"days": 30}, "is_area_times_rate"),
        ({"days": 32, "of_days": 32}, "of_a_part_of_a_month"),
        ({"paid_area_m2": Decimal("100.01"), "area_m2": Decimal("100.00")}, "of_a_part_of_a_month|is_area_times_rate"),
        ({"deducted_fen": 1}, "is_area_times_rate"),
        ({"deducted_fen": 3001, "entitled_fen": -1, "amount_fen": -1}, "deducts_at_most_all"),
        ({"unit_fen": 7}, "is_area_times_rate"),
        ({"outcome": "no_star"}, "pays_only_a_star_and_an_area"),
    ],
)
def test_a_line_outside_the_policy_is_refused(laid, values, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        line(laid, **values)


def test_half_a_fen_is_rounded_as_the_rule_does(laid):
    # 0.05 ㎡ × 0.30 = 1.5 fen.
    assert line(laid, area_m2=Decimal("0.05"), entitled_fen=2, amount_fen=2).pk


def test_a_month_has_one_line_per_courtyard_and_sequence(laid):
    line(laid)
    with pytest.raises(IntegrityError, match="line_once_a_month"):
        line(laid)
    with pytest.raises(IntegrityError, match="line_once_an_index"):
        line(laid, month=date(2021, 2, 1))


def test_a_line_needs_a_person_and_a_reason(laid):
    with pytest.raises(IntegrityError, match="recorded_at"), transaction.atomic():
        EntitlementLine.objects.create(
            district_id=laid.district,
            street_id=laid.courtyards[0].street_id,
            courtyard=laid.courtyards[0],
            enrolment=Enrolment.objects.first(),
            scheme=laid.scheme,
            month=date(2021, 1, 1),
            month_index=1,
            year_index=1,
            area_m2=0,
            star=None,
            rate_yuan_per_m2_month=0,
            outcome="not_rated",
            entitled_fen=0,
            amount_fen=0,
            paid_area_m2=0,
            days=0,
            of_days=31,
            district_fen=0,
            reading_id=1,
            told={},
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE subsidies_entitlementline SET amount_fen = 0",
        "DELETE FROM subsidies_entitlementline",
    ],
)
def test_the_ledger_is_never_rewritten(laid, statement):
    services.compute_month(district=laid.district, month=Month(2021, 1), by=laid.by, now=ground.NOW)
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert refused.value.__cause__.pgcode == "YZ003"
