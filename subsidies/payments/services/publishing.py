"""Publicity of a batch, and objections to what it pays: an objection holds its own line, and no other."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.calendar import reading
from governance.calendar.rules.working_days import CalendarMissing, Deadline
from governance.common import codes
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.models import BatchAct, BatchPublicity, PaymentBatch, PaymentItem, PaymentObjection
from subsidies.payments.choices import BatchStep, ProtestState
from subsidies.payments.services import steps
from subsidies.rules.payments import Deed

# What the published practice gives: five working days, seven at most.
FEWEST_DAYS, MOST_DAYS = 5, 30
OBJECTED_AT = (BatchStep.PUBLISHED, BatchStep.APPROVED)


@dataclass(frozen=True)
class Objected:
    """What somebody objects with."""

    objector: str
    received_on: date
    grounds: str


def publish(*, batch: PaymentBatch, days: int, place: str, document: str, on: date, by: User) -> BatchPublicity:
    """Shows to everybody what the batch pays to whom, for working days of the district's calendar. Raises Refused."""
    if not document.strip() or not place.strip():
        raise Refused(_("Say where the notice is shown, and name it with its number."), "document")
    until = deadline(batch.district_id, on, days)
    with change(district=batch.district_id, by=by, reason=document):
        steps.take_turn(batch)
        made = BatchPublicity.objects.create(
            district_id=batch.district_id, batch=batch, published_on=on, days=days, last_on=until.last, place=place[:160],
            document=document[:160],
        )
        steps.step(batch, Deed.PUBLISH, steps.Acted(on, document=document), by)
    return made


def deadline(district: int, on: date, days: int) -> Deadline:
    """The time of a publicity. Raises Refused for too few days, or where the holidays of a year are not known."""
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise Refused(
            _("A publicity takes %(fewest)s to %(most)s working days.") % {"fewest": FEWEST_DAYS, "most": MOST_DAYS}, "days"
        )
    try:
        return reading.publicity(district, published_on=on, days=days)
    except CalendarMissing as missing:
        raise Refused(reading.missing_in_words(missing), "days") from missing


def lodge(*, item: PaymentItem, told: Objected, today: date, by: User) -> PaymentObjection:
    """Writes an objection down and gives it its tracking number; from then on the line is held.

    Raises Refused: not in the publicity's time, no words, or an open one stands against the line.
    """
    if not told.objector.strip() or not told.grounds.strip():
        raise Refused(_("Say who objects, and what is wrong with the line."), "grounds")
    with change(district=item.district_id, by=by, reason=told.grounds[:300], street=item.street_id):
        steps.take_turn(item.batch)
        _demand_in_time(item, told, today)
        if PaymentObjection.objects.filter(district_id=item.district_id, item=item, state=ProtestState.OPEN).exists():
            raise Refused(_("An objection to this line is open already."))
        if not PaymentItem.objects.filter(pk=item.pk).going().exists():
            raise Refused(_("This line was taken out of the batch; nothing of it is paid."))
        earlier = PaymentObjection.objects.filter(district_id=item.district_id, item=item).count()
        return PaymentObjection.objects.create(
            district_id=item.district_id, street_id=item.street_id, courtyard_id=item.courtyard_id, item=item,
            reference=f"{item.reference}-Y{earlier + 1}", number=codes.make(), objector=told.objector.strip()[:80],
            received_on=told.received_on, grounds=told.grounds.strip()[:600], entered_by=by, entered_by_name=by.name,
        )


def _demand_in_time(item: PaymentItem, told: Objected, today: date) -> None:
    latest = BatchAct.objects.filter(district_id=item.district_id, batch=item.batch_id).last()
    if latest is None or latest.went_to not in OBJECTED_AT:
        raise Refused(_("Objections are written down while the batch is in publicity, and until it goes to the bank."))
    shown = BatchPublicity.objects.filter(district_id=item.district_id, batch=item.batch_id).latest("pk")
    if told.received_on > today:
        raise Refused(_("The day lies in the future. Enter it when it has come."), "received_on")
    if not shown.published_on <= told.received_on <= shown.last_on:
        raise Refused(_("Objections are accepted from %(first)s to %(last)s, that day included.") % {
            "first": shown.published_on, "last": shown.last_on}, "received_on")


def answer(*, objection: PaymentObjection, upheld: bool, words: str, on: date, by: User) -> PaymentObjection:
    """Answers an objection. Rejected during the publicity the line goes on; otherwise it leaves the batch for a later one.

    Found right, the records are corrected, and what the ledger then says is paid by a later batch. Raises Refused.
    """
    if not words.strip():
        raise Refused(_("Answer with the reasons; the objector reads them."), "answer")
    with change(district=objection.district_id, by=by, reason=words[:300], street=objection.street_id):
        steps.take_turn(objection.item.batch)
        found = PaymentObjection.objects.select_for_update().get(pk=objection.pk)
        if found.state != ProtestState.OPEN:
            raise Refused(_("This objection is answered already."))
        if found.entered_by_id == by.pk:
            raise Refused(_("You wrote the objection down, so somebody else has to answer it."))
        found.state = ProtestState.UPHELD if upheld else ProtestState.REJECTED
        found.answer, found.answered_on, found.answered_by, found.answered_by_name = words.strip()[:600], on, by, by.name
        found.save(update_fields=["state", "answer", "answered_on", "answered_by", "answered_by_name"])
        latest = BatchAct.objects.filter(district_id=found.district_id, batch=objection.item.batch_id).latest("number")
        if upheld or latest.went_to not in (BatchStep.PUBLISHED, BatchStep.RETURNED, BatchStep.REVIEW, BatchStep.REVIEWED):
            steps.release([found.item_id], found.district_id)
    return found
