"""Periods as reports and REST write them: months, quarters, years."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from governance.common.periods import Period, PeriodKind


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2022-06", PeriodKind.MONTH, date(2022, 6, 1), date(2022, 6, 30)),
        ("2024-02", PeriodKind.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("2021Q4", PeriodKind.QUARTER, date(2021, 10, 1), date(2021, 12, 31)),
        ("2022Q1", PeriodKind.QUARTER, date(2022, 1, 1), date(2022, 3, 31)),
        ("2022", PeriodKind.YEAR, date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_a_period_is_parsed_to_its_first_and_last_day(text, kind, first, last):
    period = Period.parse(text)
    assert (period.kind, period.first, period.last, str(period)) == (kind, first, last, text)


@pytest.mark.parametrize(
    "text",
    ["", "22", "2022-6", "2022-13", "2022-00", "2022Q0", "2022Q5", "2022q1", "2022-Q1", " 2022", "2022\n", "２０２２",
     "0000", "9999"],
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError):
        Period.parse(text)


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2022-06", "2022 年 6 月", "month 6 of 2022"),
        ("2021Q4", "2021 年第 4 季度", "quarter 4 of 2021"),
        ("2022", "2022 年度", "the year 2022"),
    ],
)
def test_a_period_is_read_in_the_language_of_the_page(text, zh, en):
    with translation.override("zh-hans"):
        assert Period.parse(text).label == zh
    with translation.override("en"):
        assert Period.parse(text).label == en


@given(st.sampled_from(PeriodKind), st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(-50, 50))
def test_periods_of_a_kind_tile_the_calendar(kind, day, steps):
    period = Period.of(kind, day)
    assert period.first <= day <= period.last
    assert Period.parse(str(period)) == period
    assert (period.next().first - period.last).days == 1
    assert period.next().previous() == period == period.plus(steps).plus(-steps)
