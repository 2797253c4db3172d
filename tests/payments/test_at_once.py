"""Two people at once: what one did the other meets, and the fund's money is promised once. What is written stays."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import DatabaseError, connection, connections, transaction

from governance.people.models import User
from governance.registers.declarations import Refused
from governance.tenancy import scope
from subsidies.models import BatchAct, BatchLine, FundEntry, PaymentBatch, PaymentLine, ResultFile
from subsidies.payments import dues, fund, services
from subsidies.payments.choices import ClaimState
from subsidies.payments.services import clawbacks
from subsidies.rules.payments import Deed, Step
from tests.payments.office import AFTER, AMOUNTS, FEBRUARY, ON, answer, open_office
from tests.subsidies import ground

pytestmark = pytest.mark.faults
TOTAL = sum(AMOUNTS)


@pytest.fixture
def office(own_database):
    with ground.standing() as by:
        laid = ground.lay(by, areas=("1000.00", "2000.55", "12345.67"))
        laid.enrol_all()
        laid.rate_all()
        opened = open_office(laid, fund_fen=TOTAL + TOTAL // 2)
        opened.compute()
        opened.compute(FEBRUARY)
        return opened


def together(*works):
    """Runs the works at once, each on a connection of its own; what each came to, or its refusal."""
    gate = threading.Barrier(len(works))

    def once(work):
        try:
            with ground.standing():
                gate.wait()
                return work()
        except Exception as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(once, work) for work in works]]


def kinds(outcomes):
    return sorted(type(outcome).__name__ for outcome in outcomes)


def test_a_month_is_put_into_one_batch(office):
    outcomes = together(*[office.prepare] * 4)
    assert kinds(outcomes) == ["Prepared", "Refused", "Refused", "Refused"]
    with ground.standing():
        assert (PaymentBatch.objects.count(), BatchLine.objects.count()) == (1, 3)


def test_two_batches_at_once_never_take_the_same_money_of_the_fund(office):
    with ground.standing():
        first, second = office.published("2021-01"), office.published("2021-02")
    outcomes = together(lambda: office.approve(first), lambda: office.approve(second))
    assert kinds(outcomes) == ["BatchAct", "Refused"]
    [refusal] = [one for one in outcomes if isinstance(one, Refused)]
    assert "2,301.94" in str(refusal) or "2301.94" in str(refusal)
    with ground.standing():
        assert FundEntry.objects.filter(kind="commitment").count() == 1
        assert fund.free(office.laid.district) == TOTAL // 2


def test_two_people_approve_one_batch_at_once_and_it_is_approved_once(office):
    with ground.standing():
        batch = office.published()
        finance_third = _third(office)
    outcomes = together(
        lambda: services.approve(batch=batch, on=AFTER, by=office.finance),
        lambda: services.approve(batch=batch, on=AFTER, by=finance_third),
    )
    assert kinds(outcomes) == ["BatchAct", "Refused"]
    with ground.standing():
        assert BatchAct.objects.filter(deed=Deed.APPROVE).count() == 1
        assert PaymentBatch.objects.with_step().get().step == Step.APPROVED


def test_without_the_turns_the_constraints_alone_hold(office, monkeypatch):
    """The locks are a courtesy; the constraints are the guarantee."""
    with ground.standing():
        first, second = office.published("2021-01"), office.published("2021-02")
    monkeypatch.setattr("governance.audit.turns.take", lambda *subject: None)
    together(lambda: office.approve(first), lambda: office.approve(second), lambda: office.approve(first))
    with ground.standing():
        assert FundEntry.objects.filter(kind="commitment").count() == 1
        assert fund.free(office.laid.district) == TOTAL // 2


def test_the_same_file_twice_at_once_is_taken_in_once(office):
    with ground.standing():
        batch = office.sent()
        content = answer(batch)
    outcomes = together(*[lambda: office.take_in(batch, content)] * 3)
    assert kinds(outcomes) == ["Refused", "Refused", "ResultFile"]
    with ground.standing():
        assert (ResultFile.objects.count(), PaymentLine.objects.count()) == (1, 3)


@pytest.mark.parametrize("meanwhile", ["repay", "propose_waiver"])
def test_a_claim_that_a_batch_takes_in_meanwhile_is_neither_repaid_nor_waived(office, monkeypatch, meanwhile):
    """Otherwise the batch would set off what is gone, and its result could never be taken in."""
    claim = _claim(office)
    told = {
        "repay": {"amount_fen": 3_000, "document": "收据1", "on": AFTER, "today": AFTER, "by": office.finance2},
        "propose_waiver": {"document": "豁免1号", "ground": "拆除", "by": office.finance},
    }[meanwhile]
    was_read, is_over, owed = threading.Event(), threading.Event(), dues.owed

    def slowly(district):
        found = owed(district)
        was_read.set()
        is_over.wait(2)
        return found

    def deed():
        assert was_read.wait(20)
        try:
            return getattr(services, meanwhile)(claim=claim, **told)
        finally:
            is_over.set()

    monkeypatch.setattr(dues, "owed", slowly)
    made, refusal = together(lambda: office.prepare("2021-02"), deed)
    assert isinstance(refusal, Refused), refusal
    with ground.standing():
        assert clawbacks.planned(claim) == 3_000
        batch = made.batch
        _through(office, batch)
        claim.refresh_from_db()
        assert (claim.state, PaymentBatch.objects.with_step().get(pk=batch.pk).step) == (ClaimState.SETTLED, Step.PAID)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE subsidies_paymentbatch SET total_fen = 0", "DELETE FROM subsidies_paymentline",
        "UPDATE subsidies_paymentitem SET amount_fen = 0", "DELETE FROM subsidies_batchact",
        "UPDATE subsidies_batchact SET comment = 'x'", "UPDATE subsidies_resultline SET paid_fen = 0",
        "DELETE FROM subsidies_fundentry", "UPDATE subsidies_bankfile SET total_fen = 1",
    ],
)
def test_what_was_done_is_never_rewritten(office, statement):
    with ground.standing():
        office.paid()
        with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert refused.value.__cause__.pgcode == "YZ003"


def _claim(office):
    """January is paid; then the first courtyard is found smaller, and is told to pay 30.00 yuan back."""
    with ground.standing():
        services.close(batch=office.paid(), on=AFTER, by=office.finance2)
        office.laid.set_area(office.laid.courtyards[0], "900.00")
        office.compute()
        office.compute(FEBRUARY)
        office.fund(TOTAL)
        [claim] = office.prepare().claims
        return services.notice(
            claim=claim, document="追回通知1号", due_on=date(2021, 5, 12), on=AFTER, by=office.housing
        )


def _through(office, batch):
    """A prepared batch on to its result."""
    office.act(batch, Deed.SUBMIT, office.housing)
    for by in (office.housing2, office.finance):
        office.act(batch, Deed.ENDORSE, by)
    services.publish(batch=batch, days=5, place="公告栏", document="公示2号", on=ON, by=office.housing)
    office.approve(batch)
    services.send(batch=batch, on=AFTER, by=office.finance2)
    office.take_in(batch, answer(batch))


def _third(office):
    from governance.people import services as people_services

    with scope.enter(scope.Scope(signing_in="finance3")):
        made = User.objects.create_user("finance3", "finance3某")
    people_services.grant(
        user=made, district=office.laid.district, role="finance", by=office.laid.by, reason="任职", valid_from=date(2020, 1, 1)
    )
    return made


assert ON < AFTER
