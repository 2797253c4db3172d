"""Finance pays a month with one voucher: every unpaid line of it, corrections included."""

from datetime import date, datetime

from django.db import connection
from django.db.models import Sum
from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.common import money, sql
from governance.common.periods import Month, day_of
from governance.people.models import User
from subsidies.models import EntitlementLine, PaymentBatch
from subsidies.services.ledger import TURN


class NothingToPay(Exception):
    """Every line of the month is paid, or none moves money."""

    def __init__(self, month: Month) -> None:
        super().__init__(_("%(month)s has no unpaid lines.") % {"month": month})


class RecoveryDue(Exception):
    """The month's unpaid lines are corrections to the district's favour: they are recovered, not paid."""

    def __init__(self, month: Month, fen: int) -> None:
        super().__init__(
            _("The unpaid lines of %(month)s sum to %(amount)s yuan: this is to be recovered, not paid.")
            % {"month": month, "amount": money.to_yuan(fen)}
        )


class PaidTooEarly(ValueError):
    """A month is paid when it is over."""

    def __init__(self, month: Month) -> None:
        super().__init__(_("%(month)s can't be paid before it is over.") % {"month": month})


class PaidInFuture(ValueError):
    """A payment is recorded when it was made."""

    def __init__(self, paid_on: date) -> None:
        super().__init__(_("The day of payment, %(day)s, lies in the future.") % {"day": paid_on})


class VoucherMissing(ValueError):
    """A payment names its voucher."""

    def __init__(self) -> None:
        super().__init__(_("The payment needs the number of its voucher."))


def pay_month(*, district: int, month: Month, paid_on: date, voucher: str, by: User, now: datetime) -> PaymentBatch:
    """Records that the unpaid lines of a month were paid.

    A negative correction is set off against the rest of the month. Raises NothingToPay, RecoveryDue, PaidTooEarly,
    PaidInFuture or VoucherMissing.
    """
    if not voucher.strip():
        raise VoucherMissing
    if paid_on < month.next().first:
        raise PaidTooEarly(month)
    if paid_on > day_of(now):
        raise PaidInFuture(paid_on)
    with change(district=district, by=by, reason=_("Subsidy of %(month)s paid") % {"month": month}):
        turns.take(district, TURN, str(month))
        total = _unpaid(district, month)
        batch = PaymentBatch.objects.create(
            district_id=district,
            number=_number(district, month),
            month=month.first,
            paid_on=paid_on,
            voucher=voucher.strip(),
            total_fen=total,
        )
        with connection.cursor() as cursor:
            cursor.execute(sql.load("subsidies", "pay_month"), {"district": district, "month": month.first, "batch": batch.pk})
    return batch


def _unpaid(district: int, month: Month) -> int:
    lines = EntitlementLine.objects.filter(district_id=district).of_month(month.first).unpaid()
    total: int | None = lines.aggregate(total=Sum("amount_fen"))["total"]
    if total is None:
        raise NothingToPay(month)
    if total <= 0:
        raise RecoveryDue(month, total)
    return total


def _number(district: int, month: Month) -> str:
    """District, month and a running number: 410104-202112-01."""
    earlier = PaymentBatch.objects.filter(district_id=district, month=month.first).count()
    return f"{district}-{month.year:04d}{month.month:02d}-{earlier + 1:02d}"
