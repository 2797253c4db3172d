"""Two people at one month: nothing is given twice, and nothing slips in behind the signature."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection
from django.utils import timezone

from governance.audit.services import change
from governance.common.periods import Month
from governance.registers.services import correct
from governance.registers.services.entering import version_of
from governance.returns import services
from governance.returns.closing import MonthClosed
from governance.returns.models import ReturnSubmission
from governance.returns.months import range_of
from governance.tenancy import scope
from property_firms.models import FeeReturn, ServiceContract
from property_firms.registers import FEE_RETURNS
from property_firms.returns import FEES
from tests.support.parallel import in_parallel

MAY, JUNE = Month(2024, 5), Month(2024, 6)


@pytest.fixture
def home(own_database, loaded_cast):
    """The cast's first street, with a return of May that is committed."""
    side = loaded_cast.home
    with side.scope(), change(district=side.district, by=side.user("governance"), reason="x"):
        contract = ServiceContract.objects.get(pk=side.pk(ServiceContract, 0))
        FeeReturn.objects.create(
            district_id=side.district, street_id=side.streets[0], courtyard_id=contract.courtyard_id,
            firm_id=contract.firm_id, period=range_of(MAY), receivable_fen=500, received_fen=400, households_liable=20,
            households_paid=16,
        )
    return side


def of_june(side, who="clerk"):
    return {"district": side.district, "street": side.streets[0], "month": JUNE, "by": side.user(who)}


@contextmanager
def acting(side, who):
    """Somebody of the street, in a transaction of their own."""
    with scope.enter(scope.Scope(districts=(side.district,), streets=(side.streets[0],), actor=side.user(who).pk)):
        yield


def june(side):
    with side.scope():
        return list(FeeReturn.objects.filter(period=range_of(JUNE), street_id=side.streets[0]))


def test_two_clerks_who_click_at_once_give_one_return(home):
    gate = threading.Barrier(4)

    def click():
        with acting(home, "clerk"):
            told = of_june(home)
            gate.wait(10)
            return services.carry_forward(FEES, **told, reason="无变化").written

    assert sorted(in_parallel(*[click] * 4)) == [0, 0, 0, 1]
    assert len(june(home)) == 1


def test_a_correction_in_flight_is_waited_for_and_a_later_one_refused(home):
    with acting(home, "clerk"):
        services.carry_forward(FEES, **of_june(home), reason="无变化")
    [record] = june(home)
    corrected, handed_in = threading.Event(), threading.Event()

    def corrects():
        with acting(home, "clerk"):
            told = {"record": record, "version": version_of(FEE_RETURNS, record), "by": home.user("clerk"), "reason": "改"}
            correct(FEE_RETURNS, data={"received_fen": 1}, **told)
            corrected.set()
            # Whoever hands in has to wait for the end of this transaction.
            return handed_in.wait(1)

    def hands_in():
        corrected.wait(10)
        with acting(home, "clerk"):
            services.submit(FEES, **of_june(home), reason="上报", now=timezone.now())
            handed_in.set()
            with connection.cursor() as cursor:
                cursor.execute("SELECT received_fen FROM property_firms_feereturn WHERE id = %s", [record.pk])
                return cursor.fetchone()[0]

    assert in_parallel(corrects, hands_in) == [False, 1]
    with acting(home, "clerk"), pytest.raises(MonthClosed):
        correct(
            FEE_RETURNS, record=record, data={"received_fen": 2}, version=version_of(FEE_RETURNS, record),
            by=home.user("clerk"), reason="晚了",
        )


def test_two_who_decide_at_once_decide_once(home):
    with acting(home, "clerk"):
        services.carry_forward(FEES, **of_june(home), reason="无变化")
        made = services.submit(FEES, **of_june(home), reason="上报", now=timezone.now())
    gate = threading.Barrier(2)

    def decides(deed, **more):
        def act():
            with acting(home, "reviewer"):
                by = home.user("reviewer")
                gate.wait(10)
                return deed(submission=made, by=by, reason="审核", now=timezone.now(), **more).state
        return act

    found = in_parallel(decides(services.accept), decides(services.give_back, comment="再看看"))
    won = [state for state in found if isinstance(state, str)]
    assert len(won) == 1 and sum(isinstance(one, services.AlreadyAccepted | services.NotSubmitted) for one in found) == 1
    with home.scope():
        assert ReturnSubmission.objects.get(pk=made.pk).state == won[0]
