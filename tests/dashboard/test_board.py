"""The board's figures are those of the statistics, and its sentence is computed from them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from governance.divisions.models import Street
from governance.indicators import registry, statistics
from governance.indicators.statistics import Cell, Division
from governance.targets.models import FigureTarget
from governance.targets.standing import State
from portal.dashboard import arrangement, board, headline, times
from portal.dashboard.places import Place

ON, BEFORE = date(2022, 7, 7), date(2021, 12, 31)
YEAR = times.Earlier("year", "上年末", BEFORE)
EVERYBODY = sorted({key for _panels, keys in arrangement.SHIPPED.values() for key in keys})


def numbers(cell):
    return cell.numerator, cell.denominator, cell.value


@pytest.fixture
def guancheng(case):
    return Place(case, "管城回族区")


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2021, 1, 31), ON])
def test_whole_and_parts_are_the_figures_of_the_statistics(case, district_scope, guancheng, day):
    indicators = [registry.find(key) for key in EVERYBODY]
    with district_scope(case):
        read = board.read(guancheng, indicators, on=day, before=BEFORE)
        question = statistics.Question(case, day)
        whole = statistics.values(question, indicators)
        parts = statistics.values(question, indicators, by="street")
    assert [numbers(rate.cell) for rate in read.rates] == [numbers(cell) for cell in whole]
    shown = {(rate.indicator.key, line.division.code): numbers(rate.cell) for line in read.lines for rate in line.rates}
    assert {(c.indicator.key, c.division.code): numbers(c) for c in parts}.items() <= shown.items()


def test_a_street_and_a_community_are_read_the_same_way(case, district_scope):
    indicators = [registry.find(key) for key in arrangement.KEY]
    with district_scope(case):
        street = Street.objects.get(code="410104007")
        place = Place(case, "管城回族区", street)
        read = board.read(place, indicators, on=ON, before=BEFORE)
        counted = statistics.values(place.question(ON), indicators)
        firm = registry.find("firm_party_organisation")
        elsewhere = board.read(Place(case, "管城回族区"), [firm], on=ON, before=BEFORE)
    assert [numbers(rate.cell) for rate in read.rates] == [numbers(cell) for cell in counted]
    assert {line.division.code[:9] for line in read.lines} == {"410104007"}
    # Market firms lie in no street: a line of their own, at the end.
    assert elsewhere.lines[-1].division.code == "" and elsewhere.lines[-1].rates[0].cell.denominator > 100


def test_the_past_and_the_goal_stand_beside_the_figure(case, district_scope, guancheng):
    with district_scope(case):
        read = board.read(guancheng, [registry.find("I4"), registry.find("I12"), registry.find("I3")], on=ON, before=BEFORE)
        [then] = statistics.values(statistics.Question(case, BEFORE), [registry.find("I4")])
    mode, covenant, service = read.rates
    assert numbers(mode.before) == numbers(then) and mode.change == mode.cell.value - then.value > 0
    assert mode.is_better and mode.standing.state is State.REACHED and mode.towards.goal == 95
    assert covenant.standing.state is State.MISSING and covenant.standing.missing == 1 and covenant.shade == 1
    assert service.standing.state is State.NONE and service.towards.goal == 100
    assert len(mode.history) == 12 and mode.history[-1] == (ON, mode.cell)
    assert mode.claim.printed == "96.7%"


@pytest.mark.parametrize(("value", "shade"), [("98", 0), ("97.99", 1), ("93.01", 1), ("93", 2), ("83", 3), ("63", 4), ("0", 4)])
def test_shades_follow_the_distance_to_the_goal(value, shade):
    share = Decimal(value)
    cell = Cell(registry.find("covenant_coverage"), "all", Division("", ""), int(share * 100), 10000)
    assert board.Rate(cell, cell, FigureTarget(value=Decimal(98))).shade == shade


def test_the_sentence_says_where_it_stands_where_it_is_worst_and_what_moved(case, district_scope, guancheng):
    indicators = [registry.find(key) for key in arrangement.KEY]
    with district_scope(case):
        read = board.read(guancheng, indicators, on=ON, before=BEFORE)
        empty = board.read(guancheng, indicators, on=date(2000, 1, 1), before=date(1999, 12, 31))
        text = headline.sentence(read, guancheng, on=ON, earlier=YEAR)
        nothing = headline.sentence(empty, guancheng, on=date(2000, 1, 1), earlier=YEAR)
        with translation.override("en"):
            english = headline.sentence(read, guancheng, on=ON, earlier=YEAR)
    line, rate = headline.moved(read)
    assert text.startswith("2022年7月7日，管城回族区设目标的7项关键指标中6项达标；缺口最大的是陇海马路街道，共缺8项")
    assert f"{line.division.name}的{rate.indicator.label}，上升{rate.change}个百分点。" in text
    assert text.count("。") == 1 and nothing == "2000年1月1日，管城回族区尚无记录。"
    assert "has reached 6 of 7 targets" in english


def test_the_most_moved_rate_is_the_most_moved(case, district_scope, guancheng):
    with district_scope(case):
        read = board.read(guancheng, [registry.find("I9"), registry.find("I12")], on=ON, before=BEFORE)
    _line, rate = headline.moved(read)
    assert rate.distance == max(one.distance for line in read.lines for one in line.rates)
