"""The last word over a batch, its file to the bank, and its end: what is approved is promised by the fund."""

from datetime import date

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.models import BankFile, BankFileLine, BatchAct, PayeeAccount, PaymentBatch, PaymentItem
from subsidies.payments import files, fund
from subsidies.payments.choices import AccountState, FundKind
from subsidies.payments.services import fund as entries
from subsidies.payments.services import settling, steps
from subsidies.rules.payments import Deed
from subsidies.services import chain

NAMED = 5


def approve(*, batch: PaymentBatch, on: date, by: User, comment: str = "") -> BatchAct:
    """Approves what nothing holds, and promises it from the fund. Raises Refused, also where the fund has not so much free.

    Two who approve at once wait for each other at the fund, so that both never take the same money.
    """
    with change(district=batch.district_id, by=by, reason=comment or steps.words_of(Deed.APPROVE)):
        steps.take_turn(batch)
        # The chain's turn comes before the fund's everywhere: whoever took them the other way round could wait for ever.
        chain.take_turn(batch.district_id)
        entries.take_turn(batch.district_id)
        done = steps.step(batch, Deed.APPROVE, steps.Acted(on, comment, free_fen=fund.free(batch.district_id)), by)
        if done.amount_fen:
            entries.write(
                batch.district_id, FundKind.COMMITMENT, done.amount_fen, on=on, document=batch.number, batch=batch
            )
    return done


def send(*, batch: PaymentBatch, on: date, by: User, leave_out: bool = False) -> BankFile:
    """Makes the file of the batch, one line for each courtyard that nothing holds, to its confirmed account.

    Raises Refused where an account is missing, unless those courtyards are to be left out for a later batch. What is set off
    whole needs no line, and is settled at once.
    """
    with change(district=batch.district_id, by=by, reason=steps.words_of(Deed.SEND)):
        steps.take_turn(batch)
        rows = PaymentItem.objects.filter(district_id=batch.district_id, batch=batch).going()
        going = list(rows.select_related("courtyard").order_by("pk"))
        paid = [item for item in going if item.amount_fen]
        accounts = accounts_of(batch.district_id, [item.courtyard_id for item in paid])
        missing = [item for item in paid if item.courtyard_id not in accounts]
        if missing and not leave_out:
            raise Refused(_(
                "%(n)s courtyards have no confirmed payee account: %(names)s. Have them confirmed, or leave these courtyards out"
                " for a later batch."
            ) % {"n": len(missing), "names": "、".join(item.courtyard.name for item in missing[:NAMED])})
        sent = [item for item in paid if item.courtyard_id in accounts]
        steps.step(
            batch, Deed.SEND, steps.Acted(on, waiting=len(sent), amount_fen=sum(item.amount_fen for item in sent)), by
        )
        made = _write(batch, sent, accounts)
        settling.settle([(item, 0) for item in going if not item.amount_fen], on=on, document=batch.number)
    return made


def accounts_of(district: int, courtyards: list[int]) -> dict[int, PayeeAccount]:
    """The confirmed accounts of some courtyards."""
    rows = PayeeAccount.objects.filter(district_id=district, courtyard__in=courtyards, state=AccountState.CONFIRMED)
    return {account.courtyard_id: account for account in rows}


def _write(batch: PaymentBatch, sent: list[PaymentItem], accounts: dict[int, PayeeAccount]) -> BankFile:
    rows = [files.row_of(item, accounts[item.courtyard_id], item.amount_fen) for item in sent]
    made = BankFile.objects.create(
        district_id=batch.district_id, batch=batch, rows=len(rows), total_fen=sum(row.amount_fen for row in rows),
        digest=files.digest(files.as_csv(batch.number, rows)),
    )
    BankFileLine.objects.bulk_create(
        BankFileLine(
            district_id=batch.district_id, street_id=item.street_id, courtyard_id=item.courtyard_id, file=made, item=item,
            account=accounts[item.courtyard_id], amount_fen=item.amount_fen,
        )
        for item in sent
    )
    return made


def close(*, batch: PaymentBatch, on: date, by: User, comment: str = "") -> BatchAct:
    """Ends a batch: what it did not pay is free for a later one, and so is what the fund promised for it. Raises Refused.

    A line whose objection is still open stays held until the answer.
    """
    with change(district=batch.district_id, by=by, reason=comment or steps.words_of(Deed.CLOSE)):
        steps.take_turn(batch)
        done = steps.step(batch, Deed.CLOSE, steps.Acted(on, comment), by)
        steps.release_rest(batch)
        entries.release_rest(batch, on)
    return done
