"""Claims to what was paid too much, and objections that hold one line."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from governance.audit.services import change
from governance.registers.declarations import Refused
from subsidies.models import ClawbackClaim, FundEntry, PaymentLine, PaymentObjection, Repayment
from subsidies.payments import fund, services
from subsidies.payments.choices import ClaimState, FundKind
from subsidies.payments.services import clawbacks
from subsidies.rules.payments import Deed
from tests.payments.office import AFTER, AMOUNTS, FEBRUARY, LAST, ON

TOTAL = sum(AMOUNTS)
DUE = date(2021, 5, 12)


@pytest.fixture
def claimed(office):
    """January is paid; then the first courtyard is found smaller: 30.00 yuan are claimed back."""
    services.close(batch=office.paid(), on=AFTER, by=office.finance2)
    office.laid.set_area(office.laid.courtyards[0], "900.00")
    office.compute()
    [claim] = office.prepare().claims
    return office, claim


def noticed(office, claim):
    return services.notice(claim=claim, document="追回通知1号", due_on=DUE, on=AFTER, by=office.housing)


def repay(office, claim, fen, **said):
    told = {"document": "收据1", "on": AFTER, "today": AFTER, "by": office.finance2}
    return services.repay(claim=claim, amount_fen=fen, **told | said)


def test_a_claim_is_paid_back_in_parts(claimed):
    office, claim = claimed
    assert (claim.state, claim.amount_fen, claim.number) == (ClaimState.CLAIMED, 3_000, "990301-Z2021-001")
    with pytest.raises(Refused):
        repay(office, claim, 1_000)
    noticed(office, claim)
    free = fund.free(claim.district_id)
    repay(office, claim, 1_000)
    with pytest.raises(Refused, match=r"20\.00"):
        repay(office, claim, 2_001)
    repay(office, claim, 2_000)
    claim.refresh_from_db()
    assert (claim.state, fund.free(claim.district_id)) == (ClaimState.SETTLED, free + 3_000)
    back = PaymentLine.objects.filter(batch=None).values_list("amount_fen", "earlier_fen")
    assert list(back) == [(-1_000, 0), (-2_000, -1_000)]


@pytest.mark.parametrize("said", [{"document": " "}, {"on": date(2021, 4, 13)}])
def test_a_repayment_names_its_receipt_and_has_happened(claimed, said):
    office, claim = claimed
    noticed(office, claim)
    with pytest.raises(Refused):
        repay(office, claim, 1_000, **said)
    assert not Repayment.objects.exists()


def test_the_notice_gives_time(claimed):
    office, claim = claimed
    with pytest.raises(Refused):
        services.notice(claim=claim, document="通知", due_on=AFTER, on=AFTER, by=office.housing)
    with pytest.raises(Refused):
        services.notice(claim=claim, document=" ", due_on=DUE, on=AFTER, by=office.housing)


def test_a_claim_is_set_off_against_the_next_payment(claimed):
    office, claim = claimed
    noticed(office, claim)
    office.compute(FEBRUARY)
    batch = office.sent("2021-02")
    item = office.item(batch)
    assert (item.gross_fen, item.set_off_fen, item.amount_fen) == (27_000, 3_000, 24_000)
    with pytest.raises(Refused):
        repay(office, claim, 1)
    from tests.payments.office import answer

    office.take_in(batch, answer(batch))
    claim.refresh_from_db()
    assert claim.state == ClaimState.SETTLED
    assert Repayment.objects.get(claim=claim).item_id == item.pk
    # What left the fund is what the bank paid; no recovery is entered for what never left.
    assert not FundEntry.objects.filter(kind=FundKind.RECOVERY).exists()
    assert sum(PaymentLine.objects.filter(courtyard=claim.courtyard_id).values_list("amount_fen", flat=True)) == 30_000 + 24_000


def test_what_failed_sets_nothing_off(claimed):
    office, claim = claimed
    office.compute(FEBRUARY)
    batch = office.paid("2021-02", _0001="0")
    assert clawbacks.outstanding(claim) == 3_000
    services.close(batch=batch, on=AFTER, by=office.finance2)
    assert office.item(office.batch("2021-02")).amount_fen == 24_000


def test_a_payment_that_is_set_off_whole_needs_no_bank(office):
    services.close(batch=office.paid(), on=AFTER, by=office.finance2)
    for area in ("100.00",):
        office.laid.set_area(office.laid.courtyards[0], area)
    office.compute()
    [claim] = office.prepare().claims
    office.compute(FEBRUARY)
    batch = office.sent("2021-02")
    item = office.item(batch)
    assert (item.gross_fen, item.amount_fen, item.state) == (3_000, 0, "set_off")
    assert batch.files.get().rows == 2
    assert clawbacks.outstanding(claim) == 27_000 - 3_000


def test_a_waiver_takes_two_people_and_a_document(claimed):
    office, claim = claimed
    with pytest.raises(Refused):
        services.propose_waiver(claim=claim, document=" ", ground="楼院拆除", by=office.finance)
    services.propose_waiver(claim=claim, document="豁免1号", ground="楼院拆除", by=office.finance)
    with pytest.raises(Refused):
        services.decide_waiver(claim=claim, waive=True, on=AFTER, by=office.finance, reason="同意")
    services.decide_waiver(claim=claim, waive=True, on=AFTER, by=office.leader, reason="同意")
    claim.refresh_from_db()
    assert (claim.state, claim.waived_by) == (ClaimState.WAIVED, office.leader)
    with pytest.raises(Refused):
        noticed(office, claim)


def test_nothing_is_waived_that_a_batch_under_way_sets_off(claimed):
    office, claim = claimed
    office.compute(FEBRUARY)
    batch = office.batch("2021-02")
    # As it stands where the proposal came in while the batch was being prepared.
    with change(district=claim.district_id, by=office.finance, reason="raw"):
        ClawbackClaim.objects.filter(pk=claim.pk).update(
            state=ClaimState.WAIVER, proposed_by=office.finance, waiver_document="豁免1号"
        )
    with pytest.raises(Refused, match="抵扣"):
        services.decide_waiver(claim=claim, waive=True, on=AFTER, by=office.leader, reason="同意")
    office.act(batch, Deed.WITHDRAW, office.housing)
    assert services.decide_waiver(claim=claim, waive=True, on=AFTER, by=office.leader, reason="同意").waived_on == AFTER


def test_the_database_waives_nothing_by_one_person(claimed):
    office, claim = claimed
    with pytest.raises(IntegrityError, match="waived_by_two_people"), transaction.atomic():
        with change(district=claim.district_id, by=office.leader, reason="raw"):
            ClawbackClaim.objects.filter(pk=claim.pk).update(
                state="waived", proposed_by=office.leader, waived_by=office.leader, waived_on=AFTER, waiver_document="x"
            )


def test_a_declined_waiver_leaves_the_claim_as_it_was(claimed):
    office, claim = claimed
    noticed(office, claim)
    services.propose_waiver(claim=claim, document="豁免1号", ground="楼院拆除", by=office.finance)
    services.decide_waiver(claim=claim, waive=False, on=AFTER, by=office.leader, reason="不同意")
    claim.refresh_from_db()
    assert claim.state == ClaimState.NOTICED
    repay(office, claim, 3_000)


def test_there_is_nothing_to_claim_where_nothing_is_owed(office):
    with pytest.raises(Refused):
        services.claim(courtyard=office.laid.courtyards[0], why="多付", on=AFTER, by=office.housing)


def lodge(office, batch, number=0, **said):
    told = {"objector": "业主王某", "received_on": ON, "grounds": "面积有误"}
    return services.lodge(
        item=office.item(batch, number), told=services.Objected(**told | said), today=AFTER, by=office.finance2
    )


def test_an_objection_holds_its_line_and_the_rest_goes_on(office):
    batch = office.published()
    lodge(office, batch)
    assert office.item(batch).state == "held"
    done = office.approve(batch)
    assert done.amount_fen == TOTAL - AMOUNTS[0]
    assert services.send(batch=batch, on=AFTER, by=office.finance2).rows == 2


def test_rejected_in_time_the_line_goes_on(office):
    batch = office.published()
    objection = lodge(office, batch)
    services.answer(objection=objection, upheld=False, words="面积以测绘报告为准", on=LAST, by=office.housing2)
    assert office.item(batch).state == "included"
    assert office.approve(batch).amount_fen == TOTAL


def test_rejected_after_the_approval_it_comes_with_the_next_batch(office):
    batch = office.published()
    objection = lodge(office, batch)
    office.approve(batch)
    services.answer(objection=objection, upheld=False, words="面积以测绘报告为准", on=AFTER, by=office.housing2)
    assert office.item(batch).state == "dropped"
    assert office.batch().total_fen == AMOUNTS[0]


def test_a_batch_that_is_withdrawn_frees_no_line_that_is_held(office):
    batch = office.published()
    objection = lodge(office, batch)
    office.act(batch, Deed.GIVE_BACK, office.finance, comment="请核对")
    office.act(batch, Deed.WITHDRAW, office.housing)
    following = office.batch()
    assert following.total_fen == TOTAL - AMOUNTS[0]
    assert not following.items.filter(courtyard=office.laid.courtyards[0]).exists()
    services.answer(objection=objection, upheld=False, words="面积以测绘报告为准", on=LAST, by=office.housing2)
    assert office.batch().total_fen == AMOUNTS[0]


def test_found_right_the_corrected_amount_comes_with_the_next_batch(office):
    batch = office.published()
    objection = lodge(office, batch)
    services.answer(objection=objection, upheld=True, words="确有误", on=LAST, by=office.housing2)
    assert office.item(batch).state == "dropped"
    office.laid.set_area(office.laid.courtyards[0], "1100.00")
    office.compute()
    assert office.batch().total_fen == 33_000
    assert office.approve(batch).amount_fen == TOTAL - AMOUNTS[0]


@pytest.mark.parametrize("said", [{"received_on": date(2021, 3, 31)}, {"received_on": date(2021, 4, 10)}, {"grounds": " "},
                                  {"objector": ""}, {"received_on": date(2021, 4, 13)}])
def test_objections_out_of_time_or_without_words_are_refused(office, said):
    batch = office.published()
    with pytest.raises(Refused):
        lodge(office, batch, **said)
    assert not PaymentObjection.objects.exists()


def test_no_objection_before_the_publicity_nor_a_second_one_nor_after_the_bank(office):
    batch = office.reviewed()
    with pytest.raises(Refused):
        lodge(office, batch)
    services.publish(batch=batch, days=5, place="公告栏", document="公示1号", on=ON, by=office.housing)
    objection = lodge(office, batch)
    with pytest.raises(Refused):
        lodge(office, batch)
    with pytest.raises(Refused):
        services.answer(objection=objection, upheld=True, words="是", on=LAST, by=office.finance2)
    with pytest.raises(Refused):
        services.answer(objection=objection, upheld=True, words=" ", on=LAST, by=office.housing2)
    office.approve(batch)
    services.send(batch=batch, on=AFTER, by=office.finance2)
    with pytest.raises(Refused):
        lodge(office, batch, 1)


@pytest.mark.parametrize("days", [4, 31])
def test_a_publicity_takes_five_working_days_at_least(office, days):
    batch = office.reviewed()
    with pytest.raises(Refused):
        services.publish(batch=batch, days=days, place="公告栏", document="公示1号", on=ON, by=office.housing)
