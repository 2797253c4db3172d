"""The ledgers that come with the portal, filled from the reference case: they say what the figures say."""

import time
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community_services.models import Complaint, EmergencyRepair
from governance.common.periods import SHANGHAI
from governance.divisions.models import Street
from governance.indicators import registry, statistics
from governance.indicators.questions import Question
from governance.registers import registry as registers
from governance.reports import catalogue, shipped
from governance.reports.definitions import Condition, read
from governance.reports.filling import Summed, fill, first_day, fits
from governance.tenancy import scope
from tests.reports.conftest import D2, column, total, values

HERE = (
    "three-no-courtyards", "firms", "pairings", "assignments", "complaints", "repairs", "projects", "social-organisations",
)


def figure(district, key, population=None, on=D2, street=None):
    with scope.enter(scope.Scope(districts=(district,))):
        [cell] = statistics.values(
            Question(district=district, on=on, street=street), [registry.find(key)], by="district", population=population
        )
    return cell


def test_the_ledger_of_three_no_courtyards_says_what_the_figures_say(ledger, case):
    filled = ledger("three-no-courtyards")
    assert len(filled.lines) == filled.total.count == total(filled, "three_no") == 577
    assert total(filled, "building_heads") == 1206
    assert total(filled, "has_mode") == 558 == figure(case, "I4").numerator
    assert total(filled, "volunteer_organisations") == 1108
    assert sum(kind == "自管会" for kind in values(filled, "committee_kind")) == 564
    assert sum(kind == "业委会" for kind in values(filled, "committee_kind")) == 13
    assert all(values(filled, "party_organisation")) and all(values(filled, "organ_branches")) and all(values(filled, "cadres"))
    # Fees: the rate of the sums, never a sum or an average of rates.
    assert total(filled, "fee_rate") == (total(filled, "received") * 100 / total(filled, "receivable")).quantize(Decimal("0.01"))
    assert total(filled, "fee") is None, "rates don't add up"


def test_subtotals_add_up_to_the_total_and_equal_the_figure_of_the_street(ledger, case):
    filled = ledger("three-no-courtyards")
    sums = [entry for entry in filled.entries if isinstance(entry, Summed)]
    assert len(sums) == 14 and sum(one.count for one in sums) == 577
    for key in ("households", "area_m2", "receivable", "received", "building_heads", "has_mode"):
        at = column(filled, key)
        assert sum(one.values[at] or 0 for one in sums) == filled.total.values[at], key
    first = next(one for one in sums if one.title.startswith("北下街"))
    with scope.enter(scope.Scope(districts=(case,))):
        street = Street.objects.get(code="410104001")
    cell = figure(case, "I4", street=street.pk)
    assert first.values[column(filled, "has_mode")] == cell.numerator and first.count == cell.denominator


def test_the_fee_rate_of_the_platform_firms_street_is_that_of_the_figures(ledger, case):
    filled = ledger("three-no-courtyards", street="410104001")
    assert {line.groups for line in filled.lines} == {("北下街街道",)}
    assert total(filled, "fee_rate") is not None and 0 < total(filled, "fee_rate") <= 100


def test_the_ledger_of_firms_says_what_the_figures_say(ledger, case):
    filled = ledger("firms")
    assert len(filled.lines) == 162 == figure(case, "firm_count").numerator
    assert total(filled, "firm_has_party") == 46 == figure(case, "I6").numerator
    row = next(line for line in filled.lines if "亮典" in line.values[column(filled, "name")])
    assert row.values[column(filled, "projects")] == 108
    assert ledger("firms", on=date(2021, 1, 31)).total.values[column(filled, "firm_has_party")] == 21


def test_the_ledgers_of_pairings_and_assignments(ledger, case):
    pairings = ledger("pairings")
    assert len(set(values(pairings, "organ_branch"))) == 162
    assert total(pairings, "covered_courtyards") == 577
    assignments = ledger("assignments")
    assert len(assignments.lines) == 577 and len({line.record.cadre_id for line in assignments.lines}) == 572
    assert total(assignments, "problems_found") >= total(assignments, "problems_solved") > 0


def test_names_and_telephones_are_masked_wherever_a_fact_comes_from(ledger):
    filled = ledger("three-no-courtyards")
    people = [*values(filled, "committee_head"), *values(filled, "cadres")]
    assert any(people)
    for names in filter(None, people):
        assert all(name[1:].strip("*") == "" for name in names.split("、")), names
    for number in filter(None, values(ledger("firms"), "phone")):
        assert "*" in number


@pytest.mark.parametrize("on", [date(2019, 12, 31), date(2021, 1, 31), D2])
def test_any_day_can_be_filled(ledger, case, on):
    filled = ledger("three-no-courtyards", on=on)
    assert len(filled.lines) == 577
    assert total(filled, "has_mode") == figure(case, "I4", on=on).numerator


