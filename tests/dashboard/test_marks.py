"""The months of a trend that are sealed."""

from datetime import date

from portal.dashboard import marks, times

DAYS = times.ends(date(2022, 7, 7), 4)


def test_a_month_carries_its_latest_seal_and_others_none():
    found = marks.marks_of([("2022-05", 3, 1), ("2022-06", 4, 1), ("2022-05", 7, 2), ("2021-05", 1, 1)], DAYS)
    assert [(str(mark.day), mark.label) for mark in found] == [
        ("2022-05-31", "已封存第 7 号，第 2 次修订版"), ("2022-06-30", "已封存第 4 号"),
    ]


def test_the_running_month_is_marked_at_its_own_last_day():
    assert [mark.day for mark in marks.marks_of([("2022-07", 1, 1)], DAYS)] == [date(2022, 7, 7)]
    assert marks.marks_of([], DAYS) == []
