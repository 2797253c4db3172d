"""A batch is made of what the ledger has unpaid for a period: one item for each courtyard, and claims where a sum is negative."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.common.periods import EVER, day_of, months
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.models import BatchLine, ClawbackClaim, PaymentBatch, PaymentItem
from subsidies.payments import dues
from subsidies.payments.dues import Due
from subsidies.payments.services import clawbacks, ladders, steps
from subsidies.rules import payments as rules
from subsidies.rules.payments import Deed, Fault, Standing, Step
from subsidies.rules.settlement import Composed, Item, compose
from subsidies.rules.spans import Span
from subsidies.services.ledger import TURN as MONTH


@dataclass
class Prepared:
    """What came of preparing: a batch where somebody is paid, and the new claims."""

    batch: PaymentBatch | None
    claims: list[ClawbackClaim] = field(default_factory=list)


def prepare(*, district: int, span: Span, with_arrears: bool = False, on: date, by: User, now: datetime) -> Prepared:
    """Puts what is unpaid of a period (and, with arrears, of all months before it) into a batch.

    Corrections are set off against the rest of their courtyard; a negative sum becomes a claim and is never paid out; open
    claims are set off. Raises Refused: the period is not over, nothing is unpaid, no ladder, not this person's to do.
    """
    if day_of(now) < span.until.first:
        raise Refused(_("%(period)s is not over yet; it can be paid from %(day)s on.") % {
            "period": span, "day": span.until.first}, "period")
    with change(district=district, by=by, reason=_("Payment of %(period)s prepared") % {"period": span}):
        turns.take(district, dues.TURN, "")
        for month in months(span.start, span.until):
            # Who computes a month of it ends first.
            turns.take(district, MONTH, str(month))
        _demand_enterer(district, on, by)
        found = dues.read(district, EVER if with_arrears else span.start.first, span.until.first)
        made = compose(((due.courtyard, (due.line, due.remains_fen)) for due in found), dues.owed(district))
        if not made.items and not made.claims:
            raise Refused(_("%(period)s has no unpaid lines.") % {"period": span}, "period")
        claims = [
            clawbacks.write(
                district, street=_street(found, courtyard), courtyard=courtyard, shares=shares, on=on,
                why=_("The corrections of %(period)s come to less than nothing.") % {"period": span},
            )
            for courtyard, shares in made.claims.items()
        ]
        batch = _write(district, span, with_arrears, on, by, found, made) if made.items else None
    return Prepared(batch, claims)


def _demand_enterer(district: int, on: date, by: User) -> None:
    if rules.ENTERING not in steps.actor_of(by, district, on).roles:
        nowhere = Standing(Step.PREPARED, (rules.ENTERING,))
        raise Refused(steps.in_words(Fault.NOT_YOUR_ROLE, nowhere, Deed.PREPARE))


def _street(found: list[Due], courtyard: int) -> int:
    return next(due.street for due in found if due.courtyard == courtyard)


def _write(
    district: int, span: Span, with_arrears: bool, on: date, by: User, found: list[Due], made: Composed
) -> PaymentBatch:
    total = sum(item.amount_fen for item in made.items.values())
    batch = PaymentBatch.objects.create(
        district_id=district, number=_number(district, span), kind=span.kind.value, month=span.start.first,
        until=span.until.first, with_arrears=with_arrears, prepared_on=on, prepared_by=by, prepared_by_name=by.name,
        courtyards=len(made.items), total_fen=total, ladder=ladders.ladder(district),
    )
    by_courtyard: dict[int, list[Due]] = {}
    for due in found:
        by_courtyard.setdefault(due.courtyard, []).append(due)
    items = PaymentItem.objects.bulk_create(
        _item(batch, number, by_courtyard[courtyard], item)
        for number, (courtyard, item) in enumerate(made.items.items(), start=1)
    )
    BatchLine.objects.bulk_create(
        BatchLine(
            district_id=district, street_id=row.street_id, courtyard_id=row.courtyard_id, item=row, line_id=line, amount_fen=fen
        )
        for row, item in zip(items, made.items.values(), strict=True) for line, fen in item.shares
    )
    steps.write(
        batch, Deed.PREPARE, Step.PREPARED, steps.Acted(on), by, role=rules.ENTERING, acts=[], amount_fen=total
    )
    return batch


def _item(batch: PaymentBatch, number: int, lines: list[Due], item: Item) -> PaymentItem:
    newest, told = lines[-1], {due.month for due in lines}
    return PaymentItem(
        district_id=batch.district_id, street_id=newest.street, courtyard_id=newest.courtyard, batch=batch,
        reference=f"{batch.number}-{number:04d}", months=len(told), first_month=min(told), last_month=max(told),
        area_m2=newest.area_m2, star=newest.star, rate_yuan_per_m2_month=newest.rate, gross_fen=item.gross_fen,
        set_off_fen=item.set_off_fen, amount_fen=item.amount_fen,
    )


def _number(district: int, span: Span) -> str:
    """District, period and a running number: 410104-2021Q4-01."""
    name = str(span).replace("-", "")
    earlier = PaymentBatch.objects.filter(district_id=district, kind=span.kind.value, month=span.start.first).count()
    return f"{district}-{name}-{earlier + 1:02d}"