def test_a_moment_before_anything_was_known_has_no_rows(ledger, case, district_scope):
    with district_scope(case), scope.as_known_at(datetime(2022, 7, 8, tzinfo=UTC)):
        assert fill(shipped.every()["three-no-courtyards"].definition, district=case, on=D2).lines == []


def test_the_seven_ledgers_of_the_domain_are_here_and_filled(ledger, case, district_scope):
    """Courtyards, firms, pairings with assignments, complaints, repairs, projects, social organisations."""
    assert set(shipped.every()) == set(HERE)
    assert len(ledger("projects").lines) == figure(case, "service_project_count").numerator == 158
    assert len(ledger("social-organisations").lines) == figure(case, "social_organisation_count").numerator == 1167
    with district_scope(case):
        complaints = Complaint.objects.filter(received_on__gte=date(2022, 1, 1), received_on__lte=D2).count()
        repairs = EmergencyRepair.objects.filter(
            reported_at__gte=datetime(2022, 1, 1, tzinfo=SHANGHAI), reported_at__lt=datetime(2022, 7, 8, tzinfo=SHANGHAI)
        ).count()
    assert (len(ledger("complaints").lines), len(ledger("repairs").lines)) == (complaints, repairs) and complaints and repairs


@pytest.mark.parametrize("key", HERE)
def test_a_form_asks_equally_often_for_a_street_and_for_the_district(case, district_scope, key):
    definition = shipped.every()[key].definition
    with district_scope(case):
        street = Street.objects.get(code="410104001").pk
        fill(definition, district=case, on=D2)
        with CaptureQueriesContext(connection) as few:
            fill(definition, district=case, on=D2, street=street)
        with CaptureQueriesContext(connection) as many:
            fill(definition, district=case, on=D2)
    of_the_scope = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT COALESCE(current_setting")
    asked = [query for query in few.captured_queries if not query["sql"].startswith(of_the_scope)]
    assert len(asked) == len(many), [query["sql"][:80] for query in many.captured_queries]
    assert len(many) <= 20


def test_a_thousand_courtyards_with_forty_facts_take_less_than_two_seconds(case, district_scope):
    keys = [*catalogue.of("courtyards")][:60]
    definition = read({"subject": "courtyards", "title": "x", "columns": [{"fact": key} for key in keys]})
    with district_scope(case):
        fill(definition, district=case, on=D2)
        began = time.perf_counter()
        filled = fill(definition, district=case, on=D2)
        took = time.perf_counter() - began
    assert len(filled.lines) == 987 and len(filled.columns) >= 40
    assert took < 2, took


@pytest.mark.parametrize("subject", sorted(registers.every()))
def test_every_fact_of_every_register_can_be_filled(case, district_scope, subject):
    """Facts that an app declares without an answer, or fields without a fact, show here."""
    known = catalogue.of(subject)
    with district_scope(case):
        for at in range(0, len(known), 60):
            keys = list(known)[at : at + 60]
            filled = fill(
                read({"subject": subject, "title": "x", "columns": [{"fact": key} for key in keys]}), district=case, on=D2
            )
            assert [column.fact.key for column in filled.columns] == keys


def test_every_fact_says_where_it_is_entered():
    for source in catalogue.sources():
        for fact in source.facts:
            if source.app in ("ratings", "subsidies"):
                continue
            assert fact.register in registers.every(), fact.key
            assert fact.may_be_empty or fact.look == "flag" or fact.register, fact.key


@pytest.mark.parametrize(
    ("value", "test", "asked", "expected"),
    [
        (True, "is", "是", True), (False, "is", "yes", False), (None, "missing", "", True), ("x", "filled", "", True),
        (5, "at_least", "5", True), (4, "at_least", "5", False), (Decimal("0.30"), "at_most", "0.3", True),
        (date(2022, 1, 1), "at_least", "2021-12-31", True), (None, "at_least", "1", False), (5, "at_least", "five", False),
        ("自管会", "not", "自管会", False), (None, "is", "", True),
    ],
)
def test_conditions(value, test, asked, expected):
    assert fits(value, Condition("x", test, asked)) is expected


def test_the_word_that_is_kept_fits_as_the_one_that_is_shown():
    assert fits("自管会", Condition("x", "is", "self_management"), "self_management")


@pytest.mark.parametrize(
    ("period", "expected"),
    [("month", date(2022, 8, 1)), ("quarter", date(2022, 7, 1)), ("year", date(2022, 1, 1)), ("", None)],
)
def test_a_period_of_events_begins(period, expected):
    assert first_day(period, date(2022, 8, 31)) == expected
