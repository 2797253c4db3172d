"""A month is paid with a voucher: every unpaid line, once."""

from datetime import UTC, date, datetime

import pytest

from governance.common.periods import Month
from governance.models import Change
from subsidies import services
from subsidies.models import EntitlementLine, PaymentBatch, PaymentLine
from tests.subsidies import ground

JANUARY = Month(2021, 1)


@pytest.fixture
def computed(laid):
    compute(laid)
    return laid


def compute(laid):
    services.compute_month(district=laid.district, month=JANUARY, by=laid.by, now=ground.NOW)


def pay(laid, **given):
    values = {
        "district": laid.district,
        "month": JANUARY,
        "paid_on": date(2021, 2, 10),
        "voucher": "财拨〔2021〕1号",
        "by": laid.by,
        "now": ground.NOW,
    }
    return services.pay_month(**values | given)


def test_every_unpaid_line_is_paid(computed):
    batch = pay(computed)
    assert (batch.number, batch.total_fen) == ("990301-202101-01", 30_000 + 60_017 + 370_370)
    assert PaymentLine.objects.filter(batch=batch).count() == 3
    assert not EntitlementLine.objects.unpaid().exists()
    assert all(line.is_paid for line in EntitlementLine.objects.with_payment())


def test_nothing_is_paid_twice(computed):
    pay(computed)
    before = Change.objects.count()
    with pytest.raises(services.NothingToPay, match="2021-01"):
        pay(computed)
    assert (Change.objects.count(), PaymentBatch.objects.count()) == (before, 1)


def test_a_later_correction_has_a_batch_of_its_own(computed):
    pay(computed)
    computed.set_area(computed.courtyards[0], "1100.00")
    compute(computed)
    batch = pay(computed, voucher="2")
    assert (batch.number, batch.total_fen) == ("990301-202101-02", 3_000)


def test_a_negative_correction_is_set_off_or_recovered(computed):
    computed.set_area(computed.courtyards[0], "900.00")
    compute(computed)
    # Before payment it is set off against its own first line.
    assert pay(computed).total_fen == 27_000 + 60_017 + 370_370
    computed.set_area(computed.courtyards[0], "800.00")
    compute(computed)
    with pytest.raises(services.RecoveryDue, match=r"-30\.00"):
        pay(computed)
    assert PaymentBatch.objects.count() == 1


def test_lines_of_nothing_are_not_paid(computed):
    computed.set_area(computed.courtyards[0], "1000.01")
    compute(computed)
    pay(computed)
    assert PaymentLine.objects.count() == 3


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"paid_on": date(2021, 1, 31)}, services.PaidTooEarly),
        ({"paid_on": date(2026, 1, 16)}, services.PaidInFuture),
        ({"voucher": "  "}, services.VoucherMissing),
        ({"month": Month(2021, 2), "paid_on": date(2021, 3, 1)}, services.NothingToPay),
    ],
)
def test_what_is_refused_writes_nothing(computed, given, refusal):
    before = Change.objects.count()
    with pytest.raises(refusal):
        pay(computed, **given)
    assert (Change.objects.count(), PaymentBatch.objects.count()) == (before, 0)


def test_today_is_a_day_in_shanghai(computed):
    moment = datetime(2021, 2, 9, 16, 30, tzinfo=UTC)
    assert pay(computed, paid_on=date(2021, 2, 10), now=moment).paid_on == date(2021, 2, 10)
