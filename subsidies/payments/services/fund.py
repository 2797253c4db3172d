"""Entries of the fund, one after the other, each within what the one before it left free."""

from datetime import date

from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.common import money
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.models import FundEntry, PaymentBatch
from subsidies.payments import fund
from subsidies.payments.choices import BY_HAND, FREEING, TAKING, FundKind

TURN = "subsidies.fund"


def take_turn(district: int) -> None:
    """Whoever asks for the free balance and then enters waits for the others, until the transaction ends."""
    turns.take(district, TURN, "")


def enter(
    *, district: int, kind: FundKind, amount_fen: int, on: date, document: str, note: str = "", today: date, by: User
) -> FundEntry:
    """What came into the fund, or left it by hand. Raises Refused: no amount, no document, ahead of its day, not so much free."""
    if kind not in BY_HAND:
        raise Refused(_("This follows from a batch or a claim; nobody enters it by hand."), "kind")
    if amount_fen <= 0:
        raise Refused(_("Write an amount above 0.00 yuan."), "amount")
    if not document.strip():
        raise Refused(_("Name the document of the entry."), "document")
    if on > today:
        raise Refused(_("The day lies in the future. Enter it when it has come."), "on")
    with change(district=district, by=by, reason=f"{kind.label}：{document}"):
        take_turn(district)
        return write(district, kind, amount_fen, on=on, document=document, note=note)


def write(
    district: int, kind: FundKind, amount_fen: int, *, on: date, document: str, note: str = "", batch: PaymentBatch | None = None
) -> FundEntry:
    """An entry in the change and turn of the caller. Raises Refused where the fund has less free than it takes."""
    latest = FundEntry.objects.filter(district_id=district).order_by("-number").first()
    before = latest.free_after_fen if latest else 0
    sign = 1 if kind in FREEING else -1 if kind in TAKING else 0
    if before + sign * amount_fen < 0:
        raise Refused(beyond(amount_fen, before), "amount")
    return FundEntry.objects.create(
        district_id=district, number=latest.number + 1 if latest else 1, kind=kind, amount_fen=amount_fen,
        free_before_fen=before, free_after_fen=before + sign * amount_fen, on=on, document=document[:160], note=note[:200],
        batch=batch,
    )


def beyond(amount_fen: int, free_fen: int) -> str:
    """Why so much can't be taken from the fund, and what to do."""
    return _(
        "The fund has %(free)s yuan free, %(amount)s yuan are needed: %(missing)s yuan are missing. Enter the income first, or"
        " pay a smaller batch."
    ) % {
        "free": f"{money.to_yuan(free_fen):,}", "amount": f"{money.to_yuan(amount_fen):,}",
        "missing": f"{money.to_yuan(amount_fen - free_fen):,}",
    }


def release_rest(batch: PaymentBatch, on: date) -> int:
    """What was promised for a batch and is not paid becomes free again; how much."""
    take_turn(batch.district_id)
    rest = fund.committed(batch.pk, batch.district_id)
    if rest > 0:
        write(batch.district_id, FundKind.RELEASE, rest, on=on, document=batch.number, batch=batch)
    return rest
