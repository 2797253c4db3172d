"""The tree of organisations and the quarters of the calendar, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from party_org.rules import quarters
from party_org.rules.tree import Organisation, grow


def row(key, parent=None, members=0, courtyards=()):
    return Organisation(key, f"O{key}", "", parent, None, members, courtyards)


def test_counts_take_in_everything_below_and_a_courtyard_once():
    [root] = grow([row(1, members=1), row(2, 1, 10), row(3, 2, 100, (7, 8)), row(4, 2, 1000, (8,))])
    assert (root.below, root.members, root.courtyards) == (3, 1111, {7, 8})
    [middle] = root.children
    assert (middle.below, middle.members, [c.own.key for c in middle.children]) == (2, 1110, [3, 4])


def test_who_has_no_superior_in_sight_is_a_root():
    assert [node.own.key for node in grow([row(1), row(2, 99), row(3, 1)])] == [1, 2]


def test_a_circle_hangs_nothing_up():
    assert [node.own.key for node in grow([row(1), row(2, 3), row(3, 2)])] == [1]


@given(st.lists(st.integers(0, 30), max_size=30))
def test_every_organisation_stands_in_the_tree_once(parents):
    rows = [row(key, parent if parent < key else None, 1) for key, parent in enumerate(parents, start=1)]
    roots = grow(rows)
    assert sum(1 + node.below for node in roots) == len(rows) == sum(node.members for node in roots)


@pytest.mark.parametrize(
    ("day", "spans"),
    [
        (date(2022, 7, 7), [("2022-01-01", "2022-04-01"), ("2022-04-01", "2022-07-01"), ("2022-07-01", "2022-07-08")]),
        (date(2022, 3, 31), [("2021-07-01", "2021-10-01"), ("2021-10-01", "2022-01-01"), ("2022-01-01", "2022-04-01")]),
        (date(2022, 1, 1), [("2021-07-01", "2021-10-01"), ("2021-10-01", "2022-01-01"), ("2022-01-01", "2022-01-02")]),
    ],
)
def test_quarters_end_with_the_day(day, spans):
    assert [(str(first), str(after)) for first, after in quarters.until(day, 3)] == spans


def test_a_quarter_is_written_by_year_and_number():
    assert [quarters.written(date(2022, month, 1)) for month in (1, 4, 7, 10)] == ["2022Q1", "2022Q2", "2022Q3", "2022Q4"]
