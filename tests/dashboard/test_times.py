"""The days a dashboard speaks of."""

from datetime import date

from portal.dashboard import times

D0 = date(2019, 12, 31)


def days(on, roster=D0):
    return {one.key: one.day for one in times.earlier(on, roster)}


def test_the_earlier_days_lie_before_the_day():
    assert days(date(2022, 7, 7)) == {
        "month": date(2022, 6, 30), "quarter": date(2022, 6, 30), "year": date(2021, 12, 31), "start": D0,
    }
    assert days(date(2021, 1, 31)) == {
        "month": date(2020, 12, 31), "quarter": date(2020, 12, 31), "year": date(2020, 12, 31), "start": D0,
    }
    assert days(date(2022, 6, 30))["month"] == date(2022, 5, 31) and days(date(2022, 6, 30))["quarter"] == date(2022, 3, 31)


def test_a_roster_is_offered_only_after_it():
    assert "start" not in days(D0) and "start" not in days(date(2022, 1, 1), None)


def test_what_nobody_knows_is_the_end_of_last_month():
    offered = times.earlier(date(2022, 7, 7), D0)
    assert times.chosen(offered, "start").day == D0
    assert times.chosen(offered, "").key == times.chosen(offered, "x").key == "month"


def test_months_end_on_their_last_day_and_the_last_on_the_day_itself():
    assert times.ends(date(2022, 3, 5), 3) == [date(2022, 1, 31), date(2022, 2, 28), date(2022, 3, 5)]
    assert times.slider(date(2022, 1, 9), date(2022, 2, 3)) == [date(2022, 1, 31), date(2022, 2, 3)]
    assert times.slider(None, date(2022, 2, 3)) == [date(2022, 2, 3)]
    assert len(times.slider(date(1900, 1, 1), date(2022, 2, 3))) == times.LONGEST + 1
