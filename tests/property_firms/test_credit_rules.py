"""The credit rule: worked cases, bounds and edges of days, and what must hold for every firm."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property_firms.rules.credit import Event, Item, RedList, Rules, Standing, after_months, grade
from property_firms.rules.reading import read
from property_firms.services import credit as services

GOOD = Item("G1", "praised", "good", Decimal(5), 12)
BEST = Item("G9", "praised by the city", "good", Decimal(20), 24)
BAD = Item("B1", "not disclosed", "bad", Decimal("-3.5"), 6)
WORST = Item("B9", "took the owners' money", "bad", Decimal(-1), 36, blacklist=True)
RULES = Rules(
    base=Decimal(80), items=(GOOD, BEST, BAD, WORST),
    grades=(("AAA", Decimal(100)), ("AA", Decimal(90)), ("A", Decimal(80)), ("B", Decimal(70)), ("C", Decimal(60))),
    below="D", red=RedList("AAA", 12), black="D",
)
ON = date(2022, 7, 7)
DAY = timedelta(days=1)


def event(item=GOOD, key=1, **given):
    told = {"happened_on": date(2022, 1, 1), "published_on": date(2022, 2, 1)} | given
    return Event(key=key, item=item.code, kind=item.kind, **told)


def score(points):
    """A firm whose one event is worth so many points."""
    item = Item("X", "x", "good" if points > 0 else "bad", Decimal(points), 12)
    return grade(replace(RULES, items=(item,)), [event(item)] if points else [], ON)


@pytest.mark.parametrize(
    ("points", "name"),
    [("20", "AAA"), ("19.99", "AA"), ("10", "AA"), ("9.99", "A"), ("0", "A"), ("-0.01", "B"), ("-10", "B"),
     ("-10.01", "C"), ("-20", "C"), ("-20.01", "D")],
)
def test_a_bound_belongs_to_its_grade(points, name):
    found = score(Decimal(points))
    assert (found.score, found.grade) == (80 + Decimal(points), name)


def test_the_base_alone_makes_the_score_of_a_firm_without_events():
    found = grade(RULES, [], ON)
    assert (found.score, found.grade, found.is_red, found.is_black, found.lines) == (80, "A", False, False, ())


@pytest.mark.parametrize(
    ("given", "on", "standing"),
    [
        # It happens, and counts from its publication for its months: the day after them is the first without it.
        ({}, date(2021, 12, 31), "before"),
        ({}, date(2022, 1, 1), "not_published"),
        ({}, date(2022, 1, 31), "not_published"),
        ({}, date(2022, 2, 1), "counted"),
        ({}, date(2023, 1, 31), "counted"),
        ({}, date(2023, 2, 1), "run_out"),
        ({"published_on": None}, ON, "not_published"),
        # An appeal rests it from the day it is made until it is decided.
        ({"appeal": "pending", "appealed_on": date(2022, 3, 1)}, date(2022, 2, 28), "counted"),
        ({"appeal": "pending", "appealed_on": date(2022, 3, 1)}, date(2022, 3, 1), "pending"),
        ({"appeal": "pending", "appealed_on": date(2022, 3, 1)}, date(2024, 3, 1), "pending"),
        ({"appeal": "rejected", "appealed_on": date(2022, 3, 1), "appeal_decided_on": date(2022, 4, 1)},
         date(2022, 3, 31), "pending"),
        ({"appeal": "rejected", "appealed_on": date(2022, 3, 1), "appeal_decided_on": date(2022, 4, 1)},
         date(2022, 4, 1), "counted"),
        ({"appeal": "rejected", "appealed_on": date(2022, 3, 1)}, ON, "counted"),
        # Upheld, it is taken back for every day, the days before the appeal among them.
        ({"appeal": "upheld", "appealed_on": date(2022, 3, 1), "appeal_decided_on": date(2022, 4, 1)},
         date(2022, 2, 15), "upheld"),
        ({"appeal": "upheld", "appealed_on": date(2022, 3, 1), "appeal_decided_on": date(2022, 4, 1)}, ON, "upheld"),
    ],
)
def test_an_event_counts_or_says_why_not(given, on, standing):
    [line] = grade(RULES, [event(**given)], on).lines
    assert line.standing == Standing(standing)
    assert line.points == (5 if standing == "counted" else 0)


@pytest.mark.parametrize("event_", [event(replace(GOOD, code="G7")), event(replace(GOOD, kind="bad"))])
def test_an_event_that_the_rules_do_not_know_changes_nothing(event_):
    found = grade(RULES, [event_], ON)
    assert found.score == 80 and found.lines[0].standing == Standing.NO_ITEM


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2022, 1, 31), 1, date(2022, 2, 28)), (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2021, 12, 1), 1, date(2022, 1, 1)), (date(2022, 7, 7), 24, date(2024, 7, 7)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_one(day, months, result):
    assert after_months(day, months) == result


def test_the_red_list_wants_the_grade_and_a_clean_year():
    clean = [event(BEST, 1)]
    assert grade(RULES, clean, ON).is_red
    # Its points ran out after six months, the stain stays for twelve.
    old = event(BAD, 2, happened_on=date(2021, 7, 1), published_on=date(2021, 7, 8))
    found = grade(RULES, [*clean, old], ON)
    assert (found.score, found.grade, found.is_red) == (100, "AAA", False)
    assert [line.event.key for line in found.bars_red] == [2] and found.lines[-1].standing == Standing.RUN_OUT
    assert grade(RULES, [*clean, replace(old, published_on=date(2021, 7, 7))], ON).is_red


@pytest.mark.parametrize(
    "appeal",
    [{"appeal": "upheld", "appealed_on": date(2022, 3, 1)}, {"appeal": "pending", "appealed_on": date(2022, 3, 1)},
     {"published_on": None}],
)
def test_what_does_not_stand_does_not_bar_the_red_list(appeal):
    assert grade(RULES, [event(BEST, 1), event(BAD, 2, **appeal)], ON).is_red


def test_the_black_list_takes_the_lowest_grade_and_the_gravest_items():
    assert score(-21).is_black and not score(-20).is_black
    grave = [event(BEST, 1), event(WORST, 2)]
    found = grade(RULES, grave, ON)
    assert (found.grade, found.is_black, found.is_red) == ("AA", True, False)
    assert [line.event.key for line in found.blacklisted_by] == [2]
    upheld = [grave[0], replace(grave[1], appeal="upheld", appealed_on=date(2022, 3, 1))]
    assert not grade(RULES, upheld, ON).is_black
    assert grade(RULES, grave, date(2025, 1, 31)).is_black and not grade(RULES, grave, date(2025, 2, 1)).is_black


def test_a_firm_stands_on_one_list_only():
    """A black-list event that outlives the red list's clean months."""
    grave = event(WORST, 2, happened_on=date(2020, 1, 1), published_on=date(2020, 2, 1))
    found = grade(RULES, [event(BEST, 1), event(GOOD, 3), grave], ON)
    assert found.grade == "AAA" and found.is_black and not found.is_red


