"""Series by street and community: the figures of each day are those that are counted for that day alone."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.divisions.models import Street
from governance.indicators import registry, statistics, trends
from tests.indicators.village import span

DAYS = [date(2020, 6, 30), date(2021, 6, 30), date(2022, 7, 7)]


def pairs(cells):
    return {(cell.indicator.key, cell.division.code): (cell.numerator, cell.denominator) for cell in cells}


@pytest.mark.parametrize("by", ["district", "street"])
def test_every_indicator_tells_the_same_by_day_and_by_series(case, district_scope, by):
    indicators = list(registry.every().values())
    with district_scope(case):
        told = statistics.series(statistics.Question(case, DAYS[0]), indicators, DAYS, by=by)
        for day in DAYS:
            counted = pairs(statistics.values(statistics.Question(case, day), indicators, by=by))
            series = {
                (key, division.code): (dict(cells)[day].numerator, dict(cells)[day].denominator)
                for key, line in told.items() for division, cells in statistics.by_division(line)
            }
            # A line of what lies nowhere stands in a series as soon as one of its days has something.
            assert {pair: series[pair] for pair in counted} == counted
            assert all(not any(filter(None, series[pair])) for pair in series.keys() - counted.keys())


def test_a_street_is_split_by_its_communities(case, district_scope):
    indicator = registry.find("I12")
    with district_scope(case):
        street = Street.objects.get(district_id=case, code="410104001")
        question = statistics.Question(case, DAYS[-1], street=street.pk)
        lines = statistics.by_division(statistics.series(question, [indicator], DAYS, by="community")[indicator.key])
        [whole] = statistics.values(question, [indicator])
    last = [cells[-1][1] for _division, cells in lines]
    assert len(lines) > 3
    added = sum(cell.numerator for cell in last), sum(cell.denominator for cell in last)
    assert added == (whole.numerator, whole.denominator) == (120, 122)


def test_all_streets_and_months_are_one_statement(case, district_scope):
    question = statistics.Question(case, DAYS[-1])
    keys = ("I2", "I5", "I9", "I10", "I11", "I12", "I4")
    months = [DAYS[0] + timedelta(days=30 * n) for n in range(24)]
    with district_scope(case), CaptureQueriesContext(connection) as asked:
        statistics.series(question, [registry.find(key) for key in keys], months, by="street")
    assert len([q for q in asked.captured_queries if "calendar" in q["sql"]]) == 1


def test_more_days_than_a_mask_holds_are_told_in_order(village, monkeypatch):
    """A street that begins late has nothing before, also where its days are read in several pieces."""
    monkeypatch.setattr(trends, "DAYS_AT_ONCE", 2)
    days = [date(2021, month, 1) for month in range(1, 8)]
    with village.writing():
        village.courtyard(0)
        village.courtyard(1, valid=span(date(2021, 4, 1), date(2021, 6, 1)))
    indicator = registry.find("courtyard_count")
    question = statistics.Question(village.district, days[0])
    told = statistics.series(question, [indicator], days, by="street")[indicator.key]
    [first, second] = statistics.by_division(told)
    assert [cell.numerator for _day, cell in first[1]] == [1] * 7
    assert [cell.numerator for _day, cell in second[1]] == [0, 0, 0, 1, 1, 0, 0]
    assert [day for day, _cell in second[1]] == days
