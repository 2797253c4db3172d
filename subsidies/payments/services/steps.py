"""A batch goes from step to step by whoever the rule allows; every act is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.people.choices import Role
from governance.people.models import Membership, User
from governance.registers.declarations import Refused
from subsidies.choices import BlockKind
from subsidies.models import (
    BankFileLine,
    BatchAct,
    BatchLine,
    BatchPublicity,
    PaymentBatch,
    PaymentItem,
    PaymentObjection,
    ResultLine,
)
from subsidies.payments.choices import BatchDeed, ProtestState
from subsidies.payments.services.fund import beyond
from subsidies.rules import payments as rules
from subsidies.rules.payments import Actor, Deed, DeedRefused, Fault, Hand, Rung, Standing, Step
from subsidies.services import chain

TURN = "subsidies.batch"
BY_WORD = (Deed.SUBMIT, Deed.ENDORSE, Deed.GIVE_BACK, Deed.WITHDRAW)


@dataclass(frozen=True)
class Acted:
    """What belongs to an act beside the deed: its day, comment and document; `free_fen` and `waiting` as the rule needs them.

    `amount_fen`: what it moves, where that is not all that nothing holds.
    """

    on: date
    comment: str = ""
    document: str = ""
    free_fen: int = 0
    waiting: int = 0
    amount_fen: int | None = None


def act(*, batch: PaymentBatch, deed: Deed, on: date, by: User, comment: str = "") -> BatchAct:
    """Submits, endorses, gives back or withdraws a batch. Raises Refused with what speaks against it."""
    if deed not in BY_WORD:
        raise ValueError(f"{deed} has a verb of its own")
    with change(district=batch.district_id, by=by, reason=comment or words_of(deed)):
        take_turn(batch)
        done = step(batch, deed, Acted(on, comment), by)
        if deed is Deed.WITHDRAW:
            release_rest(batch)
    return done


def take_turn(batch: PaymentBatch) -> None:
    """Two people at one batch act one after the other; the second meets what the first has done."""
    turns.take(batch.district_id, TURN, str(batch.pk))


def step(batch: PaymentBatch, deed: Deed, acted: Acted, by: User) -> BatchAct:
    """One act, in the change and turn of the caller. Raises Refused."""
    acts = list(BatchAct.objects.filter(district_id=batch.district_id, batch=batch))
    standing = standing_of(batch, acts, acted)
    try:
        following = rules.after(standing, deed, actor_of(by, batch.district_id, acted.on), acted.comment)
    except DeedRefused as refused:
        raise Refused(in_words(refused.fault, standing, deed)) from refused
    role = rules.role_for(standing, deed)
    amount = standing.amount_fen if acted.amount_fen is None else acted.amount_fen
    return write(batch, deed, following, acted, by, role=role, acts=acts, amount_fen=amount)


def write(
    batch: PaymentBatch, deed: Deed, following: Step, acted: Acted, by: User, *, role: str, acts: list[BatchAct], amount_fen: int
) -> BatchAct:
    """The row of an act behind those that there are, sealed with the batch as it stands; after the batch's turn the chain's."""
    chain.take_turn(batch.district_id)
    attempt = sum(one.deed == Deed.SUBMIT for one in acts) + (deed is Deed.SUBMIT)
    made = BatchAct.objects.create(
        district_id=batch.district_id, batch=batch, number=len(acts) + 1, attempt=attempt, deed=deed.value,
        hand=rules.HANDS[deed].value, role=role, actor=by, actor_name=by.name, came_from=acts[-1].went_to if acts else "",
        went_to=following.value, amount_fen=amount_fen, document=acted.document[:160], comment=acted.comment[:300],
        acted_on=acted.on,
    )
    chain.seal(batch.district_id, BlockKind.BATCHES)
    return made


def standing_of(batch: PaymentBatch, acts: Iterable[BatchAct], acted: Acted) -> Standing:
    """The batch as the rule needs it, on a day."""
    hands: dict[int, set[int]] = {hand.value: set() for hand in Hand}
    endorsed: list[int] = []
    now = Step.PREPARED
    for one in acts:
        hands[one.hand].add(one.actor_id)
        now = Step(one.went_to)
        if one.deed == Deed.SUBMIT:
            endorsed = []
        elif one.deed == Deed.ENDORSE:
            endorsed.append(one.actor_id)
    going = PaymentItem.objects.filter(district_id=batch.district_id, batch=batch).going()
    counted = going.aggregate(n=Count("pk"), fen=Sum("amount_fen"))
    return Standing(
        now, roles_of(batch), tuple(endorsed), frozenset(hands[Hand.ENTERS]), frozenset(hands[Hand.APPROVES]),
        frozenset(hands[Hand.PAYS]), publicity_is_over(batch, acted.on), counted["n"], counted["fen"] or 0, acted.free_fen,
        acted.waiting,
    )


def roles_of(batch: PaymentBatch) -> tuple[str, ...]:
    """Whose word the batch needs, in order, by the ladder as it stood when it was prepared."""
    return rules.needed([Rung(rung["above_fen"], rung["role"]) for rung in batch.ladder], batch.total_fen)


def publicity_is_over(batch: PaymentBatch, on: date) -> bool:
    """Whether the latest publicity of the batch has ended before the day."""
    shown = BatchPublicity.objects.filter(district_id=batch.district_id, batch=batch).last()
    return shown is not None and shown.last_on < on


def actor_of(by: User, district: int, on: date) -> Actor:
    """A person with their roles of the whole district on a day."""
    held = Membership.objects.filter(user=by, district_id=district, street__isnull=True, valid_from__lte=on, valid_to__gt=on)
    return Actor(by.pk, frozenset(held.values_list("role", flat=True)))


def waiting(batch: PaymentBatch) -> int:
    """How many lines at the bank have no result yet."""
    sent = BankFileLine.objects.filter(district_id=batch.district_id, file__batch=batch)
    answered = ResultLine.objects.filter(district_id=batch.district_id, file__batch=batch)
    return sent.exclude(item__in=answered.values("item")).count()


def release(items: Any, district: int) -> int:
    """The ledger lines of some items (their ids) are free for another batch; how many lines."""
    return BatchLine.objects.filter(district_id=district, item__in=items, is_open=True).update(is_open=False)


def release_rest(batch: PaymentBatch) -> int:
    """Frees what a batch that ends has left. A line whose objection is still open stays held until the answer."""
    held = PaymentObjection.objects.filter(district_id=batch.district_id, item__batch=batch, state=ProtestState.OPEN)
    rest = PaymentItem.objects.filter(district_id=batch.district_id, batch=batch).exclude(pk__in=held.values("item"))
    return release(rest.values("pk"), batch.district_id)


def words_of(deed: Deed) -> str:
    """A deed as the history tells it where nobody said more."""
    return str(BatchDeed(deed.value).label)


def in_words(fault: Fault, standing: Standing, deed: Deed) -> str:
    """Why a deed is refused, and what to do."""
    role = Role(rules.role_for(standing, deed)).label
    return {
        Fault.NOT_FROM_HERE: _("The batch no longer stands at this step. Look at its page again."),
        Fault.NO_COMMENT: _("Say in the comment what is to be mended."),
        Fault.NOT_YOUR_ROLE: _("Here it is the turn of: %(role)s.") % {"role": role},
        Fault.ENTERED_IT: _("You prepared this batch, so somebody else has to do this."),
        Fault.APPROVED_IT: _("You reviewed this batch, so somebody else has to do this."),
        Fault.PAYS_IT: _("You pay this batch, so somebody else has to do this."),
        Fault.ENDORSED_IT: _("You endorsed it on a lower rung, so somebody else has to do this."),
        Fault.STILL_PUBLIC: _("The publicity is not over yet. Approve on the day after its last day."),
        Fault.NOTHING_LEFT: _("Every line of this batch is held or taken out: nothing is left to be paid."),
        Fault.BEYOND_FUND: beyond(standing.amount_fen, standing.free_fen),
    }[fault]
