"""Claims to money that was paid too much: noticed, paid back in parts, set off, or waived by two people with a document."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _

from courtyards.models import Courtyard
from governance.audit import turns
from governance.audit.services import change
from governance.common import money
from governance.common.periods import EVER, FOREVER
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.models import BatchLine, ClawbackClaim, ClawbackLine, PaymentItem, PaymentLine, Repayment
from subsidies.payments import dues
from subsidies.payments.choices import ClaimState, FundKind, RepaymentKind
from subsidies.payments.services import fund, paying
from subsidies.rules import clawbacks as rules
from subsidies.rules.clawbacks import ClaimDeed, ClaimStep, NotFromHere
from subsidies.rules.settlement import Share, take
from subsidies.services import chain


def claim(*, courtyard: Courtyard, why: str, on: date, by: User) -> ClawbackClaim:
    """Claims what the open corrections of a courtyard come to below nothing, all months together. Raises Refused."""
    if not why.strip():
        raise Refused(_("Say why it is claimed back; the courtyard reads it."), "why")
    district = courtyard.district_id
    with change(district=district, by=by, reason=why):
        turns.take(district, dues.TURN, "")
        found = [due for due in dues.read(district, EVER, FOREVER) if due.courtyard == courtyard.pk]
        if sum(due.remains_fen for due in found) >= 0:
            raise Refused(_("The open lines of this courtyard do not come to less than nothing: there is nothing to claim back."))
        shares = [(due.line, due.remains_fen) for due in found]
        return write(district, street=courtyard.street_id, courtyard=courtyard.pk, shares=shares, on=on, why=why)


def write(district: int, *, street: int, courtyard: int, shares: Sequence[Share], on: date, why: str) -> ClawbackClaim:
    """A claim with its lines, in the change and turn of the caller."""
    earlier = ClawbackClaim.objects.filter(district_id=district, claimed_on__year=on.year).count()
    place = {"district_id": district, "street_id": street, "courtyard_id": courtyard}
    made = ClawbackClaim.objects.create(
        **place, number=f"{district}-Z{on.year}-{earlier + 1:03d}", why=why[:300], claimed_on=on,
        amount_fen=-sum(fen for _line, fen in shares),
    )
    ClawbackLine.objects.bulk_create(ClawbackLine(**place, claim=made, line_id=line, amount_fen=fen) for line, fen in shares)
    return made


def notice(*, claim: ClawbackClaim, document: str, due_on: date, on: date, by: User) -> ClawbackClaim:
    """The courtyard is told in writing until when to pay back. Raises Refused."""
    if not document.strip():
        raise Refused(_("Name the notice with its number."), "document")
    if due_on <= on:
        raise Refused(_("Give the courtyard time: the day to pay back by lies after the day of the notice."), "due_on")
    with change(district=claim.district_id, by=by, reason=document):
        found = _locked(claim)
        found.state = _after(found, ClaimDeed.NOTICE).value
        found.notice, found.noticed_on, found.due_on = document[:160], on, due_on
        found.save(update_fields=["state", "notice", "noticed_on", "due_on"])
    return found


def repay(*, claim: ClawbackClaim, amount_fen: int, document: str, on: date, today: date, by: User) -> Repayment:
    """Money of a claim came back, in whole or in part; the fund has it again. Raises Refused."""
    if not document.strip():
        raise Refused(_("Name the receipt."), "document")
    if on > today:
        raise Refused(_("The day lies in the future. Enter it when it has come."), "on")
    with change(district=claim.district_id, by=by, reason=document):
        # A batch that is prepared meanwhile may set the claim off: it ends first. Then before the claim, as where a result
        # sets claims off.
        turns.take(claim.district_id, dues.TURN, "")
        chain.take_turn(claim.district_id)
        found = _locked(claim)
        _after(found, ClaimDeed.REPAY)
        left = outstanding(found) - planned(found)
        if amount_fen <= 0:
            raise Refused(_("Write an amount above 0.00 yuan."), "amount")
        if amount_fen > left:
            raise Refused(_("Only %(left)s yuan of this claim are open; the rest is paid back or being set off.") % {
                "left": f"{money.to_yuan(left):,}"}, "amount")
        made = part(found, RepaymentKind.CASH, amount_fen, on=on, document=document)
        paying.write([(line, fen) for line, fen in take(_remains(found), amount_fen)], on=on, repayment=made)
        fund.take_turn(claim.district_id)
        fund.write(claim.district_id, FundKind.RECOVERY, amount_fen, on=on, document=document, note=found.number)
    return made


def part(
    claim: ClawbackClaim, kind: RepaymentKind, amount_fen: int, *, on: date, document: str, item: PaymentItem | None = None
) -> Repayment:
    """A part of a claim, in the change of the caller, and where the claim stands by it. The claim is locked."""
    earlier = claim.amount_fen - outstanding(claim)
    made = Repayment.objects.create(
        district_id=claim.district_id, street_id=claim.street_id, courtyard_id=claim.courtyard_id, claim=claim, kind=kind,
        claim_fen=claim.amount_fen, earlier_fen=earlier, amount_fen=amount_fen, on=on, document=document[:160], item=item,
    )
    deed = ClaimDeed.REPAY if kind == RepaymentKind.CASH else ClaimDeed.SET_OFF
    following = _after(claim, deed, claim.amount_fen - earlier - amount_fen).value
    if following != claim.state:
        claim.state = following
        claim.save(update_fields=["state"])
    return made


def propose_waiver(*, claim: ClawbackClaim, document: str, ground: str, by: User) -> ClawbackClaim:
    """Proposes that the rest of a claim is not asked for any more; another person decides. Raises Refused."""
    if not document.strip() or not ground.strip():
        raise Refused(_("A waiver needs its document and its ground."), "document")
    with change(district=claim.district_id, by=by, reason=ground):
        turns.take(claim.district_id, dues.TURN, "")
        found = _locked(claim)
        found.state = _after(found, ClaimDeed.PROPOSE).value
        _demand_unplanned(found)
        found.waiver_document, found.waiver_ground = document[:160], ground[:300]
        found.proposed_by, found.proposed_by_name = by, by.name
        found.save(update_fields=["state", "waiver_document", "waiver_ground", "proposed_by", "proposed_by_name"])
    return found


def decide_waiver(*, claim: ClawbackClaim, waive: bool, on: date, by: User, reason: str) -> ClawbackClaim:
    """Waives the rest of a claim, or declines to; never whoever proposed it. Raises Refused."""
    with change(district=claim.district_id, by=by, reason=reason):
        found = _locked(claim)
        following = _after(found, ClaimDeed.WAIVE if waive else ClaimDeed.DECLINE)
        if found.proposed_by_id == by.pk:
            raise Refused(_("You proposed it, so somebody else has to decide."))
        if waive:
            _demand_unplanned(found)
            found.waived_by, found.waived_by_name, found.waived_on = by, by.name, on
        elif found.noticed_on:
            following = ClaimStep.NOTICED
        found.state = following.value
        found.save(update_fields=["state", "waived_by", "waived_by_name", "waived_on"])
    return found


def outstanding(claim: ClawbackClaim) -> int:
    """What of a claim is not paid back, in fen."""
    back = Repayment.objects.filter(district_id=claim.district_id, claim=claim).aggregate(fen=Sum("amount_fen"))["fen"]
    return claim.amount_fen - (back or 0)


def planned(claim: ClawbackClaim) -> int:
    """What of a claim batches under way are to set off, in fen."""
    lines = ClawbackLine.objects.filter(district_id=claim.district_id, claim=claim).values("line")
    taken = BatchLine.objects.filter(district_id=claim.district_id, line__in=lines, is_open=True)
    return -(taken.aggregate(fen=Sum("amount_fen"))["fen"] or 0)


def _remains(claim: ClawbackClaim) -> list[Share]:
    """The negative lines of a claim with what remains of each, the oldest first."""
    lines = ClawbackLine.objects.filter(district_id=claim.district_id, claim=claim, line__amount_fen__lt=0)
    rows = list(lines.order_by("line__month", "line").values_list("line", "line__amount_fen"))
    paid = dict(
        PaymentLine.objects.filter(district_id=claim.district_id, line__in=[line for line, _fen in rows]).order_by()
        .values("line").annotate(fen=Sum("amount_fen")).values_list("line", "fen")
    )
    return [(line, fen - paid.get(line, 0)) for line, fen in rows]


def stands(claim: ClawbackClaim) -> str:
    """Where a claim stands, for whoever wanted what is not possible there."""
    words = _("The claim stands at “%(state)s” by now. Look at its page again.")
    return words % {"state": ClaimState(claim.state).label}


def _demand_unplanned(claim: ClawbackClaim) -> None:
    if planned(claim):
        raise Refused(_("A batch under way sets this claim off. Wait for its result, or withdraw the batch."))


def _locked(claim: ClawbackClaim) -> ClawbackClaim:
    return ClawbackClaim.objects.select_for_update().get(pk=claim.pk)


def _after(claim: ClawbackClaim, deed: ClaimDeed, left_fen: int = 1) -> ClaimStep:
    try:
        return rules.after(ClaimStep(claim.state), deed, left_fen)
    except NotFromHere as refused:
        raise Refused(stands(claim)) from refused
