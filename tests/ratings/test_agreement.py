"""How far two scorers agree: shares, differences, kappa."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings.rules.agreement import Pair, agreement

full = Decimal(10)
marks = st.decimals(0, 10, places=2)
pairs = st.lists(st.builds(Pair, marks, marks, st.just(full)), min_size=1, max_size=30)


def pair(first, second):
    return Pair(Decimal(first), Decimal(second), full)


def test_a_worked_case():
    """Cohen's own arithmetic: 20 both full, 15 both nothing, 5 and 10 apart: observed 0.7, by chance 0.5, kappa 0.4."""
    told = agreement([pair(10, 10)] * 20 + [pair(10, 0)] * 5 + [pair(0, 10)] * 10 + [pair(0, 0)] * 15)
    assert (told.items, told.agreed, told.share) == (50, 35, Decimal("70.00"))
    assert told.kappa == Decimal("0.40") and told.difference == Decimal("3.00")


def test_the_grade_counts_for_kappa_and_the_points_for_agreement():
    told = agreement([pair(9, 5), pair(0, 0), pair(10, 10)])
    assert told.agreed == 2 and told.kappa == Decimal("1.00") and told.difference == Decimal("1.33")


@pytest.mark.parametrize("told", [[], [pair(10, 10)] * 3])
def test_kappa_is_not_there_where_it_is_not_defined(told):
    assert agreement(told).kappa is None


def test_of_nothing_there_is_no_share():
    assert agreement([]).share is None and agreement([]).difference is None


@given(pairs)
def test_it_does_not_matter_who_is_first(found):
    assert agreement(found) == agreement([Pair(one.second, one.first, one.full) for one in found])


@given(pairs)
def test_who_agrees_with_themselves_agrees_wholly(found):
    told = agreement([Pair(one.first, one.first, one.full) for one in found])
    assert told.agreed == told.items and told.difference == 0 and told.kappa in (None, Decimal(1))


@given(pairs)
def test_kappa_lies_between_minus_one_and_one(found):
    told = agreement(found)
    assert told.kappa is None or -1 <= told.kappa <= 1
