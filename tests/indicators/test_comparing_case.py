"""Every indicator of the reference case between its three days, by street: the explained parts are the difference."""

from datetime import date

import pytest

from governance.divisions.models import Street
from governance.indicators import registry, statistics
from governance.indicators.comparing import Kind, Side, bridge, compare
from governance.indicators.definitions import Measure

DAYS = (date(2019, 12, 31), date(2021, 1, 31), date(2022, 7, 7))
PAIRS = [(DAYS[0], DAYS[1]), (DAYS[1], DAYS[2]), (DAYS[2], DAYS[0])]


def adds_up(comparison):
    """The parts are the difference, and so is the bridge."""
    told, moved = comparison.explained, bridge(comparison)
    assert sum(one.numerator for one in told) == comparison.numerator
    assert sum(step.numerator for step in moved.steps) == comparison.numerator
    if comparison.denominator is None:
        assert {one.denominator for one in told} <= {None}
    else:
        assert sum(one.denominator for one in told) == comparison.denominator
    assert all(one.numerator or one.denominator for one in told)
    points = [step.points for step in moved.steps]
    if None not in points and comparison.value is not None:
        assert sum(points) == comparison.value
    assert sum(step.records for step in moved.steps) == len(told)


def of_figures(case, indicator, side):
    """Numerator and denominator as every other page counts them."""
    question = statistics.Question(case, side.on, street=side.street, community=side.community)
    [cell] = statistics.values(question, [indicator], population=side.population)
    return cell.numerator, cell.denominator


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=["D0-D1", "D1-D2", "D2-D0"])
def test_every_indicator_and_population_of_the_district(case, district_scope, first, second):
    with district_scope(case):
        for indicator in registry.every().values():
            for code in indicator.populations:
                sides = [Side(day, population=code) for day in (first, second)]
                found = compare(indicator, *sides, district=case)
                adds_up(found)
                for cell, side in zip((found.first, found.second), sides, strict=True):
                    assert (cell.numerator, cell.denominator) == of_figures(case, indicator, side), (indicator.key, code)


def test_every_indicator_by_street(case, district_scope):
    """The streets' explanations are those of the district, record for record, where nothing moved between them."""
    with district_scope(case):
        streets = list(Street.objects.filter(district_id=case).values_list("pk", flat=True))
        for indicator in registry.every().values():
            whole = compare(indicator, Side(DAYS[0]), Side(DAYS[2]), district=case)
            parts = [
                compare(indicator, Side(DAYS[0], street=pk), Side(DAYS[2], street=pk), district=case) for pk in streets
            ]
            for pk, part in zip(streets, parts, strict=True):
                adds_up(part)
                for cell, side in zip((part.first, part.second), part.sides, strict=True):
                    assert side.street == pk
                    assert (cell.numerator, cell.denominator) == of_figures(case, indicator, side), indicator.key
            nowhere = sum(one.numerator for one in whole.explained if one.before.street is one.after.street is None)
            assert sum(part.numerator for part in parts) + nowhere == whole.numerator, indicator.key


def test_two_streets_side_by_side(case, district_scope):
    with district_scope(case):
        one, other = Street.objects.filter(district_id=case).order_by("code").values_list("pk", flat=True)[:2]
        for indicator in registry.every().values():
            found = compare(indicator, Side(DAYS[2], street=one), Side(DAYS[2], street=other), district=case)
            adds_up(found)
            assert {told.kind for told in found.explained} <= {Kind.ONLY_FIRST, Kind.ONLY_SECOND, Kind.CHANGED}
            for number, cell in ((1, found.first), (2, found.second)):
                lines = [line for line in found.lines if line.side == number]
                assert sum(line.numerator for line in lines) == cell.numerator
                if indicator.measure is Measure.PERCENT:
                    assert sum(line.denominator for line in lines) == cell.denominator


def test_it_asks_equally_often_for_few_and_for_many(case, district_scope, django_assert_max_num_queries):
    """A day is one statement; the rest are settings, of the clock and of the planner."""
    with district_scope(case):
        street = Street.objects.filter(district_id=case).values_list("pk", flat=True)[0]
        for place in ({}, {"street": street}):
            with django_assert_max_num_queries(12):
                compare(registry.find("I9"), Side(DAYS[0], **place), Side(DAYS[2], **place), district=case)
