"""Completeness and timeliness of the reports as figures, what stands out in one, and the worker's round."""

from datetime import timedelta
from decimal import Decimal

import pytest

from governance.indicators import registry, statistics
from governance.jobs import tenants
from governance.seals import services, tasks
from governance.seals.models import PeriodReport, ReportState
from governance.seals.reading import Line, Number
from tests.seals.office import NOW, TODAY

COMPLETE, TIMELY = "period_report_completeness", "period_report_timeliness"


def figure(office, key, on, street=0):
    question = statistics.Question(office.district, on, street=office.side.streets[street])
    [cell] = statistics.values(question, [registry.find(key)])
    return cell.numerator, cell.denominator


def test_a_report_counts_from_its_due_day_for_a_year_and_is_complete_once_approved(office):
    report = office.report()
    due = report.due_on
    shares = [figure(office, COMPLETE, due + timedelta(days=days)) for days in (-1, 0, 364, 365)]
    assert shares == [(0, 0), (0, 1), (0, 1), (0, 0)]
    office.bring(report, ReportState.ENDORSED)
    services.approve(report=report, by=office.who("governance"), now=NOW + timedelta(days=20))
    approved = TODAY + timedelta(days=20)
    assert [figure(office, COMPLETE, approved + timedelta(days=days)) for days in (-1, 0)] == [(0, 1), (1, 1)]
    assert figure(office, COMPLETE, approved, street=1) == (0, 0)


@pytest.mark.parametrize(("late", "share"), [(0, (1, 1)), (1, (0, 1))])
def test_a_report_is_in_time_when_it_was_first_handed_in_by_its_due_day(office, late, share):
    report = office.report()
    now = NOW + (report.due_on - TODAY) + timedelta(days=late)
    services.submit(report=report, comment="", by=office.who("clerk"), now=now)
    assert figure(office, TIMELY, report.due_on) == (0, 0)
    assert figure(office, TIMELY, report.due_on + timedelta(days=1)) == share


def test_a_report_that_is_opened_again_stays_complete(office):
    """Its seal stands; a late correction takes nothing from how the street reported."""
    report = office.bring(office.report(), ReportState.APPROVED)
    office.reopen(report)
    assert figure(office, COMPLETE, report.due_on) == (1, 1)


@pytest.mark.parametrize(
    ("key", "before", "now", "outlier"),
    [
        ("party_cover", 80, 90, True), ("party_cover", 80, "89.99", False), ("party_cover", 90, 80, True),
        ("party_cover", None, 80, False), ("courtyard_count", 100, 120, True), ("courtyard_count", 100, 119, False),
        ("courtyard_count", 4, 8, False), ("courtyard_count", 0, 5, True), ("courtyard_count", 100, 80, True),
    ],
)
def test_what_moved_far_stands_out(key, before, now, outlier):
    def number(value):
        return Number(None if value is None else Decimal(value), Decimal(0), None)

    assert Line(registry.find(key), number(now), number(before)).is_outlier is outlier


def test_without_a_period_before_nothing_stands_out():
    line = Line(registry.find("courtyard_count"), Number(Decimal(9), Decimal(9), None), None)
    assert (line.moved, line.is_outlier) == (None, False)


def test_the_worker_opens_reports_in_every_district_and_again_changes_nothing(office, cast):
    def opened():
        found = {}
        for district in tenants.all_districts():
            with (cast.home if district == cast.home.district else cast.neighbour).scope():
                found[district] = PeriodReport.objects.filter(district_id=district).count()
        return found

    only = (cast.home.district, cast.neighbour.district)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tenants, "all_districts", lambda: only)
        before = opened()
        tasks.open_reports()
        after = opened()
        tasks.open_reports()
        assert opened() == after and all(after[district] > before[district] for district in only)
