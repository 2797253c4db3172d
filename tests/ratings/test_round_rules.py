"""The way of a courtyard through a round, as a table: every step, deed and person; the draw; the signatures of owners."""

import subprocess
from itertools import product
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings.rules.rounds import (
    WAY,
    Actor,
    Deed,
    DeedRefused,
    Fault,
    Standing,
    Step,
    after,
    draw,
    signatures_needed,
    unfinished,
)

CLERK, ANA = Actor(1, of_district=False), Actor(2, of_district=True)


def fault(standing, deed, actor, comment="why"):
    try:
        after(standing, deed, actor, comment)
    except DeedRefused as refused:
        return refused.fault
    return None


@pytest.mark.parametrize(("step", "deed"), list(product(Step, Deed)))
def test_every_step_and_deed(step, deed):
    """Somebody can do exactly what the table names."""
    actor = CLERK if step in (Step.SELF, Step.OPINION, Step.RATING) else ANA
    if (step, deed) in WAY:
        assert after(Standing(step), deed, actor, "why") is WAY[step, deed]
    else:
        assert fault(Standing(step), deed, actor) is Fault.NOT_FROM_HERE


def test_the_whole_way_and_its_way_back():
    step = Step.SELF
    seen = [step]
    for actor in (CLERK, CLERK, CLERK, ANA):
        step = after(Standing(step), Deed.HAND_ON, actor)
        seen.append(step)
    assert seen == [Step.SELF, Step.OPINION, Step.RATING, Step.RECHECK, Step.PASSED]
    for expected in (Step.RECHECK, Step.RATING):
        step = after(Standing(step), Deed.GIVE_BACK, ANA, "mend it")
        assert step is expected


def test_it_is_given_back_with_a_comment_only():
    assert fault(Standing(Step.RECHECK), Deed.GIVE_BACK, ANA, "  ") is Fault.NO_COMMENT


@pytest.mark.parametrize(("by_district", "actor", "expected"), [
    (False, CLERK, None), (False, ANA, Fault.STREET_RATES), (True, CLERK, Fault.DISTRICT_RATES), (True, ANA, None),
])
def test_who_rates_first(by_district, actor, expected):
    assert fault(Standing(Step.RATING, by_district), Deed.HAND_ON, actor) is expected


@pytest.mark.parametrize("step", [Step.RECHECK, Step.PASSED, Step.PUBLISHED, Step.REINSPECTION])
def test_after_the_rating_a_street_no_longer_acts(step):
    for deed in Deed:
        if (step, deed) in WAY:
            assert fault(Standing(step), deed, CLERK) is Fault.DISTRICT_ALONE


@pytest.mark.parametrize(("step", "deed"), [
    (Step.RECHECK, Deed.HAND_ON), (Step.RECHECK, Deed.GIVE_BACK), (Step.REINSPECTION, Deed.CLOSE), (Step.PUBLISHED, Deed.ORDER),
])
def test_who_scored_does_not_look_again(step, deed):
    assert fault(Standing(step, scorers=frozenset({ANA.id})), deed, ANA) is Fault.SCORED_IT
    assert fault(Standing(step, scorers=frozenset({99})), deed, ANA) is None


def test_nobody_judges_their_own_courtyard():
    mine, of_district = Actor(1, of_district=False, own=True), Actor(2, of_district=True, own=True)
    assert fault(Standing(Step.RATING), Deed.HAND_ON, mine) is Fault.OWN_COURTYARD
    assert fault(Standing(Step.RECHECK), Deed.HAND_ON, of_district) is Fault.OWN_COURTYARD
    assert fault(Standing(Step.PUBLISHED), Deed.ORDER, of_district) is Fault.OWN_COURTYARD
    # A committee's own score and the community's word are written down by whoever brings them.
    assert fault(Standing(Step.SELF), Deed.HAND_ON, mine) is None
    # The list of a publicity is made over all at once.
    assert fault(Standing(Step.PASSED), Deed.PUBLISH, of_district) is None


def test_a_sample_is_drawn_before_it_is_looked_at():
    waiting = Standing(Step.RECHECK, waits_for_draw=True)
    assert fault(waiting, Deed.HAND_ON, ANA) is Fault.NOT_DRAWN_YET
    assert after(waiting, Deed.SPARE, ANA) is Step.PASSED
    assert after(waiting, Deed.GIVE_BACK, ANA, "mend it") is Step.RATING


codes = st.lists(st.text("0123456789-", min_size=1, max_size=12), unique=True, max_size=40)


@given(seed=st.text("0123456789abcdef", min_size=16, max_size=16), percent=st.integers(0, 99),
       by_street=st.dictionaries(st.sampled_from("ABC"), codes))
def test_the_draw_takes_its_share_of_every_street_and_is_repeatable(seed, percent, by_street):
    drawn = draw(seed, percent, by_street)
    assert drawn == draw(seed, percent, {street: reversed(listed) for street, listed in by_street.items()})
    for street, listed in by_street.items():
        alone = draw(seed, percent, {street: listed})
        assert len(alone) == ceil(len(listed) * percent / 100) and alone <= drawn
    assert drawn <= {code for listed in by_street.values() for code in listed}


def test_anybody_can_repeat_the_draw_with_the_tools_of_a_shell():
    listed = [f"410104001-{n:04d}" for n in range(20)]
    lines = "\n".join(f'printf "%s:%s" 0123456789abcdef {code} | sha256sum | sed "s/-/{code}/"' for code in listed)
    told = subprocess.run(["bash", "-c", f"({lines}) | sort | head -4"], capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in told.splitlines()} == draw("0123456789abcdef", 20, {"A": listed})


def test_another_seed_draws_others():
    listed = [str(n) for n in range(200)]
    assert draw("a", 20, {"A": listed}) != draw("b", 20, {"A": listed})


@given(st.integers(1, 5000))
def test_a_fifth_of_the_households_must_sign(households):
    needed = signatures_needed(households)
    assert needed * 100 >= households * 20 > (needed - 1) * 100


def test_how_many_are_not_at_the_end():
    assert unfinished(["published", "passed", "reinspection", "published"]) == 2
