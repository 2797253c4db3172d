"""What was paid of which ledger line: the only writer of these rows."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Sum

from subsidies.choices import BlockKind
from subsidies.models import EntitlementLine, PaymentItem, PaymentLine, Repayment
from subsidies.rules.settlement import Share
from subsidies.services import chain


def write(
    shares: Sequence[Share], *, on: date, item: PaymentItem | None = None, repayment: Repayment | None = None
) -> list[PaymentLine]:
    """One row for each share of an item, or of a repayment; in the change of the caller."""
    return write_all([(share, item, repayment) for share in shares], on=on)


def write_all(
    told: Sequence[tuple[Share, PaymentItem | None, Repayment | None]], *, on: date
) -> list[PaymentLine]:
    """The same for shares of many items at once: two statements, whatever their number."""
    if not told:
        return []
    ids = [line for (line, _fen), _item, _repayment in told]
    lines = EntitlementLine.objects.only("id", "amount_fen", "district_id", "street_id", "courtyard_id").in_bulk(ids)
    earlier = dict(
        PaymentLine.objects.filter(line__in=ids).order_by().values("line").annotate(fen=Sum("amount_fen"))
        .values_list("line", "fen")
    )
    district = next(iter(lines.values())).district_id
    # Payments are sealed in the order of their ids: nobody else of the district writes any meanwhile.
    chain.take_turn(district)
    made = PaymentLine.objects.bulk_create(
        PaymentLine(
            district_id=lines[line].district_id, street_id=lines[line].street_id, courtyard_id=lines[line].courtyard_id,
            batch_id=item.batch_id if item else None, item=item, repayment=repayment, line_id=line,
            due_fen=lines[line].amount_fen, earlier_fen=earlier.get(line, 0), amount_fen=fen, paid_on=on,
        )
        for (line, fen), item, repayment in told
    )
    chain.seal(district, BlockKind.PAYMENTS)
    return made
