"""The rule of working days: against a table written by hand from the notice, and by its properties."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.calendar import national
from governance.calendar.rules.working_days import (
    Calendar,
    CalendarMissing,
    Mode,
    add_working_days,
    count_working_days,
    publicity,
)

SHIPPED = national.calendar()
# 2021 as the notice of 25 November 2020 has it, a character a day from the first of the month: 1 works, 0 rests.
TABLE = {
    1: "0001111100111110011111001111100", 2: "1111101111000000011101111100", 3: "1111100111110011111001111100111",
    4: "110001111001111100111110111111", 5: "0000011101111100111110011111001", 6: "111100111110001111001111100111",
    7: "1100111110011111001111100111110", 8: "0111110011111001111100111110011", 9: "111001111100111111000111011111",
    10: "0000000110111110011111001111100", 11: "111110011111001111100111110011", 12: "1110011111001111100111110011111",
}
# Written down from the official notices, to be held against what is shipped.
WORKING_DAYS = {2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}
days = st.dates(date(2019, 1, 1), date(2026, 6, 30))


def test_every_day_of_2021_is_as_the_notice_has_it():
    told = "".join(TABLE[month] for month in range(1, 13))
    assert len(told) == 365 and told.count("1") == 250
    computed = "".join("01"[SHIPPED.is_working(date(2021, 1, 1) + timedelta(days=n))] for n in range(365))
    assert computed == told


@pytest.mark.parametrize(("year", "count"), WORKING_DAYS.items())
def test_a_shipped_year_has_the_working_days_of_its_notice(year, count):
    assert count_working_days(SHIPPED, date(year, 1, 1), date(year + 1, 1, 1)) == count
    shipped = national.years()[year]
    assert all(document.startswith("国办发明电〔") for document in shipped.documents)
    for holiday in shipped.holidays:
        assert all(day.weekday() >= 5 for day in holiday.working), "only a weekend is worked for a holiday"
        assert not any(SHIPPED.is_working(day) for day in holiday.days)


def test_only_the_years_whose_notice_was_read_are_shipped():
    assert set(national.years()) == set(WORKING_DAYS) == set(SHIPPED.years)


@given(days, st.integers(1, 60))
def test_what_was_added_is_counted(start, n):
    end = add_working_days(SHIPPED, start, n)
    assert SHIPPED.is_working(end) and end > start
    assert count_working_days(SHIPPED, start + timedelta(days=1), end + timedelta(days=1)) == n
    assert count_working_days(SHIPPED, start + timedelta(days=1), end) == n - 1


@given(days, st.integers(0, 40), st.integers(0, 40), st.integers(0, 20))
def test_more_days_and_later_starts_never_end_earlier(start, n, more, later):
    end = add_working_days(SHIPPED, start, n)
    assert add_working_days(SHIPPED, start, n + more) >= end
    assert add_working_days(SHIPPED, start + timedelta(days=later), n) >= end


@given(days, st.integers(0, 60), st.integers(0, 60))
def test_counts_of_neighbouring_spans_add_up(first, a, b):
    middle, until = first + timedelta(days=a), first + timedelta(days=a + b)
    whole = count_working_days(SHIPPED, first, until)
    assert whole == count_working_days(SHIPPED, first, middle) + count_working_days(SHIPPED, middle, until)


@given(days, st.integers(1, 30), st.sampled_from(Mode))
def test_a_publication_leaves_out_its_own_day_and_counts_its_last_one_whole(published, n, mode):
    deadline = publicity(SHIPPED, published, n, mode)
    assert deadline.first == published + timedelta(days=1)
    counted = (
        (deadline.until - deadline.first).days if mode is Mode.NATURAL
        else count_working_days(SHIPPED, deadline.first, deadline.until)
    )
    assert counted == n
    assert not deadline.is_over(deadline.ends_at - timedelta(microseconds=1)) and deadline.is_over(deadline.ends_at)


def test_a_publication_before_the_national_day_of_2021():
    """Published on Thursday 16 September: 17, then 18 (Saturday, worked), 22, 23, 24; 19 to 21 is Mid-Autumn."""
    deadline = publicity(SHIPPED, date(2021, 9, 16), 5)
    assert (deadline.first, deadline.last) == (date(2021, 9, 17), date(2021, 9, 24))
    assert deadline.ends_at.astimezone(UTC) == datetime(2021, 9, 24, 16, tzinfo=UTC)
    assert publicity(SHIPPED, date(2021, 9, 16), 5, Mode.NATURAL).last == date(2021, 9, 21)


def test_a_year_that_is_not_known_is_never_guessed():
    with pytest.raises(CalendarMissing) as refused:
        publicity(SHIPPED, date(2026, 12, 30), 5)
    assert refused.value.year == 2027
    with pytest.raises(CalendarMissing):
        count_working_days(SHIPPED, date(2018, 12, 31), date(2019, 1, 3))
    assert publicity(SHIPPED, date(2026, 12, 30), 5, Mode.NATURAL).last == date(2027, 1, 4)


def test_what_is_said_later_of_a_day_counts():
    day, weekend = date(2021, 3, 8), date(2021, 3, 13)
    own = SHIPPED.with_days(off=[day], working=[weekend])
    assert not own.is_working(day) and own.is_working(weekend)
    again = own.with_days(working=[day], off=[weekend])
    assert again.is_working(day) and not again.is_working(weekend)
    assert Calendar().years == frozenset()


@pytest.mark.parametrize("n", [0, -1])
def test_a_publication_lasts_a_day_at_least(n):
    with pytest.raises(ValueError, match=str(n)):
        publicity(SHIPPED, date(2021, 3, 1), n)
