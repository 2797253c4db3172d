"""A month's way from the clerk to the reviewer, and that a closed month stays whatever door one comes by."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from courtyards.models import ActivityReturn
from courtyards.registers import ACTIVITY_RETURNS
from courtyards.returns import ACTIVITIES
from governance.audit import history
from governance.registers.declarations import Refused
from governance.registers.services import correct, enter, remove, restore
from governance.registers.services.entering import version_of
from governance.returns import services
from governance.returns.closing import MonthClosed
from governance.returns.models import ReturnSubmission, SubmissionState
from governance.returns.months import range_of
from property_firms.models import FeeReturn
from property_firms.registers import FEE_RETURNS
from property_firms.returns import FEES
from tests.indicators.village import CODE, span
from tests.returns.street import CARRIED, JUNE, MAY, NOW, Street


@pytest.fixture
def clerk(cast):
    return cast.home.user("clerk")


@pytest.fixture
def handed_in(street, clerk):
    return street.submitted(by=clerk)


def accept(handed_in, street):
    return services.accept(submission=handed_in, by=street.village.by, reason="核对", now=NOW)


def reopen(accepted, street):
    return services.reopen(submission=accepted, by=street.village.by, reason="户数有误", now=NOW)


def test_what_is_missing_is_named_and_nothing_is_handed_in(street):
    with pytest.raises(services.StillMissing) as found:
        services.submit(FEES, **street.of_june, reason="上报", now=NOW)
    assert len(found.value.rows) == 3 and not ReturnSubmission.objects.filter(district_id=CODE).exists()


def test_a_street_that_owes_nothing_hands_nothing_in(village):
    with pytest.raises(services.NothingOwed):
        services.submit(FEES, **Street(village).of_june, reason="上报", now=NOW)


def test_the_whole_way(street, clerk, handed_in):
    by = street.village.by
    assert (handed_in.state, handed_in.submitted_by_name) == (SubmissionState.SUBMITTED, clerk.name)
    back = services.give_back(submission=handed_in, comment="3号院实收有误", by=by, reason="审核", now=NOW)
    assert (back.state, back.comment, back.decided_by_name) == (SubmissionState.RETURNED, "3号院实收有误", by.name)
    again = services.submit(FEES, **street.of_june | {"by": clerk}, reason="已改", now=NOW)
    assert again.pk == handed_in.pk and again.state == SubmissionState.SUBMITTED
    assert again.comment == "3号院实收有误" and again.decided_at is None
    accepted = accept(again, street)
    assert (accepted.state, accepted.comment) == (SubmissionState.ACCEPTED, "")
    opened = reopen(accepted, street)
    assert (opened.state, opened.comment) == (SubmissionState.OPEN, "户数有误")
    assert len(history.of(opened)) >= 1


def test_whoever_hands_in_does_not_accept(handed_in, clerk):
    with pytest.raises(services.OwnSubmission):
        services.accept(submission=handed_in, by=clerk, reason="核对", now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReturnSubmission.objects.filter(pk=handed_in.pk).update(
            state=SubmissionState.ACCEPTED, decided_by=clerk, decided_at=NOW
        )


def test_wishes_that_come_too_late_or_too_early(street, handed_in, clerk):
    by = street.village.by
    with pytest.raises(services.AlreadySubmitted):
        services.submit(FEES, **street.of_june, reason="上报", now=NOW)
    with pytest.raises(services.CommentMissing):
        services.give_back(submission=handed_in, comment=" ", by=by, reason="审核", now=NOW)
    with pytest.raises(services.NotSubmitted):
        reopen(handed_in, street)
    accepted = accept(handed_in, street)
    for wish in (
        lambda: accept(accepted, street),
        lambda: services.give_back(submission=accepted, comment="晚了", by=by, reason="审核", now=NOW),
        lambda: services.take_back(submission=accepted, by=clerk, reason="撤回", now=NOW),
        lambda: services.submit(FEES, **street.of_june, reason="上报", now=NOW),
    ):
        with pytest.raises(services.AlreadyAccepted):
            wish()
    opened = reopen(accepted, street)
    for deed in (services.accept, services.take_back):
        with pytest.raises(services.NotSubmitted):
            deed(submission=opened, by=by, reason="x", now=NOW)


def test_the_clerk_takes_it_back_before_it_is_decided(street, handed_in, clerk):
    taken = services.take_back(submission=handed_in, by=clerk, reason="撤回", now=NOW)
    assert taken.state == SubmissionState.OPEN
    services.fill(FEES, **street.of_june, reason="改", typed={street.rows()[0].key: typed(street.rows()[0], received_fen=1)})
    assert street.rows()[0].given.received_fen == 1


def test_a_contract_entered_meanwhile_keeps_it_from_being_accepted(street, handed_in):
    street.contract()
    with pytest.raises(services.StillMissing):
        accept(handed_in, street)


def typed(row, **figures):
    standing = {name: getattr(row.given or row.earlier, name) for name in FEES.fields}
    return services.Typed(standing | figures, row.version)


@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_a_closed_month_stays_by_every_door(street, handed_in, state):
    if state == "accepted":
        accept(handed_in, street)
    by, row = street.village.by, street.rows()[0]
    record = FeeReturn.objects.get(pk=row.given.pk)
    version, before = version_of(FEE_RETURNS, record), list(FeeReturn.objects.order_by("pk").values())
    new = {"courtyard": record.courtyard, "firm": record.firm, **dict.fromkeys(FEES.fields, 1)}
    few_days, year = span(date(2024, 6, 10), date(2024, 6, 20)), span(date(2024, 1, 1), date(2025, 1, 1))
    attempts = (
        lambda: correct(FEE_RETURNS, record=record, data={"received_fen": 0}, version=version, by=by, reason="x"),
        # Out of the month, and into it.
        lambda: correct(FEE_RETURNS, record=record, data={"period": range_of(MAY)}, version=version, by=by, reason="x"),
        lambda: enter(FEE_RETURNS, district=CODE, data=new | {"period": few_days}, by=by, reason="x"),
        lambda: enter(FEE_RETURNS, district=CODE, data=new | {"period": year}, by=by, reason="x"),
        lambda: remove(FEE_RETURNS, record=record, version=version, by=by, reason="x", now=NOW),
        lambda: street.carry(),
    )
    for attempt in attempts:
        with pytest.raises(MonthClosed):
            attempt()
    with pytest.raises(services.CellsRefused):
        services.fill(FEES, **street.of_june, reason="x", typed={row.key: typed(row, received_fen=0)})
    assert list(FeeReturn.objects.order_by("pk").values()) == before


def test_other_months_and_streets_stay_open(street, handed_in):
    other = Street(street.village, 1).contracted(1)
    other.carry()
    may = FeeReturn.objects.get(pk=street.rows()[0].earlier.pk)
    version = version_of(FEE_RETURNS, may)
    correct(FEE_RETURNS, record=may, data={"received_fen": 0}, version=version, by=street.village.by, reason="x")
    assert street.rows()[0].earlier.received_fen == 0 and other.rows()[0].given is not None


def test_nothing_comes_back_from_the_bin_into_a_closed_month(street, clerk):
    street.carry()
    extra = street.returned(street.contracts[0], period=span(date(2024, 6, 5), date(2024, 6, 9)))
    by = street.village.by
    entry = remove(FEE_RETURNS, record=extra, version=version_of(FEE_RETURNS, extra), by=by, reason="x", now=NOW)
    services.submit(FEES, **street.of_june | {"by": clerk}, reason="上报", now=NOW)
    with pytest.raises(MonthClosed):
        restore(entry=entry, by=by, reason="x", now=NOW)


def test_a_reopened_month_can_be_corrected(street, handed_in):
    reopen(accept(handed_in, street), street)
    row = street.rows()[0]
    services.fill(FEES, **street.of_june, reason="改", typed={row.key: typed(row, received_fen=3)})
    assert street.rows()[0].given.received_fen == 3


def test_the_laws_of_an_activity_return(village):
    street = Street(village)
    team = street.organisation(valid=span(date(2024, 5, 10), date(2024, 6, 10)))
    right = {"organisation": team, "period": range_of(JUNE), "activities": 2, "participants": 9, "hours": None}

    def entered(**data):
        return enter(ACTIVITY_RETURNS, district=CODE, data=right | data, by=village.by, reason="x")

    for field, data in (
        ("period", {"period": span(date(2024, 6, 1), date(2024, 6, 30))}),
        ("period", {"period": span(date(2024, 5, 1), date(2024, 7, 1))}),
        ("participants", {"activities": 0}),
        ("organisation", {"period": range_of(MAY.plus(-1))}),
        ("organisation", {"period": range_of(JUNE.next())}),
    ):
        with pytest.raises(Refused) as found:
            entered(**data)
        assert found.value.field == field, data
    record = entered()
    assert record.street_id == street.pk and str(record) == "Volunteers · 2024-06"
    services.submit(ACTIVITIES, **street.of_june, reason="上报", now=NOW)
    told = {"record": record, "version": version_of(ACTIVITY_RETURNS, record), "by": village.by, "reason": "x"}
    for attempt in (
        lambda: correct(ACTIVITY_RETURNS, data={"activities": 3}, **told),
        lambda: remove(ACTIVITY_RETURNS, now=NOW, **told),
        lambda: services.carry_forward(ACTIVITIES, **street.of_june, reason=CARRIED),
    ):
        with pytest.raises(MonthClosed):
            attempt()


def test_the_database_holds_the_month_of_an_activity_return_too(village):
    street = Street(village)
    team = street.organisation()
    for data in ({"period": span(date(2024, 6, 1), date(2024, 6, 30))}, {"activities": 0}, {"hours": "-1.0"}):
        told = {"period": range_of(JUNE), "activities": 1, "participants": 3} | data
        with pytest.raises(IntegrityError), transaction.atomic():
            ActivityReturn.objects.create(district_id=CODE, street_id=street.pk, organisation=team, **told)


