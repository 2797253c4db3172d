"""The subsidy rule: worked cases, the cap, the 36 months, and what must hold for every case."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.common.periods import Month
from subsidies.choices import Outcome
from subsidies.rules.entitlement import (
    Facts,
    RateAboveCap,
    RateMissing,
    Terms,
    demand_whole,
    entitle,
)

RATES = {(year, star): Decimal(star * 6 - year * 2 + 2).scaleb(-2) for year in (1, 2, 3) for star in (1, 2, 3, 4, 5)}
TERMS = Terms(rates=RATES)
START = Month(2021, 1)


def facts(**given):
    return Facts(**{"month": START, "first_month": START, "area_m2": Decimal("1000.00"), "star": 5} | given)


@pytest.mark.parametrize(
    ("area", "rate", "fen"),
    [
        ("1000.00", "0.30", 30_000),
        # domain.md 2.3: 12,345.67 ㎡ × 0.30 = 3,703.701 yuan a month.
        ("12345.67", "0.30", 370_370),
        # Half a fen goes up, less goes down.
        ("0.05", "0.30", 2),
        ("0.15", "0.10", 2),
        ("0.14", "0.10", 1),
        ("0.01", "0.30", 0),
        ("1.10", "0.0050", 1),
        ("9999999999.99", "0.30", 300_000_000_000),
        ("1000.00", "0", 0),
    ],
)
def test_area_times_rate_half_up_to_the_fen(area, rate, fen):
    result = entitle(Terms(rates={(1, 5): Decimal(rate)}), facts(area_m2=Decimal(area)))
    assert (result.entitled_fen, result.outcome) == (fen, Outcome.ENTITLED)


@pytest.mark.parametrize(
    ("month", "index", "year"),
    [
        (Month(2021, 1), 1, 1),
        (Month(2021, 12), 12, 1),
        (Month(2022, 1), 13, 2),
        (Month(2022, 12), 24, 2),
        (Month(2023, 1), 25, 3),
        (Month(2023, 12), 36, 3),
    ],
)
def test_months_and_years_count_from_the_first_month(month, index, year):
    result = entitle(TERMS, facts(month=month))
    assert (result.month_index, result.year_index, result.rate) == (index, year, RATES[year, 5])


@pytest.mark.parametrize("month", [Month(2020, 12), Month(2024, 1), Month(2030, 6)])
def test_nothing_before_the_first_month_or_after_the_36th(month):
    assert entitle(TERMS, facts(month=month)) is None


def test_a_scheme_may_be_shorter_but_never_longer_than_36_months():
    assert entitle(Terms(RATES, months=18), facts(month=Month(2022, 7))) is None
    assert entitle(Terms(RATES, months=48), facts(month=Month(2024, 1))) is None


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        ({"star": None}, Outcome.NOT_RATED),
        ({"star": 0}, Outcome.NO_STAR),
        ({"star": 0, "is_vetoed": True}, Outcome.VETOED),
        ({"area_m2": None}, Outcome.NO_AREA),
        ({"star": None, "area_m2": None}, Outcome.NOT_RATED),
        ({"ended_on": date(2021, 1, 31)}, Outcome.LEFT),
        ({"ended_on": date(2021, 1, 1), "star": None}, Outcome.LEFT),
    ],
)
def test_reasons_for_nothing(given, outcome):
    result = entitle(TERMS, facts(**given))
    assert (result.outcome, result.entitled_fen, result.rate) == (outcome, 0, 0)


def test_a_veto_that_leaves_a_star_is_paid_by_that_star():
    assert entitle(TERMS, facts(star=1, is_vetoed=True)).rate == RATES[1, 1]


def test_a_month_served_whole_is_paid_when_the_place_leaves_after_it():
    assert entitle(TERMS, facts(ended_on=date(2021, 2, 1))).outcome == Outcome.ENTITLED


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        (Terms(rates={(1, 5): Decimal("0.3001")}), RateAboveCap),
        (Terms(rates={(1, 5): Decimal("0.25")}, cap=Decimal("0.2499")), RateAboveCap),
        (Terms(rates=RATES, cap=Decimal("0.31")), RateAboveCap),
        (Terms(rates={(1, 5): Decimal("-0.01")}), RateAboveCap),
        (Terms(rates={(2, 5): Decimal("0.20")}), RateMissing),
        (Terms(rates={}), RateMissing),
    ],
)
def test_a_faulty_table_pays_nothing_but_refuses(terms, fault):
    with pytest.raises(fault):
        entitle(terms, facts())
    with pytest.raises((RateAboveCap, RateMissing)):
        demand_whole(terms)


def test_a_whole_table_has_a_rate_for_every_year_and_star():
    demand_whole(TERMS)
    demand_whole(Terms({key: rate for key, rate in RATES.items() if key[0] < 3}, months=24))
    with pytest.raises(RateMissing):
        demand_whole(Terms({key: rate for key, rate in RATES.items() if key[0] < 3}, months=25))


areas = st.one_of(st.none(), st.decimals("0.01", "9999999.99", places=2))
stars = st.one_of(st.none(), st.integers(0, 5))


@given(areas, stars, st.booleans(), st.integers(-3, 40))
def test_no_case_is_paid_above_the_ceiling(area, star, is_vetoed, offset):
    result = entitle(TERMS, facts(area_m2=area, star=star, is_vetoed=is_vetoed, month=START.plus(offset)))
    if not 0 <= offset < 36:
        assert result is None
        return
    assert result.year_index == offset // 12 + 1
    assert 0 <= result.rate <= Decimal("0.30")
    # At most the ceiling, and within half a fen of the exact product.
    exact = (area or Decimal(0)) * result.rate * 100
    assert abs(result.entitled_fen - exact) <= Decimal("0.5")
    if result.outcome != Outcome.ENTITLED:
        assert result.entitled_fen == 0