def test_the_example_grades_as_its_text_says():
    rules = read(json.loads(services.example()))
    assert (rules.base, rules.names, rules.black) == (80, ("AAA", "AA", "A", "B", "C", "D"), "D")
    assert [rules.grade_of(Decimal(points)) for points in (100, 99, 90, 80, 70, 60, 59)] == [
        "AAA", "AA", "AA", "A", "B", "C", "D"
    ]
    assert {item.code for item in rules.items if item.blacklist} == {"B5", "B6", "B7"}


days = st.dates(date(2020, 1, 1), date(2024, 1, 1))
ways = st.sampled_from(["none", "pending", "upheld", "rejected"])


@st.composite
def events(draw):
    happened = draw(days)
    appeal = draw(ways)
    appealed = happened + draw(st.integers(0, 200)) * DAY if appeal != "none" else None
    item = draw(st.sampled_from([GOOD, BEST, BAD, WORST, replace(GOOD, code="G7")]))
    return Event(
        key=0, item=item.code, kind=item.kind, happened_on=happened,
        published_on=draw(st.none() | st.just(happened + draw(st.integers(0, 300)) * DAY)),
        appeal=appeal, appealed_on=appealed,
        appeal_decided_on=appealed + draw(st.integers(0, 100)) * DAY if appealed and appeal != "pending" else None,
    )


files = st.lists(events(), max_size=8).map(lambda found: [replace(e, key=key) for key, e in enumerate(found)])


@given(files, days, st.randoms())
def test_the_order_of_the_events_does_not_matter(found, on, random):
    mixed = random.sample(found, len(found))
    assert grade(RULES, found, on) == grade(RULES, mixed, on)


@given(files, days)
def test_the_score_is_the_base_and_the_counted_lines(found, on):
    credit = grade(RULES, found, on)
    points = {item.code: item.points for item in RULES.items}
    assert credit.score == 80 + sum(points[line.event.item] for line in credit.lines if line.is_counted)
    assert len(credit.lines) == len(found) and all(line.is_counted == bool(line.points) for line in credit.lines)
    reached = [name for name, bound in RULES.grades if credit.score >= bound]
    assert credit.grade == (reached[0] if reached else "D")


@given(files, days)
def test_an_upheld_appeal_never_counts(found, on):
    without = [e for e in found if e.appeal != "upheld"]
    with_them, bare = grade(RULES, found, on), grade(RULES, without, on)
    assert (with_them.score, with_them.grade, with_them.is_red, with_them.is_black) == (
        bare.score, bare.grade, bare.is_red, bare.is_black
    )
    assert all(line.points == 0 for line in with_them.lines if line.event.appeal == "upheld")


@given(files, days)
def test_nothing_counts_before_it_is_published_or_on_both_lists(found, on):
    credit = grade(RULES, found, on)
    for line in credit.lines:
        assert not line.is_counted or line.event.published_on <= on < line.run_out_on
    assert not (credit.is_red and credit.is_black)


@given(files, days)
def test_one_more_good_event_never_lowers_the_grade(found, on):
    more = [*found, event(GOOD, 99, happened_on=date(2019, 12, 1), published_on=on)]
    before, after = grade(RULES, found, on), grade(RULES, more, on)
    assert after.score == before.score + 5 and RULES.is_at_least(after.grade, before.grade)
