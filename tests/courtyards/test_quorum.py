"""Civil Code article 278, and the sums of a split: two thirds take part, more than half of them agree, by owners and by area."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courtyards.rules import sums
from courtyards.rules.quorum import Votes, judge, refusal

# 300 owners with 30,000 ㎡: the bounds fall on whole numbers.
ALL = Votes(300, 200, 101, Decimal("30000.00"), Decimal("20000.00"), Decimal("10000.01"))


def test_exactly_two_thirds_and_a_vote_more_than_half_adopt():
    assert judge(ALL).is_adopted


@pytest.mark.parametrize(
    ("changed", "failing"),
    [
        ({"owners_voting": 199}, "turnout_by_owners"),
        ({"area_voting_m2": Decimal("19999.99")}, "turnout_by_area"),
        ({"owners_for": 100}, "consent_by_owners"),
        ({"area_for_m2": Decimal("10000.00")}, "consent_by_area"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_bound_alone_decides(changed, failing):
    found = judge(replace(ALL, **changed))
    assert not found.is_adopted
    assert [name for name in found.__dataclass_fields__ if not getattr(found, name)] == [failing]


@pytest.mark.parametrize(
    ("total", "voting", "enough"),
    [(1, 0, False), (1, 1, True), (2, 1, False), (3, 1, False), (3, 2, True), (100, 66, False), (100, 67, True), (0, 0, False)],
)
def test_two_thirds_are_at_least_two_thirds(total, voting, enough):
    assert judge(replace(ALL, owners_total=total, owners_voting=voting, owners_for=0)).turnout_by_owners is enough


@pytest.mark.parametrize(
    ("voting", "agreeing", "enough"), [(1, 0, False), (1, 1, True), (2, 1, False), (3, 2, True), (4, 2, False)]
)
def test_half_is_not_more_than_half(voting, agreeing, enough):
    assert judge(replace(ALL, owners_voting=voting, owners_for=agreeing)).consent_by_owners is enough


def test_an_area_that_no_fraction_of_two_digits_divides_is_not_rounded():
    third = Decimal("10000.00")
    assert not judge(replace(ALL, area_total_m2=third, area_voting_m2=Decimal("6666.66"))).turnout_by_area
    assert judge(replace(ALL, area_total_m2=third, area_voting_m2=Decimal("6666.67"))).turnout_by_area


counts = st.integers(0, 5000)
areas = st.decimals(0, 500_000, places=2)


@st.composite
def votes(draw):
    """Votes that add up: in favour within voting within all."""
    owners, area = sorted(draw(st.tuples(counts, counts, counts))), sorted(draw(st.tuples(areas, areas, areas)))
    return Votes(owners[2], owners[1], owners[0], area[2], area[1], area[0])


@given(votes(), st.integers(0, 100), st.decimals(0, 1000, places=2))
def test_more_in_favour_never_undoes_an_adoption(cast_votes, owners, area):
    assert cast_votes.owners_voting is not None and cast_votes.area_voting_m2 is not None
    more = replace(
        cast_votes, owners_for=min(cast_votes.owners_for + owners, cast_votes.owners_voting),
        area_for_m2=min(cast_votes.area_for_m2 + area, cast_votes.area_voting_m2),
    )
    assert judge(more).is_adopted or not judge(cast_votes).is_adopted


@given(votes(), st.integers(0, 100))
def test_more_who_agree_and_take_part_never_undo_an_adoption(cast_votes, owners):
    grown = min(owners, cast_votes.owners_total - cast_votes.owners_voting)
    more = replace(cast_votes, owners_voting=cast_votes.owners_voting + grown, owners_for=cast_votes.owners_for + grown)
    assert judge(more).is_adopted or not judge(cast_votes).is_adopted


@given(votes(), st.integers(1, 100))
def test_more_owners_who_stay_away_never_help(cast_votes, owners):
    more = replace(cast_votes, owners_total=cast_votes.owners_total + owners)
    assert judge(cast_votes).is_adopted or not judge(more).is_adopted


def test_without_an_owners_committee_no_vote_is_asked_for():
    nothing = Votes(None, None, None, None, None, None)
    assert refusal(by_owners=False, has_owners_committee=False, votes=nothing) is None


@pytest.mark.parametrize(
    ("by_owners", "has_committee", "votes", "field"),
    [
        (False, True, ALL, "adopted_how"),
        (True, True, replace(ALL, area_for_m2=None), "owners_total"),
        (True, False, replace(ALL, owners_voting=None), "owners_total"),
        (True, True, replace(ALL, owners_voting=199), "owners_voting"),
        (True, True, replace(ALL, area_voting_m2=Decimal("19999.99")), "owners_voting"),
        (True, False, replace(ALL, owners_for=100), "owners_for"),
        (True, True, replace(ALL, area_for_m2=Decimal("10000.00")), "owners_for"),
    ],
)
def test_a_refusal_names_the_field_to_mend(by_owners, has_committee, votes, field):
    found = refusal(by_owners=by_owners, has_owners_committee=has_committee, votes=votes)
    assert found is not None and found[1] == field and found[0]


def test_votes_that_suffice_are_not_refused():
    assert refusal(by_owners=True, has_owners_committee=True, votes=ALL) is None


@pytest.mark.parametrize(
    ("whole", "parts", "differs"),
    [
        (100, [60, 40], False), (100, [60, 41], True), (100, [60, None], True), (100, [100, None], True), (None, [60, 40], False),
        (Decimal("3521.60"), [Decimal("3000.00"), Decimal("521.60")], False),
        (Decimal("3521.60"), [Decimal("3000.00"), Decimal("521.59")], True),
        (0, [0, 0], False),
    ],
)
def test_parts_make_up_the_whole_or_do_not(whole, parts, differs):
    assert sums.differs(whole, parts) is differs


def test_a_sum_with_an_unknown_part_is_not_known():
    assert (sums.total([1, 2]), sums.total([1, None]), sums.total([])) == (3, None, None)
