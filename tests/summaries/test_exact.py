"""The summary is what the records say: for every figure, population and day, whatever was edited."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from governance.indicators import registry, statistics
from governance.summaries import checking, reading, series, services
from governance.summaries.models import SummaryYear
from governance.tenancy import scope
from tests.indicators.village import CODE, span
from tests.summaries.edits import EDITS, NOW, ORIGIN, Clerk, committed, day

HERE = scope.Scope(districts=(CODE,))


@pytest.mark.parametrize("district", [410104, 410105])
def test_a_whole_district_on_every_day_of_change(case, district):
    """The loader's summary of the large district, and of the small one also what is worked out anew."""
    with scope.enter(scope.Scope(districts=(district,))):
        assert services.is_current(district), "the loader leaves it up to date"
        found = checking.compare(district)
        assert [str(one) for one in found.differences] == []
        assert found.figures == len(series.every()) > 60 and found.days > 300
        assert not services.refresh(district=district, now=NOW), "it was up to date"
        if district == 410105:
            services.rebuild(district=district, now=NOW)
            assert checking.compare(district).differences == [], "the row of the last year holds all later days"
            assert services.rebuild(district=district, now=NOW) == 0, "nothing is written that has not changed"


def test_the_case_s_golden_figures_come_out_of_the_summary(case):
    with scope.enter(scope.Scope(districts=(410104,))):
        services.refresh(district=410104, now=NOW)
        wanted = {"I2": (577, 577), "I4": (558, 577), "I6": (46, 162), "I12": (967, 987), "I8": (161, 162)}
        asked = [(registry.find(name), registry.find(name).default) for name in wanted]
        [state] = reading.states([410104])
        assert state.current
        pairs = reading.kept([state], asked, [date(2022, 7, 7)])
        assert {name: pairs[at, 410104, 0] for at, name in enumerate(wanted)} == wanted


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_any_sequence_of_edits_leaves_the_summary_equal_to_the_live_computation(village, edits):
    with transaction.atomic():
        clerk = Clerk(village)
        for kind, *said in edits:
            if kind == "refresh":
                committed(village)
                services.refresh(district=CODE, now=NOW)
            else:
                clerk.make(kind, *said)
        committed(village)
        demand_equal_answers("as they stand, ready or not")
        services.refresh(district=CODE, now=NOW)
        assert [str(one) for one in checking.compare(CODE).differences] == []
        demand_equal_answers("after the refresh")
        transaction.set_rollback(True)


def demand_equal_answers(when: str) -> None:
    """The reading path against `statistics.values`, one day after the other."""
    indicators = list(registry.every().values())
    asked = [(indicator, indicator.default) for indicator in indicators]
    days = [ORIGIN, day(7), day(13), day(40)]
    lines = reading.across(HERE, asked, days, now=NOW)
    for on in days:
        counted = statistics.values(statistics.Question(CODE, on), indicators)
        read = [line.cell for line in lines if line.on == on and line.cell.division.code == str(CODE)]
        assert [(c.numerator, c.denominator) for c in read] == [(c.numerator, c.denominator) for c in counted], (when, on)


def test_days_before_the_first_year_and_after_the_last_are_right(village):
    for _number in range(4):
        village.courtyard()
    village.courtyard(valid=span(date(2050, 5, 5)))
    committed(village)
    services.refresh(district=CODE, now=NOW)
    asked = [(registry.find("courtyard_count"), "all")]
    [state] = reading.states([CODE])
    days = [date(1900, 1, 1), date(2018, 12, 31), date(2019, 1, 1), date(2050, 5, 4), date(2050, 5, 5), date(2200, 12, 31)]
    found = reading.kept([state], asked, days)
    assert [found.get((0, CODE, at), (0, 0))[0] for at in range(6)] == [0, 0, 4, 4, 5, 5]
    assert max(SummaryYear.objects.filter(district_id=CODE).values_list("year", flat=True)) == 2022
