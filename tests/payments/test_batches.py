"""A batch from its preparing to its end: every unpaid line once, corrections set off, by three hands, within the fund."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from governance.audit.services import change
from governance.models import Change
from governance.people import services as people_services
from governance.people.models import Membership
from governance.registers.declarations import Refused
from subsidies.models import (
    BatchAct,
    BatchLine,
    ClawbackClaim,
    EntitlementLine,
    FundEntry,
    PaymentBatch,
    PaymentItem,
    PaymentLine,
    ResultFile,
)
from subsidies.payments import fund, services
from subsidies.payments.choices import FundKind
from subsidies.rules.payments import Deed, Step
from tests.payments.office import AFTER, AMOUNTS, FEBRUARY, as_person

TOTAL = sum(AMOUNTS)


def step(batch):
    return PaymentBatch.objects.with_step().get(pk=batch.pk).step


def test_every_unpaid_line_is_taken_once_and_paid_once(office):
    batch = office.paid()
    assert (batch.number, batch.total_fen, batch.courtyards) == ("990301-202101-01", TOTAL, 3)
    assert step(batch) == Step.PAID
    assert sorted(PaymentLine.objects.filter(batch=batch).values_list("amount_fen", flat=True)) == sorted(AMOUNTS)
    assert not EntitlementLine.objects.unpaid().exists()
    assert all(line.is_paid for line in EntitlementLine.objects.with_payment())
    with pytest.raises(Refused, match="2021-01"):
        office.prepare()


def test_what_stands_in_a_batch_is_in_no_other(office):
    office.batch()
    before = Change.objects.count()
    with pytest.raises(Refused, match="2021-01"):
        office.prepare()
    assert (Change.objects.count(), PaymentBatch.objects.count()) == (before, 1)


def test_the_database_holds_a_line_in_one_open_batch(office):
    batch = office.batch()
    line = BatchLine.objects.filter(item__batch=batch).first()
    other = PaymentItem.objects.exclude(pk=line.item_id).first()
    with pytest.raises(IntegrityError, match="in_one_batch_at_a_time"), transaction.atomic():
        with change(district=batch.district_id, by=office.housing, reason="raw"):
            BatchLine.objects.create(
                district_id=line.district_id, street_id=other.street_id, courtyard_id=other.courtyard_id, item=other,
                line_id=line.line_id, amount_fen=1,
            )


def test_a_quarter_is_one_line_for_each_courtyard(office):
    office.compute(FEBRUARY)
    batch = office.batch("2021Q1")
    assert (batch.total_fen, batch.courtyards) == (2 * TOTAL, 3)
    item = office.item(batch)
    assert (item.months, item.first_month, item.last_month, item.amount_fen) == (2, date(2021, 1, 1), date(2021, 2, 1), 60_000)
    assert item.reference == "990301-2021Q1-01-0001"


@pytest.mark.parametrize("period", ["2021-04", "2021Q2", "2021H1", "2021"])
def test_a_period_that_is_not_over_is_refused(office, period):
    with pytest.raises(Refused, match=period):
        office.prepare(period)


def test_arrears_of_earlier_months_come_along_where_asked(office):
    office.compute(FEBRUARY)
    assert office.batch("2021-02").total_fen == TOTAL
    office.act(PaymentBatch.objects.get(), Deed.WITHDRAW, office.housing)
    assert office.batch("2021-02", with_arrears=True).total_fen == 2 * TOTAL


def test_a_correction_is_set_off_within_its_courtyard(office):
    office.laid.set_area(office.laid.courtyards[0], "900.00")
    office.compute()
    batch = office.batch()
    assert batch.total_fen == TOTAL - 3_000
    assert [fen for _line, fen in _shares(office.item(batch))] == [30_000, -3_000]


def test_lines_of_nothing_are_not_taken(office):
    office.laid.set_area(office.laid.courtyards[0], "1000.01")
    office.compute()
    assert BatchLine.objects.filter(item__batch=office.batch()).count() == 3


def test_a_negative_sum_becomes_a_claim_and_is_never_paid_out(office):
    office.paid()
    office.laid.set_area(office.laid.courtyards[0], "900.00")
    office.laid.set_area(office.laid.courtyards[1], "2100.55")
    office.compute()
    made = office.prepare()
    assert (made.batch.total_fen, made.batch.courtyards) == (3_000, 1)
    [claim] = made.claims
    assert (claim.amount_fen, claim.courtyard_id) == (3_000, office.laid.courtyards[0].pk)


def test_only_negative_sums_make_claims_and_no_batch(office):
    office.paid()
    office.laid.set_area(office.laid.courtyards[0], "900.00")
    office.compute()
    made = office.prepare()
    assert made.batch is None and [claim.amount_fen for claim in made.claims] == [3_000]
    with pytest.raises(Refused):
        office.prepare()
    assert (PaymentBatch.objects.count(), ClawbackClaim.objects.count()) == (1, 1)


@pytest.mark.parametrize("who", ["housing2", "finance", "finance2", "leader"])
def test_only_the_housing_centre_prepares(office, who):
    made = None
    if who == "housing2":
        made = office.prepare(by=office.housing2)
        assert made.batch.prepared_by == office.housing2
        return
    with pytest.raises(Refused):
        office.prepare(by=getattr(office, who))
    assert made is None and not PaymentBatch.objects.exists()


def test_without_a_confirmed_account_nobody_is_paid_unless_left_out(laid):
    from tests.payments.office import answer, open_office

    office = open_office(laid, accounts=False)
    office.compute()
    office.account(0)
    office.account(1, confirm=False)
    batch = office.approved()
    with pytest.raises(Refused, match="2号院、3号院"):
        services.send(batch=batch, on=AFTER, by=office.finance2)
    assert step(batch) == Step.APPROVED
    sent = services.send(batch=batch, on=AFTER, by=office.finance2, leave_out=True)
    assert (sent.rows, sent.total_fen, office.item(batch, 2).state) == (1, 30_000, "left_out")
    office.take_in(batch, answer(batch))
    services.close(batch=batch, on=AFTER, by=office.finance2)
    assert fund.free(batch.district_id) == 10_000_000 - 30_000
    assert office.batch().total_fen == TOTAL - 30_000


def test_failed_and_partly_paid_amounts_come_with_the_next_batch(office):
    batch = office.paid(_0001="0", _0003="370.00")
    assert [office.item(batch, number).state for number in range(3)] == ["failed", "paid", "partly"]
    services.close(batch=batch, on=AFTER, by=office.finance2)
    assert step(batch) == Step.CLOSED
    again = office.batch()
    assert {item.courtyard_id: item.amount_fen for item in again.items.all()} == {
        office.laid.courtyards[0].pk: 30_000, office.laid.courtyards[2].pk: 370_370 - 37_000,
    }
    entries = FundEntry.objects.filter(batch=batch).values_list("kind", "amount_fen")
    assert dict(entries) == {
        FundKind.COMMITMENT: TOTAL, FundKind.PAYMENT: 60_017 + 37_000, FundKind.RELEASE: TOTAL - 60_017 - 37_000,
    }


def test_the_database_pays_no_line_twice_and_none_above_its_amount(office):
    batch = office.paid()
    paid = PaymentLine.objects.filter(batch=batch).first()
    row = {
        "district_id": paid.district_id, "street_id": paid.street_id, "courtyard_id": paid.courtyard_id, "batch": batch,
        "item_id": paid.item_id, "line_id": paid.line_id, "due_fen": paid.due_fen, "paid_on": AFTER,
    }
    for earlier, constraint in ((0, "payment_once_a_line"), (1, "payment_within_its_line")):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            with change(district=batch.district_id, by=office.finance2, reason="again"):
                PaymentLine.objects.create(**row, earlier_fen=earlier, amount_fen=paid.amount_fen)


def test_the_sample_is_drawn_once_and_anybody_can_repeat_it(office):
    from ratings.rules.rounds import draw

    batch = office.sent()
    with pytest.raises(Refused):
        services.draw(batch=batch, percent=34, by=office.housing, reason="抽查")
    office.take_in(batch, _all(batch))
    sample = services.draw(batch=batch, percent=34, by=office.housing, reason="抽查")
    street = office.laid.courtyards[0].street.code
    assert set(sample.drawn) == draw(sample.seed, 34, {street: sample.codes}) and len(sample.drawn) == 2
    with pytest.raises(Refused):
        services.draw(batch=batch, percent=34, by=office.housing, reason="再抽")
    drawn = next(item for item in batch.items.select_related("courtyard") if item.courtyard.code in sample.drawn)
    other = next(item for item in batch.items.select_related("courtyard") if item.courtyard.code not in sample.drawn)
    with pytest.raises(Refused):
        services.note(sample=sample, item=drawn, found="missing", comment=" ", on=AFTER, by=office.housing)
    with pytest.raises(Refused):
        services.note(sample=sample, item=other, found="arrived", comment="", on=AFTER, by=office.housing)
    found = services.note(sample=sample, item=drawn, found="missing", comment="户主称未到账", on=AFTER, by=office.housing)
    assert found.asked_by_name == office.housing.name


def test_a_payment_needs_its_voucher_and_a_day_that_has_come(office):
    batch = office.sent()
    # It went to the bank on the 12th.
    for field, said in (("voucher", " "), ("paid_on", date(2021, 4, 13)), ("paid_on", date(2021, 4, 11))):
        with pytest.raises(Refused) as refused:
            office.take_in(batch, _all(batch), **{field: said})
        assert refused.value.field == field
    assert not ResultFile.objects.exists() and step(batch) == Step.SENT


def test_who_takes_a_result_in_has_the_role_on_that_day_whenever_it_was_paid(office):
    batch, later = office.sent(), date(2021, 4, 20)
    # In the office when the bank paid, and no more when its answer comes in.
    people_services.end_membership(
        membership=Membership.objects.get(user=office.finance2), by=office.laid.by, on=date(2021, 4, 15), reason="离任"
    )
    with pytest.raises(Refused, match="财政"):
        office.take_in(batch, _all(batch), today=later)
    people_services.grant(
        user=office.leader2, district=office.laid.district, role="finance", by=office.laid.by, reason="到任",
        valid_from=date(2021, 4, 18),
    )
    made = office.take_in(batch, _all(batch), today=later, by=office.leader2)
    assert (made.paid_on, BatchAct.objects.get(deed=Deed.RECORD).acted_on) == (AFTER, later)


def test_a_person_of_another_district_has_no_role_here(office):
    with as_person(office.laid.by), pytest.raises(Refused):
        office.prepare(by=office.laid.by)


def _shares(item):
    return list(BatchLine.objects.filter(item=item).order_by("pk").values_list("line", "amount_fen"))


def _all(batch):
    from tests.payments.office import answer

    return answer(batch)
