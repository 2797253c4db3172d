"""The laws of the subsidy over a hundred thousand invented months; asked for by `-m deep`."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from subsidies.choices import Outcome
from subsidies.rules.entitlement import CEILING, CEILING_MONTHS, STARS, Facts, entitle
from tests.subsidies import invented
from tests.support import tally

SCHEMES, MONTHS = 2_000, 50
CASES = {"made": 0, "paid": 0}
pytestmark = pytest.mark.deep


def place(random):
    """A place in a month, of which most are paid."""
    first = invented.MONTH.plus(random.choice((random.randint(-12, 0), random.randint(-40, 2))))
    receivable = None if random.random() < 0.1 else random.randint(1, 10_000_000)
    return Facts(
        month=invented.MONTH, first_month=first,
        area_m2=Decimal(random.choice((random.randint(1, 999), random.randint(1, 9_999_999)))) / 100,
        star=random.choice((None, 0, 1, 2, 3, 4, 5, 5, 5, 5)), is_vetoed=random.random() < 0.05,
        score=Decimal(random.randint(0, 12_000)) / 100,
        started_on=random.choice((None, first.first + timedelta(days=random.randint(0, 27)))),
        ended_on=random.choice((None, None, None, None, first.first + timedelta(days=random.randint(0, 1500)))),
        has_covenant=random.random() < 0.9, has_mode=random.random() < 0.9, receivable_fen=receivable,
        received_fen=None if receivable is None else random.choice((receivable, random.randint(0, receivable))),
        income_fen=random.choice((0, random.randint(0, 9_000_000))),
    )


@settings(max_examples=SCHEMES, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(terms=invented.terms(), seed=st.integers(0, 2**32))
def test_a_hundred_thousand_months_keep_every_law(terms, seed):
    random = Random(seed)
    cases = [place(random) for _turn in range(MONTHS)]
    paid = [entitle(terms, case) for case in cases]
    for case, given_ in zip(cases, paid, strict=True):
        CASES["made"] += 1
        if given_ is None:
            continue
        CASES["paid"] += given_.outcome == Outcome.ENTITLED
        _demand_limits(terms, case, given_)
        _demand_monotone(terms, case, given_, random)
        _demand_adjustments(terms, case, random)
    # Whatever the order, the whole is the sum of its parts.
    shuffled = random.sample(cases, len(cases))
    again = [entitle(terms, case) for case in shuffled]
    assert sum(one.entitled_fen for one in paid if one) == sum(one.entitled_fen for one in again if one)


def _demand_limits(terms, case, given_):
    assert 1 <= given_.month_index <= min(terms.months, CEILING_MONTHS)
    assert 0 <= given_.rate <= terms.cap <= CEILING
    # Half a fen is the most that rounding adds.
    assert given_.entitled_fen <= case.area_m2 * CEILING * 100 + Decimal("0.5")
    assert given_.area_m2 <= case.area_m2 and 0 <= given_.days <= given_.of_days
    assert 0 <= given_.district_fen <= given_.entitled_fen and given_.entitled_fen % terms.unit_fen == 0
    assert given_.outcome == Outcome.ENTITLED or given_.entitled_fen == given_.district_fen == 0


def _demand_monotone(terms, case, given_, random):
    """A larger area never gives less; nor do more stars, where the table pays more for more."""
    larger = entitle(terms, replace(case, area_m2=case.area_m2 + Decimal(random.randint(1, 100_000)) / 100))
    assert larger.entitled_fen >= given_.entitled_fen
    if terms.tiers == "star" and case.star and case.star < 5:
        rising = {
            (year, star): max(terms.rates[year, lower] for lower in STARS if lower <= star) for year, star in terms.rates
        }
        fair = replace(terms, rates=rising)
        assert entitle(fair, replace(case, star=case.star + 1)).entitled_fen >= entitle(fair, case).entitled_fen


def _demand_adjustments(terms, case, random):
    """Whatever is learned later, the lines of a month sum to what the month comes to by the last of it."""
    lines, known = [], case
    for _turn in range(random.randint(1, 4)):
        known = replace(
            known, area_m2=random.choice((known.area_m2, known.area_m2 + 1)), star=random.choice((known.star, None, 0, 3, 5))
        )
        lines.append(entitle(terms, known).entitled_fen - sum(lines))
    assert sum(lines) == entitle(terms, known).entitled_fen


def test_how_many_cases_there_were(record_property):
    told = f"subsidies: {CASES['made']:,} invented months held against every law, {CASES['paid']:,} of them paid"
    record_property(tally.LINE, told)
    assert CASES["made"] in (0, SCHEMES * MONTHS)
