"""Which districts an answer counts live, which it reads, and what it says of the rest."""

from datetime import date

import pytest

from governance.indicators import registry
from governance.summaries import reading, services
from governance.summaries.models import SummaryState
from governance.tenancy import scope
from tests.summaries.edits import NOW

BOTH = (410104, 410105)
D2 = date(2022, 7, 7)
ASKED = [(registry.find("I5"), "all"), (registry.find("courtyard_count"), "all"), (registry.find("I13"), "all")]


@pytest.fixture
def here(case):
    """The scope of both districts of the case, each with its summary."""
    for district in BOTH:
        with scope.enter(scope.Scope(districts=(district,))):
            services.refresh(district=district, now=NOW)
    with scope.enter(scope.Scope(districts=BOTH)) as entered:
        yield entered


def told(lines):
    return [(line.cell.indicator.key, line.cell.division.code, line.cell.numerator, line.cell.denominator) for line in lines]


def test_figures_by_district_with_their_total(here):
    lines = reading.across(here, ASKED, [D2], now=NOW)
    by_code = {line.cell.division.code: line.cell for line in lines if line.cell.indicator.key == "party_cover"}
    assert list(by_code) == ["410104", "410105", "total"]
    whole = by_code["total"]
    assert whole.numerator == sum(by_code[str(d)].numerator for d in BOTH)
    assert whole.denominator == sum(by_code[str(d)].denominator for d in BOTH) > 987
    money = next(line.cell for line in lines if line.cell.indicator.key == "fee_collection")
    assert str(money.numerator).count(".") == 1, "yuan, not fen"
    assert all(line.current for line in lines)


def test_the_summary_answers_as_the_records_do(here):
    days = [date(2019, 12, 31), date(2021, 1, 31), D2]
    read = reading.across(here, ASKED, days, now=NOW)
    counted = reading.across(here, ASKED, days, now=NOW, fresh=True)
    assert told(read) == told(counted) and len(read) == 3 * 3 * 3
    assert {line.as_of for line in counted} == {NOW}


def test_a_few_old_summaries_are_passed_over_and_many_are_told_by_their_moment(here, monkeypatch):
    SummaryState.objects.update(data_version=-1)
    calls = []
    monkeypatch.setattr(reading, "live", lambda district, asked, days: calls.append(district) or {})
    assert all(line.current and line.as_of == NOW for line in reading.across(here, ASKED, [D2], now=NOW))
    assert calls == list(BOTH)
    calls.clear()
    monkeypatch.setattr(reading, "LIVE_AT_ONCE", 1)
    lines = reading.across(here, ASKED, [D2], now=NOW)
    assert calls == [] and not any(line.current for line in lines)
    moments = {state.district: state.as_of for state in reading.states(BOTH)}
    assert {line.as_of for line in lines if line.cell.division.code == "410105"} == {moments[410105]}
    assert {line.as_of for line in lines if line.cell.division.code == "total"} == {min(moments.values())}


def test_what_cannot_be_told_is_refused(here, monkeypatch):
    monkeypatch.setattr(reading, "LIVE_AT_ONCE", 1)
    with pytest.raises(reading.TooManyDistricts):
        reading.across(here, ASKED, [D2], now=NOW, fresh=True)
    SummaryState.objects.update(trusted=False)
    with pytest.raises(reading.NotReady):
        reading.across(here, ASKED, [D2], now=NOW)


def test_only_districts_of_the_scope_are_read(here):
    wider = scope.Scope(districts=(*BOTH, 990101))
    assert {state.district for state in reading.states(wider.districts)} == set(BOTH)
    with scope.enter(scope.Scope(districts=(410105,))) as narrow:
        lines = reading.across(narrow, ASKED, [D2], now=NOW, fresh=True)
    assert {line.cell.division.code for line in lines} == {"410105", "total"}


def test_who_is_held_to_a_street_sees_no_summary(here):
    with scope.enter(scope.Scope(districts=(410104,), streets=())):
        assert not SummaryState.objects.exists()
        assert reading.states([410104])[0].as_of is None
