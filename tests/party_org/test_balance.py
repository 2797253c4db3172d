"""The rule of the board: every gap once, loads even, nearby first, the same for any order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_org.rules.balance import Carrier, Gap, Near, propose


def gaps_of(**communities):
    """`gaps_of(c11=3)`: three gaps in community 11 of street 1."""
    numbered = [(int(name[1:]), i) for name, count in communities.items() for i in range(count)]
    return [Gap(community // 10, community, community * 1000 + i) for community, i in numbered]


def working(key, load, *communities, **more):
    return Carrier(
        key, load, frozenset(communities), frozenset(community // 10 for community in communities), **more
    )


def taken(proposal):
    """Communities of the gaps by carrier."""
    found = {}
    for tie in proposal.ties:
        found.setdefault(tie.carrier, []).append(tie.gap.community)
    return found


def loads_after(carriers, proposal):
    loads = {carrier.key: carrier.load for carrier in carriers}
    for tie in proposal.ties:
        loads[tie.carrier] += 1
    return loads


@pytest.mark.parametrize(
    ("gaps", "carriers", "after"),
    [
        # One each, however many gaps.
        (gaps_of(c11=3), [Carrier(1), Carrier(2), Carrier(3)], {1: 1, 2: 1, 3: 1}),
        (gaps_of(c11=4), [Carrier(1), Carrier(2), Carrier(3)], {1: 2, 2: 1, 3: 1}),
        # What they carry already counts.
        (gaps_of(c11=3), [Carrier(1, 5), Carrier(2, 1), Carrier(3, 0)], {1: 5, 2: 2, 3: 2}),
        (gaps_of(c11=1), [Carrier(1, 5), Carrier(2, 1), Carrier(3, 0)], {1: 5, 2: 1, 3: 1}),
        # The odd one goes to who works in the community.
        (gaps_of(c11=3), [Carrier(1, 1), working(2, 1, 11)], {1: 2, 2: 3}),
        # A street's own carriers are filled to the level of the district's.
        (gaps_of(c11=4, c21=2), [Carrier(1), working(2, 0, only_street=1)], {1: 3, 2: 3}),
        (gaps_of(c11=1, c21=5), [Carrier(1), working(2, 0, only_street=1)], {1: 5, 2: 1}),
        (gaps_of(c11=12), [Carrier(9), *(working(k, 0, only_street=1) for k in range(5))], dict.fromkeys((0, 1, 2, 3, 4, 9), 2)),
        ([], [Carrier(1, 3)], {1: 3}),
    ],
)
def test_loads_end_level(gaps, carriers, after):
    assert loads_after(carriers, propose(gaps, carriers)) == after


def test_who_works_in_the_community_takes_its_gaps_then_who_works_in_the_street():
    carriers = [Carrier(1, 1), working(2, 1, 12), working(3, 1, 13), Carrier(4, 1)]
    found = propose(gaps_of(c11=1, c12=1, c21=2), carriers)
    assert taken(found) == {1: [21], 2: [12], 3: [11], 4: [21]}
    assert {tie.carrier: tie.near for tie in found.ties} == {
        1: Near.LEAST, 2: Near.COMMUNITY, 3: Near.STREET, 4: Near.LEAST
    }


def test_free_carriers_fill_community_by_community():
    found = propose(gaps_of(c11=3, c12=3, c21=3), [Carrier(key) for key in range(3)])
    assert sorted(taken(found).values()) == [[11] * 3, [12] * 3, [21] * 3]
    assert [tie.near for tie in found.ties][:3] == [Near.LEAST, Near.TOGETHER, Near.TOGETHER]


def test_without_carriers_every_gap_is_left():
    gaps = gaps_of(c11=2, c21=1)
    assert propose(gaps, []).left == tuple(gaps)
    assert propose(gaps, [working(1, 0, only_street=1)]).left == (gaps[2],)


def test_a_reason_says_the_loads_before_and_after():
    [tie] = propose(gaps_of(c11=1), [Carrier(7, 4)]).ties
    assert (tie.carrier, tie.before, tie.after) == (7, 4, 5)


streets = st.integers(1, 3)
places = st.tuples(streets, st.integers(0, 3)).map(lambda p: (p[0], p[0] * 10 + p[1]))
some_gaps = st.lists(places, max_size=40).map(lambda found: [Gap(s, c, key) for key, (s, c) in enumerate(found)])
some_carriers = st.lists(
    st.tuples(st.integers(0, 6), st.lists(places, max_size=3), st.none() | streets), max_size=12
).map(
    lambda found: [
        Carrier(key, load, frozenset(c for _s, c in at), frozenset(s for s, _c in at), only)
        for key, (load, at, only) in enumerate(found)
    ]
)


def may_take(carrier, gap):
    return carrier.only_street in (None, gap.street)


@given(some_gaps, some_carriers)
def test_every_gap_stands_once_and_is_left_only_where_nobody_may_take_it(gaps, carriers):
    found = propose(gaps, carriers)
    assert sorted([tie.gap for tie in found.ties] + list(found.left)) == sorted(gaps)
    known = {carrier.key: carrier for carrier in carriers}
    assert all(tie.carrier in known and may_take(known[tie.carrier], tie.gap) for tie in found.ties)
    assert not any(may_take(carrier, gap) for gap in found.left for carrier in carriers)


@given(some_gaps, some_carriers)
def test_nobody_ends_with_two_more_than_another_who_could_have_taken_the_gap(gaps, carriers):
    found = propose(gaps, carriers)
    after = loads_after(carriers, found)
    for tie in found.ties:
        assert tie.after == after[tie.carrier]
        assert all(after[tie.carrier] <= after[c.key] + 1 for c in carriers if may_take(c, tie.gap))


@given(some_gaps, some_carriers, st.randoms())
def test_the_order_in_which_they_are_told_makes_no_difference(gaps, carriers, random):
    before = propose(gaps, carriers)
    random.shuffle(gaps)
    random.shuffle(carriers)
    assert propose(gaps, carriers) == before


@given(some_gaps, st.integers(1, 12))
def test_free_carriers_stay_in_few_communities(gaps, count):
    """Each community begins with at most one who comes from the last."""
    found = taken(propose(gaps, [Carrier(key) for key in range(count)]))
    communities = {gap.community for gap in gaps}
    assert sum(len(set(at)) for at in found.values()) <= len(found) + max(0, len(communities) - 1)


@given(some_gaps, some_carriers)
def test_a_gap_goes_far_only_when_who_is_near_is_full(gaps, carriers):
    """Who works in a community takes gaps elsewhere only after all of its gaps that it may take are taken by its own."""
    found = propose(gaps, carriers)
    known = {carrier.key: carrier for carrier in carriers}
    wide = [c for c in carriers if c.only_street is None]
    if len(wide) < len(carriers):
        return
    for tie in found.ties:
        if tie.near != Near.COMMUNITY:
            idle = [
                other for other in found.ties
                if tie.gap.community in known[other.carrier].communities
                and other.gap.community not in known[other.carrier].communities
            ]
            assert idle == []
