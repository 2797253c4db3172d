"""The way of a demonstration point as a rule: what may follow what, and what each step asks for."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings import checklists
from ratings.rules.demonstrations import (
    IN_SCOPE,
    NEXT,
    Fault,
    State,
    Step,
    StepRefused,
    demand_way,
    score,
    state_on,
)

PASS, START = Decimal(85), date(2021, 1, 1)
BEGUN = Step(State.CREATION, START)


def step(state, days, **said):
    given = {"score": Decimal(90)} if state is State.ASSESSED else {"ground": "复核不合格"} if state is State.WITHDRAWN else {}
    return Step(state, START + timedelta(days=days), **given | said)


def fault(*steps):
    with pytest.raises(StepRefused) as refused:
        demand_way([BEGUN, *steps], PASS)
    return refused.value.fault


FULL = [step(State.APPLIED, 10), step(State.ASSESSED, 20), step(State.DESIGNATED, 30), step(State.WITHDRAWN, 40)]


def test_the_whole_way_and_again_from_the_beginning():
    demand_way([BEGUN, *FULL, step(State.CREATION, 50), step(State.APPLIED, 60)], PASS)


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_only_what_is_next_may_follow(before, after):
    """Each pair of states, on the shortest way to the first of them."""
    ways = {State.CREATION: [], State.APPLIED: FULL[:1], State.ASSESSED: FULL[:2], State.DESIGNATED: FULL[:3],
            State.WITHDRAWN: FULL}
    way = [*ways[before], step(after, 90)]
    if after in NEXT[before]:
        demand_way([BEGUN, *way], PASS)
    else:
        assert fault(*way) is Fault.NOT_NEXT


def test_each_step_is_later_than_the_one_before():
    assert fault(step(State.APPLIED, 0)) is Fault.NOT_LATER
    assert fault(step(State.APPLIED, 10), step(State.ASSESSED, 10)) is Fault.NOT_LATER


def test_a_courtyard_without_a_party_organisation_may_not_apply():
    assert fault(step(State.APPLIED, 10, has_party=False)) is Fault.NO_PARTY
    demand_way([BEGUN, step(State.APPLIED, 10, has_party=True)], PASS)


def test_a_designation_needs_an_assessment_that_reached_the_mark():
    assert fault(FULL[0], step(State.ASSESSED, 20, score=None)) is Fault.NO_SCORE
    assert fault(step(State.APPLIED, 10, score=Decimal(1))) is Fault.SCORE_ELSEWHERE
    assert fault(FULL[0], step(State.ASSESSED, 20, score=Decimal("84.99")), FULL[2]) is Fault.TOO_LOW
    demand_way([BEGUN, FULL[0], step(State.ASSESSED, 20, score=PASS), FULL[2]], PASS)


def test_a_withdrawal_needs_a_ground():
    assert fault(*FULL[:3], step(State.WITHDRAWN, 40, ground=" ")) is Fault.NO_GROUND


@given(st.lists(st.integers(0, 2), max_size=8), st.integers(-5, 120))
def test_every_way_by_the_rule_has_a_state_on_each_day_since_it_began(turns, day):
    way = [BEGUN]
    for turn in turns:
        following = NEXT[way[-1].state]
        way.append(step(following[turn % len(following)], 10 * len(way)))
    demand_way(way, PASS)
    held = state_on(way, START + timedelta(days=day))
    assert held == (None if day < 0 else way[min(day // 10, len(way) - 1)].state)
    for before, after in pairwise(way):
        assert after.state is not State.DESIGNATED or before.state is State.ASSESSED
        assert before.state in IN_SCOPE or after.state is State.CREATION


def test_the_checklist_makes_a_hundred_points_and_says_it_is_an_example():
    checklist = checklists.current()
    assert sum(checklist.full_marks.values()) == 100 and "示例" in checklist.title
    leading = sum(item.full_mark for item in checklist.items if item.category == "党建引领")
    assert (leading, checklist.pass_mark) == (30, 85)


def test_a_score_is_the_sum_of_all_marks_within_their_bounds():
    full = {"A": Decimal(5), "B": Decimal(3)}
    assert score(full, {"A": Decimal("4.5"), "B": Decimal(0)}) == Decimal("4.5")
    one = Decimal(1)
    for marks in ({"A": one}, {"A": one, "B": one, "C": one}, {"A": Decimal("5.01"), "B": one}, {"A": -one, "B": one}):
        with pytest.raises(ValueError, match=r"A|B|C"):
            score(full, marks)
