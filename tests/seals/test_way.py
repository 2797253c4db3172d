"""The way of a report: every deed from every state, two people, reasons, and the same said by the database."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from governance.audit import history
from governance.audit.services import change
from governance.common.periods import Period, PeriodKind
from governance.registers.declarations import Refused
from governance.seals import services, ways
from governance.seals.models import PeriodReport, ReportState, Seal
from governance.seals.ways import Deed
from tests.seals.office import NOW, QUARTER, TODAY

LEVELS = (0, None)


def do(office, report, deed, who="auditor"):
    """The deed by somebody who had nothing to do with the report yet."""
    by = office.who(who)
    return {
        Deed.SUBMIT: lambda: services.submit(report=report, comment="", by=by, now=NOW),
        Deed.TAKE_BACK: lambda: services.take_back(report=report, by=by),
        Deed.ENDORSE: lambda: services.endorse(report=report, by=by, now=NOW),
        Deed.GIVE_BACK: lambda: services.give_back(report=report, comment="请核对", by=by, now=NOW),
        Deed.APPROVE: lambda: services.approve(report=report, by=by, now=NOW),
        Deed.REOPEN: lambda: services.reopen(report=report, reason="更正", by=by, now=NOW),
    }[deed]()


@pytest.mark.parametrize("deed", list(Deed))
@pytest.mark.parametrize("state", list(ReportState))
@pytest.mark.parametrize("street", LEVELS)
def test_every_deed_from_every_state_leads_where_the_table_says_or_is_refused(office, street, state, deed):
    report = office.bring(office.report(street), state)
    before = report.state
    assert before == (ReportState.OPEN if (street, state) == (None, ReportState.ENDORSED) else state)
    wanted = ways.after(report.state, deed, of_street=street is not None)
    seals = Seal.objects.filter(report=report).count()
    if wanted is None:
        with pytest.raises(services.NotItsTurn):
            do(office, report, deed)
        wanted = before
    else:
        do(office, report, deed)
    report.refresh_from_db()
    assert report.state == wanted
    assert Seal.objects.filter(report=report).count() == seals + (deed is Deed.APPROVE and wanted != before)


@pytest.mark.parametrize("street", LEVELS)
@pytest.mark.parametrize("deed", ways.BY_ANOTHER)
def test_whoever_hands_in_decides_nothing_about_it(office, street, deed):
    state = ReportState.ENDORSED if deed is Deed.APPROVE and street == 0 else ReportState.SUBMITTED
    report = office.bring(office.report(street), state)
    if ways.after(report.state, deed, of_street=street is not None) is None:
        return
    with pytest.raises(services.OwnReport):
        do(office, report, deed, "clerk" if street == 0 else "governance")


def test_whoever_endorses_does_not_approve(office):
    report = office.bring(office.report(), ReportState.ENDORSED)
    with pytest.raises(services.OwnReport):
        do(office, report, Deed.APPROVE, "reviewer")
    assert not Seal.objects.filter(report=report).exists()


def test_giving_back_and_opening_again_need_words(office):
    report = office.bring(office.report(), ReportState.SUBMITTED)
    with pytest.raises(services.WordsMissing):
        services.give_back(report=report, comment="  ", by=office.who("reviewer"), now=NOW)
    report = office.bring(office.report(None), ReportState.APPROVED)
    with pytest.raises(services.WordsMissing):
        services.reopen(report=report, reason=" ", by=office.who("governance"), now=NOW)


def test_what_was_done_stands_in_the_history_with_people_and_reasons(office):
    report = office.bring(office.report(), ReportState.APPROVED)
    told = [(event.reason, event.actor) for event in history.of(report)]
    assert [reason for reason, _actor in told] == ["统计报告审定并封存", "统计报告审核同意", "统计报告上报", "开报"]
    assert len({actor for _reason, actor in told[:3]}) == 3


def test_a_revision_keeps_the_days_of_the_first_one(office):
    report = office.bring(office.report(), ReportState.APPROVED)
    first = (report.handed_in_on, report.approved_on)
    office.reopen(report)
    later = NOW + timedelta(days=40)
    services.submit(report=report, comment="", by=office.who("clerk"), now=later)
    office.endorse(report)
    seal = services.approve(report=report, by=office.who("governance"), now=later)
    report.refresh_from_db()
    assert (report.handed_in_on, report.approved_on) == first
    assert (seal.revision, seal.reason, report.revision) == (2, "迟报更正", 2)


# The database says the same, whoever writes


@pytest.mark.parametrize(
    ("state", "values", "constraint"),
    [
        (ReportState.OPEN, {"state": "submitted"}, "says_who_handed_in"),
        (ReportState.SUBMITTED, {"state": "returned", "comment": ""}, "given_back_with_a_comment"),
        (ReportState.OPEN, {"revision": 2}, "revised_for_a_reason"),
        (ReportState.OPEN, {"due_on": QUARTER.last}, "due_after_its_end"),
    ],
)
def test_the_database_refuses_a_report_that_says_too_little(office, state, values, constraint):
    report = office.bring(office.report(), state)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        with change(district=office.district, by=office.who("governance"), reason="x"):
            PeriodReport.objects.filter(pk=report.pk).update(**values)


@pytest.mark.parametrize("by", ["clerk", "reviewer"])
def test_the_database_refuses_an_approval_by_who_handed_in_or_endorsed(office, by):
    report = office.bring(office.report(), ReportState.ENDORSED)
    with pytest.raises(IntegrityError, match="approved_by_another"), transaction.atomic():
        with change(district=office.district, by=office.who("governance"), reason="x"):
            PeriodReport.objects.filter(pk=report.pk).update(
                state="approved", decided_by=office.who(by), approved_on=TODAY
            )


def test_the_database_refuses_a_second_report_of_the_same_period(office):
    report = office.report(None)
    with pytest.raises(IntegrityError, match="governance_periodreport_once"), transaction.atomic():
        with change(district=office.district, by=office.who("governance"), reason="x"):
            report.pk = None
            report.save(force_insert=True)


# Opening


def test_a_period_is_reported_when_it_is_over(office):
    with pytest.raises(services.NotOver):
        services.open_report(
            district=office.district, street=None, period=Period.parse("2024Q3"), by=office.who("governance"), reason="x",
            today=TODAY,
        )


def test_the_worker_opens_what_is_due_once(office):
    by = office.who("governance")
    made = services.open_due(district=office.district, by=by, today=TODAY)
    # Three places: monthly and yearly reports for the first time, quarterly ones since those of the cast.
    assert made == 3 * 1 + 3 * 3 + 3 * 1
    assert services.open_due(district=office.district, by=by, today=TODAY) == 0
    assert services.open_due(district=office.district, by=by, today=TODAY + timedelta(days=30)) == 3 * 1


def test_reports_are_due_by_the_rule_of_the_district(office):
    report, handed_in = office.report(0), office.bring(office.report(1), ReportState.OPEN)
    services.submit(report=handed_in, comment="", by=office.who("clerk2"), now=NOW)
    assert (report.due_on - report.last_on).days == 10
    services.set_rule(district=office.district, kind=PeriodKind.QUARTER, days=15, by=office.who("governance"), reason="改")
    report.refresh_from_db()
    handed_in.refresh_from_db()
    assert ((report.due_on - report.last_on).days, (handed_in.due_on - handed_in.last_on).days) == (15, 10)
    assert (office.report(None).due_on - QUARTER.last).days == 15
    for days in (0, 91):
        with pytest.raises(Refused):
            services.set_rule(district=office.district, kind=PeriodKind.QUARTER, days=days, by=office.who("leader"), reason="改")


def test_a_reminder_stands_once_a_day_and_only_for_what_is_missing(office):
    report = office.report()
    told = services.remind(report=report, by=office.who("governance"), now=NOW)
    assert told.reminded_by_name == office.who("governance").name
    with pytest.raises(services.AlreadyReminded):
        services.remind(report=report, by=office.who("leader"), now=NOW + timedelta(hours=1))
    services.remind(report=report, by=office.who("leader"), now=NOW + timedelta(days=1))
    office.submit(report)
    with pytest.raises(Refused):
        services.remind(report=report, by=office.who("governance"), now=NOW + timedelta(days=2))
