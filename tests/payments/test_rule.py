"""The way of a batch by the rule alone: every deed from every step, and never one person with two hands."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidies.rules.payments import (
    HANDS,
    WAY,
    Actor,
    Deed,
    DeedRefused,
    Fault,
    Hand,
    Rung,
    Standing,
    Step,
    after,
    needed,
    role_for,
)

ROLES = ("housing", "finance", "leader")
ALL = frozenset(ROLES)


@pytest.mark.parametrize(("step", "deed"), list(product(Step, Deed)))
def test_only_what_the_table_says_is_possible(step, deed):
    standing = Standing(step, ("housing",), publicity_is_over=True, waiting=1)
    if (step, deed) in WAY:
        assert after(standing, deed, Actor(1, ALL), "why") in (WAY[step, deed], Step.SENT)
    else:
        with pytest.raises(DeedRefused) as refused:
            after(standing, deed, Actor(1, ALL), "why")
        assert refused.value.fault is Fault.NOT_FROM_HERE


@given(st.lists(st.tuples(st.sampled_from(list(Deed)), st.integers(1, 4)), max_size=60))
def test_in_no_history_has_a_person_two_hands(tried):
    """Whoever tries what: of the deeds that the rule lets pass, each person's are all of one hand."""
    step, hands, endorsed, roles = Step.PREPARED, {hand: set() for hand in Hand}, [], ("housing", "leader")
    hands[Hand.ENTERS].add(1)
    for deed, person in tried:
        standing = Standing(
            step, roles, tuple(endorsed), frozenset(hands[Hand.ENTERS]), frozenset(hands[Hand.APPROVES]),
            frozenset(hands[Hand.PAYS]), publicity_is_over=True, waiting=0 if deed is Deed.RECORD else 1,
        )
        try:
            step = after(standing, deed, Actor(person, ALL), "why")
        except DeedRefused:
            continue
        hands[HANDS[deed]].add(person)
        endorsed = [] if deed is Deed.SUBMIT else [*endorsed, person] if deed is Deed.ENDORSE else endorsed
    assert not hands[Hand.ENTERS] & hands[Hand.APPROVES]
    assert not hands[Hand.APPROVES] & hands[Hand.PAYS]
    assert not hands[Hand.ENTERS] & hands[Hand.PAYS]
    assert len(set(endorsed)) == len(endorsed)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.lists(st.integers(1, 10**9), unique=True, max_size=4))
def test_a_greater_amount_never_needs_fewer(one, other, bounds):
    rungs = [Rung(0, "housing"), *(Rung(bound, "leader") for bound in sorted(bounds))]
    less, more = sorted((one, other))
    assert len(needed(rungs, less)) <= len(needed(rungs, more))
    assert needed(rungs, 0) == ("housing",)


def test_an_amount_at_a_bound_does_not_lie_above_it():
    rungs = [Rung(0, "housing"), Rung(100, "finance"), Rung(200, "leader")]
    assert [needed(rungs, fen) for fen in (100, 101, 200, 201)] == [
        ("housing",), ("housing", "finance"), ("housing", "finance"), ROLES,
    ]


def test_the_last_word_has_the_last_rung():
    standing = Standing(Step.PUBLISHED, ROLES, endorsed=(2, 3, 4))
    assert role_for(standing, Deed.APPROVE) == "leader"
    assert role_for(Standing(Step.REVIEW, ROLES, endorsed=(2,)), Deed.ENDORSE) == "finance"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"publicity_is_over": False}, Fault.STILL_PUBLIC), ({"amount_fen": 101}, Fault.BEYOND_FUND),
        ({"going": 0}, Fault.NOTHING_LEFT),
    ],
)
def test_what_keeps_the_last_word_back(said, fault):
    told = {"publicity_is_over": True, "amount_fen": 100, "free_fen": 100}
    assert after(Standing(Step.PUBLISHED, ("leader",), **told), Deed.APPROVE, Actor(9, ALL)) is Step.APPROVED
    with pytest.raises(DeedRefused) as refused:
        after(Standing(Step.PUBLISHED, ("leader",), **told | said), Deed.APPROVE, Actor(9, ALL))
    assert refused.value.fault is fault
