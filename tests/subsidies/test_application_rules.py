"""The way of an application, and the counter of months, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.common.periods import Month
from subsidies.rules import applications as rules
from subsidies.rules import counter
from subsidies.rules.applications import Actor, Deed, DeedRefused, Fault, Office, Standing, Step
from subsidies.rules.counter import Away

FORWARD = [Step.DRAFT, Step.OPINION, Step.VERIFICATION, Step.HOUSING, Step.FINANCE, Step.APPROVED]
STANDINGS = st.builds(
    Standing, step=st.sampled_from(Step), entered=st.frozensets(st.integers(1, 6)), verified_by=st.none() | st.integers(1, 6),
    approved_by=st.none() | st.integers(1, 6), funded_by=st.none() | st.integers(1, 6), is_complete=st.booleans(),
    has_area=st.booleans(), area_changed=st.booleans(), is_public=st.booleans(), open_objections=st.integers(0, 2),
)


def refused(standing, deed, actor=None, comment="因为"):
    with pytest.raises(DeedRefused) as found:
        rules.after(standing, deed, actor or Actor(9), comment)
    return found.value.fault


def test_the_way_leads_forward_step_by_step():
    assert [rules.after(Standing(here), Deed.HAND_ON, Actor(9), "同意") for here in FORWARD[:-1]] == FORWARD[1:]
    assert rules.after(Standing(Step.APPROVED), Deed.PUBLISH, Actor(9)) is Step.PUBLISHED
    assert rules.after(Standing(Step.PUBLISHED), Deed.ENROL, Actor(9)) is Step.ENROLLED


def test_each_step_is_one_office_s_and_the_desk_withdraws():
    assert [rules.office(step, Deed.HAND_ON) for step in FORWARD[:5]] == [
        Office.DESK, Office.DESK, Office.STREET, Office.HOUSING, Office.FINANCE
    ]
    assert rules.office(Step.FINANCE, Deed.WITHDRAW) is Office.DESK
    assert rules.office(Step.ENROLLED, Deed.WITHDRAW) is None


@pytest.mark.parametrize(
    ("standing", "deed", "fault"),
    [
        (Standing(Step.VERIFICATION, entered=frozenset({7})), Deed.HAND_ON, Fault.ENTERED_IT),
        (Standing(Step.HOUSING, entered=frozenset({7})), Deed.HAND_ON, Fault.ENTERED_IT),
        (Standing(Step.HOUSING, verified_by=7), Deed.HAND_ON, Fault.VERIFIED_IT),
        (Standing(Step.HOUSING, verified_by=7), Deed.REJECT, Fault.VERIFIED_IT),
        (Standing(Step.FINANCE, approved_by=7), Deed.HAND_ON, Fault.APPROVED_IT),
        (Standing(Step.PUBLISHED, funded_by=7), Deed.ENROL, Fault.FUNDED_IT),
        (Standing(Step.PUBLISHED, funded_by=7), Deed.RECONSIDER, Fault.FUNDED_IT),
    ],
)
def test_incompatible_roles(standing, deed, fault):
    assert refused(standing, deed, Actor(7)) is fault
    assert rules.after(standing, deed, Actor(8), "因为")


@pytest.mark.parametrize("step", [Step.VERIFICATION, Step.HOUSING, Step.FINANCE])
def test_nobody_decides_on_the_own_courtyard(step):
    assert refused(Standing(step), Deed.HAND_ON, Actor(9, own=True)) is Fault.OWN_COURTYARD


@pytest.mark.parametrize("deed", sorted(rules.IN_WORDS))
def test_what_goes_back_or_ends_needs_words(deed):
    step = Step.OPINION if deed is Deed.OPPOSE else Step.HOUSING
    assert refused(Standing(step), deed, comment=" ") is Fault.NO_COMMENT


def test_the_community_says_something():
    assert refused(Standing(Step.OPINION), Deed.HAND_ON, comment="") is Fault.NO_OPINION


@pytest.mark.parametrize(
    ("standing", "deed", "fault"),
    [
        (Standing(Step.DRAFT, is_complete=False), Deed.HAND_ON, Fault.MATERIALS_MISSING),
        (Standing(Step.HOUSING, has_area=False), Deed.HAND_ON, Fault.NO_AREA),
        (Standing(Step.APPROVED, area_changed=True), Deed.PUBLISH, Fault.AREA_CHANGED),
        (Standing(Step.PUBLISHED, area_changed=True), Deed.ENROL, Fault.AREA_CHANGED),
        (Standing(Step.PUBLISHED, is_public=True), Deed.ENROL, Fault.STILL_PUBLIC),
        (Standing(Step.PUBLISHED, is_public=True, open_objections=1), Deed.ENROL, Fault.OBJECTION_OPEN),
        (Standing(Step.ENROLLED), Deed.WITHDRAW, Fault.NOT_FROM_HERE),
        (Standing(Step.DRAFT), Deed.ENROL, Fault.NOT_FROM_HERE),
    ],
)
def test_what_of_the_application_stands_against_it(standing, deed, fault):
    assert refused(standing, deed) is fault


def test_signatures_count_no_more_once_it_stands_before_them_again():
    assert rules.withdrawn_signatures(Step.DRAFT) == ("verified_by", "approved_by", "funded_by")
    assert rules.withdrawn_signatures(Step.HOUSING) == ("approved_by", "funded_by")
    assert rules.withdrawn_signatures(Step.FINANCE) == ("funded_by",)
    assert rules.withdrawn_signatures(Step.PUBLISHED) == ()


@given(STANDINGS, st.sampled_from(Deed), st.integers(1, 6), st.booleans())
def test_nobody_signs_twice_and_nothing_enrols_before_its_time(standing, deed, who, own):
    """Whatever stands: a signature is never by whoever entered or signed before, and an enrolment is always clean."""
    try:
        following = rules.after(standing, deed, Actor(who, own), "因为")
    except DeedRefused:
        return
    assert rules.WAY[standing.step, deed] is following
    if standing.step in rules.SIGNED and deed is not Deed.WITHDRAW:
        assert who not in standing.entered and not own
    if standing.step in (Step.HOUSING, Step.FINANCE) and deed is not Deed.WITHDRAW:
        assert who != standing.verified_by
    if standing.step is Step.FINANCE and deed is not Deed.WITHDRAW:
        assert who != standing.approved_by
    if deed is Deed.ENROL:
        assert not (standing.is_public or standing.open_objections or standing.area_changed)


@given(st.sampled_from(FORWARD))
def test_every_open_step_can_be_withdrawn_and_leads_somewhere(step):
    assert rules.after(Standing(step), Deed.WITHDRAW, Actor(9), "不再申请") is Step.WITHDRAWN
    assert any(here is step and there not in (Step.WITHDRAWN, Step.REJECTED) for (here, _), there in rules.WAY.items())


FIRST = Month(2021, 1)
ABSENT = st.builds(
    lambda left, days: Away(left, None if days is None else _first_after(left, days)),
    st.dates(date(2021, 1, 1), date(2023, 12, 31)), st.none() | st.integers(0, 12),
)


def _first_after(left, months):
    return Month.of(left).plus(months + 1).first


@given(st.integers(-5, 60), st.lists(ABSENT, max_size=3), st.integers(1, 60))
def test_the_counter_never_passes_36_and_absence_makes_nothing_up(offset, away, limit):
    now = FIRST.plus(offset)
    told = counter.count(FIRST, now, away, limit)
    without = counter.count(FIRST, now, (), limit)
    assert 0 <= told.used <= told.limit <= 36 and told.used + told.left == told.limit
    assert (told.used, told.first, told.last) == (without.used, without.first, without.last)
    assert 0 <= told.away <= told.used
    assert [number for number, _ in counter.every(told)] == list(range(1, told.limit + 1))


def test_months_of_leaving_and_coming_back():
    away = [Away(date(2021, 6, 15), date(2021, 9, 1))]
    assert [counter.is_away(Month(2021, m), away) for m in (5, 6, 7, 8, 9)] == [False, True, True, True, False]
    told = counter.count(FIRST, Month(2021, 10), away)
    assert (told.used, told.left, told.away, str(told.last)) == (10, 26, 3, "2023-12")
    assert not told.ends_within(6) and counter.count(FIRST, Month(2023, 7)).ends_within(6)
    assert not counter.count(FIRST, Month(2023, 6)).ends_within(6) and counter.count(FIRST, Month(2024, 1)).is_over
