"""The law of the surveys, without a database: samples, valid answers, intervals, and what may be told."""

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings.rules import surveys as rules

counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("households", "needed"), [(1000, 100), (501, 51), (400, 50), (50, 50), (30, 30), (0, 0), (None, 50)]
)
def test_the_greater_of_ten_percent_and_fifty_but_never_more_than_there_are(households, needed):
    assert rules.needed(households, Decimal("10.00"), 50) == needed


@given(st.integers(0, 3000), st.integers(0, 3000), st.text(max_size=8))
def test_a_draw_is_ascending_evenly_spread_and_the_same_again(dwellings, wanted, seed):
    drawn = rules.draw(dwellings, wanted, seed)
    assert drawn == rules.draw(dwellings, wanted, seed) == sorted(set(drawn))
    assert len(drawn) == min(dwellings, wanted)
    assert all(1 <= number <= dwellings for number in drawn)
    gaps = {after - before for before, after in zip(drawn, drawn[1:], strict=False)}
    assert not gaps or max(gaps) - min(gaps) <= 1


def test_another_seed_draws_others():
    assert len({tuple(rules.draw(900, 60, f"seed{n}")) for n in range(15)}) > 5


@pytest.mark.parametrize(
    ("steps", "straight_from", "valid"),
    [([4, None, 2], 0, True), ([None, 5, 5], 0, False), ([], 0, False), ([3, 3, 3], 0, True), ([3, 3, 3], 3, False),
     ([3, 3, None], 3, True), ([3, 3, 4], 3, True), ([3], 1, False)],
)
def test_an_answer_counts_when_its_overall_question_is_answered_and_it_is_no_straight_line(steps, straight_from, valid):
    assert rules.is_valid(steps, straight_from) is valid


# Wilson's interval by published tables (Newcombe 1998: 81/263 and 15/148 at 95 %), and the reference case.
@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, "25.53", "36.62"), (15, 148, "6.24", "16.05"), (0, 20, "0.00", "16.11"), (1, 29, "0.61", "17.18"),
     (360, 2000, "16.38", "19.74")],
)
def test_the_interval_is_wilson_s(part, whole, low, high):
    assert rules.interval(part, whole) == (Decimal(low), Decimal(high))


@given(counts)
def test_the_interval_holds_its_share_and_stays_within_the_scale(told):
    part, whole = told
    low, high = rules.interval(part, whole)
    assert 0 <= low <= rules.share(part, whole) <= high <= 100
    mirrored = rules.interval(whole - part, whole)
    assert abs(mirrored[0] - (100 - high)) <= Decimal("0.01") >= abs(mirrored[1] - (100 - low))


@given(counts, st.integers(2, 20))
def test_more_answers_of_the_same_share_narrow_the_interval(told, times):
    part, whole = told
    wide, narrow = rules.interval(part, whole), rules.interval(part * times, whole * times)
    assert narrow[1] - narrow[0] <= wide[1] - wide[0]


def test_nothing_has_neither_share_nor_interval_nor_score():
    assert rules.share(0, 0) is rules.interval(0, 0) is rules.score(0, 0) is None


@given(st.lists(st.integers(1, 5), min_size=1, max_size=60))
def test_the_score_is_the_mean_on_a_hundred(steps):
    score = rules.score(sum(steps), len(steps))
    assert 0 <= score <= 100
    exact = sum(Decimal(step - 1) * 25 for step in steps) / len(steps)
    assert abs(score - exact) <= Decimal("0.005")


def test_the_score_s_ends():
    assert [rules.score(step, 1) for step in range(1, 6)] == [Decimal(f"{n}.00") for n in (0, 25, 50, 75, 100)]


places = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 12)), max_size=25).map(
    lambda told: [rules.Place(number, street, valid) for number, (street, valid) in enumerate(told)]
)


@given(places)
def test_every_told_group_has_no_answer_or_enough(places):
    told = rules.publish(places)
    assert set(told) == {place.courtyard for place in places}
    groups = defaultdict(int)
    for place in places:
        where = told[place.courtyard]
        key = {"courtyard": place.courtyard, "street": f"street {place.street}", "district": "district"}.get(where)
        if key is not None:
            groups[key] += place.valid
        else:
            assert place.valid < rules.FEWEST_TOLD
    assert all(valid == 0 or valid >= rules.FEWEST_TOLD for valid in groups.values())


@given(places)
def test_nothing_is_hidden_without_need(places):
    told = rules.publish(places)
    if all(place.valid == 0 or place.valid >= rules.FEWEST_TOLD for place in places):
        assert set(told.values()) <= {"courtyard"}
    if sum(place.valid for place in places) >= 2 * rules.FEWEST_TOLD and len({p.street for p in places}) == 1:
        assert "nowhere" not in told.values()


def test_a_small_courtyard_takes_a_neighbour_along_so_that_no_subtraction_gives_it_away():
    told = rules.publish([rules.Place(1, 1, 3), rules.Place(2, 1, 9), rules.Place(3, 1, 7)])
    assert told == {1: "street", 3: "street", 2: "courtyard"}
