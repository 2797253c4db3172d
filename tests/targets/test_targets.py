"""Targets as records: what may be said, which one holds where, and what the case is held against."""

from datetime import date
from decimal import Decimal

import pytest
from psycopg2.extras import DateRange

from governance.divisions.models import Street
from governance.indicators import registry
from governance.indicators.statistics import Cell, Division
from governance.registers import registry as registers
from governance.registers import services
from governance.registers.declarations import Refused
from governance.targets import reading

SINCE = date(2023, 1, 1)


def enter(side, **data):
    said = {
        "indicator": "cadre_assignment", "population": "", "value": Decimal(90), "due_on": date(2023, 12, 31),
        "document": "责任书", "valid": DateRange(SINCE, None),
    }
    return services.enter(
        registers.find("targets"), district=side.district, data=said | data, by=side.user("governance"), reason="下达目标"
    )


def cell(key, population=""):
    indicator = registry.find(key)
    return Cell(indicator, population or indicator.default, Division("", ""), 1, 2)


def test_an_unnamed_population_is_the_figures_own(cast):
    with cast.home.scope():
        assert enter(cast.home).population == "three_no"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"indicator": "firm_party_work", "population": "three_no"}, "population"),
        ({"value": Decimal("100.01")}, "value"), ({"due_on": date(2022, 12, 31)}, "due_on"),
        ({"valid": DateRange(None, None)}, "valid"),
    ],
)
def test_what_can_be_no_target_is_refused_at_its_field(cast, wrong, field):
    with cast.home.scope(), pytest.raises(Refused) as refused:
        enter(cast.home, **wrong)
    assert refused.value.field == field


def test_one_target_holds_at_a_time_for_a_figure_of_a_place(cast):
    with cast.home.scope():
        enter(cast.home)
        enter(cast.home, street=Street.objects.get(pk=cast.home.streets[0]))
        enter(cast.home, population="all")
        with pytest.raises(Refused, match="已有目标"):
            enter(cast.home, valid=DateRange(date(2023, 6, 1), None))


def test_a_street_is_held_to_its_own_target_or_for_a_rate_to_the_districts(cast):
    first, second = cast.home.streets
    with cast.home.scope():
        enter(cast.home)
        enter(cast.home, street=Street.objects.get(pk=first), value=Decimal(95))
        enter(cast.home, indicator="building_head_count", population="all", value=Decimal(500))
        found = reading.on(cast.home.district, SINCE)
        before = reading.on(cast.home.district, date(2022, 12, 31))
    rate, count = cell("cadre_assignment"), cell("building_head_count", "all")
    assert [found.of(rate, street).value for street in (None, first, second)] == [90, 95, 90]
    assert found.of(count).value == 500 and found.of(count, first) is None
    assert found.of(cell("cadre_assignment", "all")) is None
    assert before.of(rate) is None


def test_the_case_has_stages_and_streets_ahead(case, district_scope):
    with district_scope(case):
        street = Street.objects.get(code="410104001").pk
        stages = [reading.on(case, date(year, 6, 1)) for year in (2019, 2020, 2021, 2022)]
        publication = reading.on(case, date(2022, 7, 7))
    five = cell("party_cover")
    assert [held.of(five) and int(held.of(five).value) for held in stages] == [None, 35, 75, 100]
    assert publication.of(five).due_on == date(2022, 6, 30)
    assert publication.of(cell("long_term_mode_coverage"), street).value == 100
    assert publication.of(cell("long_term_mode_coverage")).value == 95
