"""Reached or how much is missing: from the exact numbers, never from the rounded rate."""

from dataclasses import replace
from decimal import Decimal

import pytest

from governance.indicators import registry
from governance.indicators.definitions import Better
from governance.indicators.statistics import Cell, Division
from governance.targets.standing import Standing, State, against, whole


def cell(numerator, denominator, key="covenant_coverage", **changes):
    indicator = replace(registry.find(key), **changes)
    return Cell(indicator, indicator.default, Division("1", "Street"), numerator, denominator)


@pytest.mark.parametrize(
    ("numerator", "denominator", "goal", "expected"),
    [
        (967, 987, "98", Standing(State.MISSING, Decimal(98), 1)),
        (968, 987, "98", Standing(State.REACHED, Decimal(98))),
        # 99.995 % is shown as 100.00 %, and one is missing all the same.
        (19999, 20000, "100", Standing(State.MISSING, Decimal(100), 1)),
        (0, 10, "0", Standing(State.REACHED, Decimal(0))),
        (0, 0, "98", Standing(State.NONE, Decimal(98))),
    ],
)
def test_a_rate_counts_whole_records(numerator, denominator, goal, expected):
    assert against(cell(numerator, denominator), Decimal(goal)) == expected


def test_a_number_of_records_and_money_have_their_own_steps():
    assert against(cell(1200, None, "building_head_count"), Decimal(1206)) == Standing(State.MISSING, Decimal(1206), Decimal(6))
    money = cell(Decimal("740.00"), Decimal("1000.00"), "fee_collection")
    assert against(money, Decimal("74.01")).missing == Decimal("0.10")
    assert against(money, Decimal("74.00")).state is State.REACHED


def test_a_figure_that_should_fall_is_held_from_above():
    falling = {"better": Better.LOWER}
    assert against(cell(3, 10, **falling), Decimal(30)).state is State.REACHED
    assert against(cell(5, 10, **falling), Decimal(30)) == Standing(State.MISSING, Decimal(30), 2)


def test_without_a_goal_nothing_stands_and_a_coverage_is_held_to_the_whole():
    assert against(cell(1, 2), None).state is State.NONE
    assert against(cell(1, 2, "three_no_share"), Decimal(50)).state is State.NONE
    assert whole(cell(1, 2)) == 100
    assert whole(cell(1, 2, "three_no_share")) is None
    assert whole(cell(1, 2, "fee_collection")) is None
    assert whole(cell(1, None, "building_head_count")) is None
