"""The rating rule: worked cases, bounds, and what must hold for every standard."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ratings.rules.standard import Bands, Category, Item, Kind, Standard
from ratings.rules.stars import MarkOutOfRange, points, ranks, rate, score
from tests.ratings.invented import sheets, standards

BOUNDS = {5: Decimal(90), 4: Decimal(80), 3: Decimal(70), 2: Decimal(65), 1: Decimal(60)}
STANDARD = Standard(
    categories=(Category("M"), Category("X", is_bonus=True)),
    items=(
        Item("A", "M", Kind.FAULTS, Decimal("60"), Decimal("0.5")),
        Item("B", "M", Kind.FAULTS, Decimal("40"), Decimal("2")),
        Item("P", "X", Kind.MERITS, Decimal("3"), Decimal("1")),
        Item("Q", "X", Kind.MERITS, Decimal("4"), Decimal("0.5")),
    ),
    bounds=BOUNDS,
    bonus_cap=Decimal("5"),
    vetoes={"V0": 0, "V1": 1, "V3": 3},
)
# 宝安: the owners' satisfaction 30 %, management 40 %, comprehensive 30 %, each of 100 points.
WEIGHTED = Standard(
    categories=(Category("S"), Category("M"), Category("C")),
    items=(
        Item("S1", "S", Kind.SHARE, Decimal("100"), source="survey"),
        Item("M1", "M", Kind.FAULTS, Decimal("100"), Decimal("2"), source="expert"),
        Item("C1", "C", Kind.SHORTFALL, Decimal("100"), Decimal("0.5"), Decimal("90"), source="street"),
    ),
    bounds={5: Decimal(91), 4: Decimal(86), 3: Decimal(81), 2: Decimal(71), 1: Decimal(60)},
    weights={"survey": Decimal(30), "expert": Decimal(40), "street": Decimal(30)},
)
# 福州: the first tenth, quarter, 85 and 97 of a hundred.
RANKED = replace(STANDARD, bands=Bands.RANK, bounds={5: Decimal(10), 4: Decimal(25), 3: Decimal(85), 2: Decimal(97)})


@pytest.mark.parametrize(
    ("found", "vetoes", "total", "star"),
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
        # Of two scorers the points are averaged: 60 and 58 of A.
        ({"A": (0, 4)}, [], "99", 5),
    ],
)
def test_worked_cases(found, vetoes, total, star):
    rating = rate(STANDARD, found, vetoes)
    assert (rating.score, rating.star, rating.is_vetoed) == (Decimal(total), star, bool(vetoes))


@pytest.mark.parametrize(
    ("found", "total", "star"),
    [
        ({"S1": Decimal("100"), "C1": Decimal("90")}, "100", 5),
        # 92.5 × 30 % + 90 × 40 % + 97.5 × 30 %.
        ({"S1": Decimal("92.5"), "M1": 5, "C1": Decimal("85")}, "93.00", 5),
        # 33.33 × 30 % is 9.999: the score is rounded once, at its end.
        ({"S1": Decimal("33.33"), "M1": 0, "C1": Decimal("100")}, "80.00", 2),
        # What nobody measured gives nothing; faults that nobody found deduct nothing.
        ({}, "40", 0),
    ],
)
def test_sources_are_weighted(found, total, star):
    rating = rate(WEIGHTED, found)
    assert (rating.score, rating.star) == (Decimal(total), star)


def test_what_was_not_measured_is_named():
    assert rate(WEIGHTED, {"C1": Decimal(90)}).missing == ("S1",)


def test_a_class_is_capped_within_its_category():
    standard = replace(
        STANDARD,
        categories=(Category("M"), Category("M1", parent="M", cap=Decimal(50)), Category("X", is_bonus=True)),
        items=(*(replace(item, category="M1") if item.code == "A" else item for item in STANDARD.items),),
    )
    rating = rate(standard, {})
    assert [(b.category.code, b.sum, b.points) for b in rating.blocks if not b.category.is_bonus] == [
        ("M1", Decimal(60), Decimal(50)), ("M", Decimal(90), Decimal(90)),
    ]
    assert rating.score == 90


@pytest.mark.parametrize(("better", "star"), [(0, 5), (9, 5), (10, 4), (24, 4), (25, 3), (84, 3), (85, 2), (96, 2), (97, 0)])
def test_a_star_by_rank_goes_by_the_share_of_better_ones(better, star):
    rating = rate(RANKED, {}, better=better, rated=100)
    assert (rating.star, rating.to_next_star, rating.better, rating.rated) == (star, None, better, 100)


def test_equal_scores_share_the_better_rank():
    assert ranks([Decimal(80), Decimal(90), Decimal(80), Decimal(70)]) == [1, 0, 1, 3]


@pytest.mark.parametrize(
    ("item", "value"),
    [(STANDARD.items[0], -1), (Item("G", "M", Kind.POINTS, Decimal(5)), Decimal("5.01")), (WEIGHTED.items[0], Decimal("100.01"))],
)
def test_what_cannot_be_found_is_refused(item, value):
    with pytest.raises(MarkOutOfRange):
        points(item, value)


@pytest.mark.parametrize(
    ("found", "vetoes", "lacking"),
    [({"B": 5, "A": 1}, [], "0.5"), ({"B": 20, "A": 20}, [], "10"), ({}, [], None), ({"B": 10}, ["V1"], None)],
)
def test_what_the_next_star_would_need(found, vetoes, lacking):
    needed = rate(STANDARD, found, vetoes).to_next_star
    assert needed == (None if lacking is None else Decimal(lacking))


def test_marks_tell_what_was_deducted():
    marks = {mark.item.code: mark for mark in rate(STANDARD, {"A": 3, "Q": 2}).marks}
    assert (marks["A"].points, marks["A"].deducted) == (Decimal("58.5"), Decimal("1.5"))
    assert (marks["Q"].points, marks["Q"].deducted) == (Decimal("1.0"), 0)


@settings(max_examples=2000, deadline=None)
@given(st.data())
def test_what_holds_for_every_standard(data):
    """Caps and vetoes hold, every score has one star, order does not matter, and better findings never cost points."""
    standard = data.draw(standards())
    found = data.draw(sheets(standard))
    vetoes = data.draw(st.lists(st.sampled_from(sorted(standard.vetoes)), unique=True)) if standard.vetoes else []
    rating = rate(standard, found, vetoes, better=0, rated=1)
    assert all(0 <= mark.points <= mark.item.full_mark for mark in rating.marks)
    assert all(block.category.cap is None or block.points <= block.category.cap for block in rating.blocks)
    assert 0 <= rating.bonus <= standard.bonus_cap and rating.score >= 0
    assert rating.star <= min([5, *(standard.vetoes[code] for code in vetoes)])
    if standard.bands is Bands.SCORE:
        reached = [star for star, bound in standard.bounds.items() if bound <= rating.score]
        assert rating.star_by_score == max(reached, default=0)
        if rating.to_next_star is not None:
            assert rating.score + rating.to_next_star in standard.bounds.values()
    turned = replace(
        standard, items=tuple(reversed(standard.items)), categories=tuple(reversed(standard.categories))
    )
    other = rate(turned, found, list(reversed(vetoes)), better=0, rated=1)
    assert (other.score, other.star, other.bonus) == (rating.score, rating.star, rating.bonus)
    code = data.draw(st.sampled_from([item.code for item in standard.items]))
    better = improved(standard, found, code)
    assert score(standard, better)[0] >= rating.score


def improved(standard, found, code):
    """One fault less, one merit or one point more."""
    item = next(item for item in standard.items if item.code == code)
    said = found.get(code)
    if item.kind is Kind.FAULTS:
        return found | {code: max(0, (said or 0) - 1)} if said is not None else found
    if item.kind is Kind.MERITS:
        return found | {code: (said or 0) + 1}
    most = item.full_mark if item.kind is Kind.POINTS else Decimal(100)
    return found | {code: min(most, (said or Decimal(0)) + 1)}


@settings(max_examples=500, deadline=None)
@given(st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=60))
def test_ranks_are_fair(scores):
    found = ranks(scores)
    assert [sum(other > value for other in scores) for value in scores] == found
    stars = [rate(RANKED, {}, better=better, rated=len(scores)).star for better in found]
    for one, star in zip(scores, stars, strict=True):
        assert {s for v, s in zip(scores, stars, strict=True) if v == one} == {star}
        assert all(s >= star for v, s in zip(scores, stars, strict=True) if v > one)
