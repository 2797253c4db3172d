"""Under which scheme a month stands, without a database: decided months stay, and every month has exactly one scheme."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.common.periods import Month
from subsidies.rules import counter
from subsidies.rules.eras import DecidedAlready, Era, Eras, is_within

FIRST = Month(2021, 1)
MONTHS = 48
CHANGES = st.lists(st.tuples(st.integers(-2, 40), st.sampled_from("ABC")), max_size=8)


def played(changes):
    """The course after the changes that were possible, and the scheme of each month as a list would have it."""
    course, listed = Eras(FIRST, "A"), ["A"] * MONTHS
    for at, scheme in changes:
        since = course.since.since(FIRST)
        rewrites = at < 0 or any(listed[month] != scheme for month in range(at, since))
        try:
            course = course.changed(FIRST.plus(at), scheme)
        except DecidedAlready as refused:
            assert rewrites and refused.since == FIRST.plus(since)
            # From the month that is told another one is possible.
            course.changed(refused.since, scheme)
        else:
            assert not rewrites
            listed[at:] = [scheme] * (MONTHS - at)
    return course, listed


@given(CHANGES)
def test_a_change_holds_from_its_month_on_and_rewrites_nothing(changes):
    course, listed = played(changes)
    assert [course.of(FIRST.plus(number)) for number in range(MONTHS)] == listed
    untils = [until for until, _scheme in course.earlier]
    assert untils == sorted(set(untils)) and all(until > FIRST for until in untils)


@given(CHANGES)
def test_every_month_lies_in_exactly_one_era(changes):
    course, listed = played(changes)
    spans = list(course.spans())
    assert spans[0].first == FIRST and spans[-1].until is None
    assert all(one.until == following.first and one.scheme != following.scheme
               for one, following in zip(spans, spans[1:], strict=False))
    for number, scheme in enumerate(listed):
        month = FIRST.plus(number)
        [holds] = [one for one in spans if one.first <= month and (one.until is None or month < one.until)]
        assert holds.scheme == scheme


@given(CHANGES, st.integers(1, 60), st.lists(st.integers(0, 47), max_size=3))
def test_the_counter_is_the_same_whatever_the_schemes_were(changes, limit, left):
    """A month is within by its number alone; never above 36, whatever a scheme says."""
    course, _listed = played(changes)
    of = counter.count(course.first, FIRST.plus(50), [counter.Away(FIRST.plus(at).first) for at in left], limit)
    told = list(counter.every(of))
    assert [number for number, _month in told] == list(range(1, min(limit, 36) + 1))
    assert [month for _number, month in told] == [
        FIRST.plus(number) for number in range(-3, 60) if is_within(FIRST.plus(number), course.first, limit)
    ]


def test_a_change_that_was_decided_for_later_can_be_taken_back_and_replaced():
    later = Eras(FIRST, "A").changed(Month(2021, 9), "B")
    assert list(later.spans()) == [Era(FIRST, Month(2021, 9), "A"), Era(Month(2021, 9), None, "B")]
    assert list(later.changed(Month(2021, 9), "C").spans())[1] == Era(Month(2021, 9), None, "C")
    back = later.changed(Month(2021, 5), "A")
    assert list(back.spans()) == [Era(FIRST, None, "A")] and back.earlier == later.earlier
    with pytest.raises(DecidedAlready, match="2021-09"):
        later.changed(Month(2021, 8), "C")


def test_from_the_first_month_on_nothing_is_earlier():
    assert Eras(FIRST, "A").changed(FIRST, "B") == Eras(FIRST, "B")
    with pytest.raises(DecidedAlready, match="2021-01"):
        Eras(FIRST, "A").changed(Month(2020, 12), "B")
