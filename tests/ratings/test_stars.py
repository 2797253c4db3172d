"""The rating rule: worked cases, bounds, and what must hold for every standard."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ratings.rules.stars import Item, Standard, rate

THRESHOLDS = {5: Decimal(90), 4: Decimal(80), 3: Decimal(70), 2: Decimal(65), 1: Decimal(60)}
STANDARD = Standard(
    items=(
        Item("A", Decimal("60"), Decimal("0.5")),
        Item("B", Decimal("40"), Decimal("2")),
        Item("P", Decimal("3"), Decimal("1"), is_bonus=True),
        Item("Q", Decimal("4"), Decimal("0.5"), is_bonus=True),
    ),
    thresholds=THRESHOLDS,
    bonus_cap=Decimal("5"),
    vetoes={"V0": 0, "V1": 1, "V3": 3},
)


@pytest.mark.parametrize(
    ("occurrences", "vetoes", "score", "star"),
    [
        ({}, [], "100", 5),
        ({"B": 5}, [], "90", 5),
        ({"B": 5, "A": 1}, [], "89.5", 4),
        ({"B": 10}, [], "80", 4),
        ({"B": 15}, [], "70", 3),
        ({"B": 17, "A": 2}, [], "65", 2),
        ({"B": 20}, [], "60", 1),
        ({"B": 20, "A": 1}, [], "59.5", 0),
        # Deductions end at the full mark.
        ({"B": 999}, [], "60", 1),
        ({"A": 999, "B": 999}, [], "0", 0),
        # A bonus ends at its item's full mark, the block at its cap.
        ({"B": 20, "P": 99}, [], "63", 1),
        ({"B": 20, "P": 3, "Q": 8}, [], "65", 2),
        ({"P": 3, "Q": 8}, [], "105", 5),
        # A veto caps the star, the lowest one counts, the score stays.
        ({}, ["V3"], "100", 3),
        ({}, ["V3", "V1"], "100", 1),
        ({}, ["V0"], "100", 0),
        ({"B": 20}, ["V3"], "60", 1),
    ],
)
def test_worked_cases(occurrences, vetoes, score, star):
    rating = rate(STANDARD, occurrences, vetoes)
    assert (rating.score, rating.star, rating.is_vetoed) == (Decimal(score), star, bool(vetoes))


@pytest.mark.parametrize(
    ("occurrences", "vetoes", "lacking"),
    [({"B": 5, "A": 1}, [], "0.5"), ({"B": 20, "A": 20}, [], "10"), ({}, [], None), ({"B": 10}, ["V1"], None)],
)
def test_what_the_next_star_would_need(occurrences, vetoes, lacking):
    needed = rate(STANDARD, occurrences, vetoes).to_next_star
    assert needed == (None if lacking is None else Decimal(lacking))


def test_marks_tell_what_was_deducted():
    marks = {mark.item.code: mark for mark in rate(STANDARD, {"A": 3, "Q": 2}).marks}
    assert (marks["A"].points, marks["A"].deducted) == (Decimal("58.5"), Decimal("1.5"))
    assert (marks["Q"].points, marks["Q"].deducted) == (Decimal("1.0"), 0)


counts = st.dictionaries(st.sampled_from("ABPQ"), st.integers(0, 200))


@given(counts, st.lists(st.sampled_from(["V0", "V1", "V3"]), unique=True))
def test_star_is_the_highest_bound_reached_and_no_veto_exceeded(occurrences, vetoes):
    rating = rate(STANDARD, occurrences, vetoes)
    assert 0 <= rating.score <= 105
    reached = [star for star, bound in THRESHOLDS.items() if bound <= rating.score]
    assert rating.star_by_score == max(reached, default=0)
    assert rating.star == min([rating.star_by_score, *(STANDARD.vetoes[code] for code in vetoes)])


@given(counts, st.sampled_from("AB"))
def test_one_more_fault_never_helps(occurrences, code):
    worse = {**occurrences, code: occurrences.get(code, 0) + 1}
    assert rate(STANDARD, worse).score <= rate(STANDARD, occurrences).score


@given(counts)
def test_the_needed_points_are_exactly_enough(occurrences):
    rating = rate(STANDARD, occurrences)
    if rating.to_next_star is not None:
        assert rating.score + rating.to_next_star in THRESHOLDS.values()
