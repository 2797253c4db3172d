"""The days of a trend that end a sealed period."""

from datetime import date

from portal.dashboard import marks

MAY, JUNE, YEAR = date(2022, 5, 31), date(2022, 6, 30), date(2021, 12, 31)


def told(*seals):
    return [(mark.day, mark.label) for mark in marks.marks_of(seals)]


def test_a_period_carries_its_latest_seal():
    assert told((MAY, "2022-05", 3, 1), (JUNE, "2022-06", 4, 1), (MAY, "2022-05", 7, 2)) == [
        (MAY, "2022-05 已封存第 7 号，第 2 次修订版"), (JUNE, "2022-06 已封存第 4 号"),
    ]


def test_a_day_that_ends_several_periods_names_each():
    assert told((YEAR, "2021-12", 1, 1), (YEAR, "2021", 3, 1), (YEAR, "2021Q4", 2, 1)) == [
        (YEAR, "2021 已封存第 3 号；2021Q4 已封存第 2 号；2021-12 已封存第 1 号"),
    ]
    assert told() == []
