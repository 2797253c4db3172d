"""The bank's answer comes in: line by line what was paid, in part, or not at all; the ledger, claims and fund follow."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.common.periods import day_of
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.models import (
    BankFileLine,
    BatchAct,
    BatchLine,
    ClawbackClaim,
    ClawbackLine,
    PaymentBatch,
    PaymentItem,
    Repayment,
    ResultFile,
    ResultLine,
)
from subsidies.payments import files, results
from subsidies.payments.choices import FundKind, RepaymentKind
from subsidies.payments.results import Answer, Sent
from subsidies.payments.services import clawbacks, paying, steps
from subsidies.payments.services import fund as entries
from subsidies.rules.payments import Deed
from subsidies.rules.settlement import Share, allocate


def take_in(
    *, batch: PaymentBatch, name: str, content: bytes, paid_on: date, voucher: str, today: date, by: User
) -> ResultFile:
    """Takes in a result file, whole or not at all.

    `paid_on` is the bank's day, `today` that of the act: by it whoever takes the file in must have the role. Raises Refused (no
    voucher, a day ahead or before the file went to the bank, the same file again, not at the bank), Unreadable, and
    results.ResultFaults, which names every row that does not fit.
    """
    if not voucher.strip():
        raise Refused(_("The payment needs the number of its voucher."), "voucher")
    if paid_on > today:
        raise Refused(_("The day of payment, %(day)s, lies in the future.") % {"day": paid_on}, "paid_on")
    digest = files.digest(content)
    read = results.read(name, content)
    with change(district=batch.district_id, by=by, reason=_("Result of %(batch)s taken in") % {"batch": batch.number}):
        steps.take_turn(batch)
        _demand_after_sending(batch, paid_on)
        _demand_new(batch, digest)
        sent = sent_of(batch)
        answers = results.checked(read, batch.number, sent, _elsewhere(batch, read))
        if not answers:
            raise Refused(_("The file has no line of this batch."), "file")
        open_now = sum(not one.is_answered for one in sent.values())
        acted = steps.Acted(
            today, document=voucher, waiting=open_now - len(answers), amount_fen=sum(answer.paid_fen for answer in answers)
        )
        steps.step(batch, Deed.RECORD, acted, by)
        return _write(batch, name, digest, answers, paid_on, voucher)


def _demand_after_sending(batch: PaymentBatch, paid_on: date) -> None:
    sent = BatchAct.objects.filter(district_id=batch.district_id, batch=batch, deed=Deed.SEND).first()
    if sent is not None and paid_on < sent.acted_on:
        raise Refused(
            _("The batch went to the bank on %(sent)s, so it was not paid on %(day)s. Write the day that the bank names.") % {
                "sent": sent.acted_on, "day": paid_on}, "paid_on",
        )


def _demand_new(batch: PaymentBatch, digest: str) -> None:
    earlier = ResultFile.objects.filter(district_id=batch.district_id, digest=digest).select_related("change", "batch").first()
    if earlier is not None:
        raise Refused(_("This very file was taken in already, for %(batch)s by %(who)s on %(day)s.") % {
            "batch": earlier.batch.number, "who": earlier.change.actor_name, "day": day_of(earlier.recorded_at)}, "file")


def sent_of(batch: PaymentBatch) -> dict[str, Sent]:
    """What went to the bank, by reference."""
    lines = BankFileLine.objects.filter(district_id=batch.district_id, file__batch=batch).select_related("item")
    answered = set(ResultLine.objects.filter(district_id=batch.district_id, file__batch=batch).values_list("item", flat=True))
    return {
        line.item.reference: Sent(line.item_id, line.item.reference, line.amount_fen, line.item_id in answered) for line in lines
    }


def _elsewhere(batch: PaymentBatch, read: results.Read) -> dict[str, str]:
    """Of references that are of another batch, that batch."""
    told = [row.reference for row in read.rows]
    rows = PaymentItem.objects.filter(district_id=batch.district_id, reference__in=told).exclude(batch=batch)
    return dict(rows.values_list("reference", "batch__number"))


def _write(
    batch: PaymentBatch, name: str, digest: str, answers: Sequence[Answer], paid_on: date, voucher: str
) -> ResultFile:
    paid = sum(answer.paid_fen for answer in answers)
    made = ResultFile.objects.create(
        district_id=batch.district_id, batch=batch, name=name[-160:], digest=digest, rows=len(answers), paid_fen=paid,
        paid_on=paid_on, voucher=voucher.strip()[:60],
    )
    items = PaymentItem.objects.in_bulk([answer.item for answer in answers])
    ResultLine.objects.bulk_create(
        ResultLine(
            district_id=batch.district_id, street_id=items[answer.item].street_id,
            courtyard_id=items[answer.item].courtyard_id, file=made, item=items[answer.item], outcome=answer.outcome,
            sent_fen=answer.sent_fen, paid_fen=answer.paid_fen, reason=answer.reason[:200],
        )
        for answer in answers
    )
    settle([(items[answer.item], answer.paid_fen) for answer in answers if answer.paid_fen], on=paid_on, document=voucher)
    steps.release([answer.item for answer in answers], batch.district_id)
    if paid:
        entries.take_turn(batch.district_id)
        entries.write(batch.district_id, FundKind.PAYMENT, paid, on=paid_on, document=voucher, batch=batch)
    return made


def settle(paid: Sequence[tuple[PaymentItem, int]], *, on: date, document: str) -> None:
    """Writes what of which ledger line was paid by these items; an item of nothing is set off whole.

    In the change of the caller. A claim that is set off stands as paid back by so much.
    """
    if not paid:
        return
    district, by_item = paid[0][0].district_id, {item.pk: item for item, _fen in paid}
    shares: dict[int, list[Share]] = {pk: [] for pk in by_item}
    for row in BatchLine.objects.filter(district_id=district, item__in=by_item, is_open=True).order_by("pk"):
        shares[row.item_id].append((row.line_id, row.amount_fen))
    settled = [
        (item, share)
        for item, fen in paid for share in (allocate(shares[item.pk], fen) if fen else shares[item.pk])
    ]
    repaid = _set_off(district, settled, on, document)
    paying.write_all([(share, item, repaid.get((item.pk, share[0]))) for item, share in settled], on=on)
    steps.release(list(by_item), district)


def _set_off(
    district: int, settled: Sequence[tuple[PaymentItem, Share]], on: date, document: str
) -> dict[tuple[int, int], Repayment]:
    """The repayments that the set-offs make, by item and ledger line."""
    claimed = dict(
        ClawbackLine.objects.filter(district_id=district, line__in=[line for _item, (line, _fen) in settled])
        .values_list("line", "claim")
    )
    sums: dict[tuple[int, int], int] = {}
    for item, (line, fen) in settled:
        if line in claimed:
            sums[item.pk, claimed[line]] = sums.get((item.pk, claimed[line]), 0) - fen
    claims = {claim.pk: claim for claim in ClawbackClaim.objects.select_for_update().filter(pk__in=set(claimed.values()))}
    items = {item.pk: item for item, _share in settled}
    made = {
        (item, claim): clawbacks.part(
            claims[claim], RepaymentKind.SET_OFF, fen, on=on, document=document, item=items[item]
        )
        for (item, claim), fen in sums.items()
    }
    return {
        (item.pk, line): made[item.pk, claimed[line]] for item, (line, _fen) in settled if line in claimed
    }


def paid_of(batch: PaymentBatch) -> int:
    """What the bank has paid of a batch so far, in fen."""
    rows = ResultFile.objects.filter(district_id=batch.district_id, batch=batch)
    return rows.aggregate(fen=Sum("paid_fen"))["fen"] or 0
