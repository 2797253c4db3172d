"""Which batch, item, claim or account an address names, and what the person may do with it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from governance.people.choices import Role
from subsidies.models import BatchAct, PaymentBatch, PaymentItem
from subsidies.payments import fund
from subsidies.payments.choices import BatchDeed, BatchStep, ItemState
from subsidies.payments.services import steps
from subsidies.rules import payments as rules
from subsidies.rules.payments import Actor, Deed, Fault, Standing, Step

# The permission that a deed needs; whose turn it is says the rule.
PERMISSIONS = {
    Deed.SUBMIT: "payment.prepare", Deed.PUBLISH: "payment.prepare", Deed.WITHDRAW: "payment.prepare",
    Deed.ENDORSE: "payment.review", Deed.GIVE_BACK: "payment.review", Deed.APPROVE: "payment.review",
    Deed.SEND: "payment.pay", Deed.RECORD: "payment.pay", Deed.CLOSE: "payment.pay",
}
TONES = {
    BatchStep.PREPARED: "warn", BatchStep.REVIEW: "warn", BatchStep.RETURNED: "bad", BatchStep.REVIEWED: "warn",
    BatchStep.PUBLISHED: "warn", BatchStep.APPROVED: "warn", BatchStep.SENT: "warn", BatchStep.PAID: "good",
    BatchStep.CLOSED: "good",
}
ITEM_TONES = {
    ItemState.HELD: "bad", ItemState.FAILED: "bad", ItemState.PARTLY: "warn", ItemState.LEFT_OUT: "warn", ItemState.SENT: "warn",
    ItemState.PAID: "good", ItemState.SET_OFF: "good",
}


@dataclass(frozen=True)
class Rung:
    """A rung of a batch's ladder as the page shows it: whose word, and who gave it since it was last submitted."""

    role: str
    act: BatchAct | None
    is_next: bool


@dataclass(frozen=True)
class Turn:
    """What may be done with a batch now: the deeds that are this person's, and why another is not."""

    standing: Standing
    deeds: tuple[str, ...]
    role: str
    why_not: str


def found(rows: Any, **wanted: Any) -> Any:
    """The one row in sight. 404 for a missing and for a foreign one."""
    row = rows.filter(**wanted).first()
    if row is None:
        raise Http404
    return row


def batch_for(request: Any, batch: int) -> Any:
    """A batch of the district, with its step."""
    return found(PaymentBatch.objects.filter(district_id=request.portal.district.pk).with_step(), pk=batch)


def item_for(request: Any, item: int) -> Any:
    """What a courtyard in sight is paid by a batch."""
    rows = PaymentItem.objects.filter(district_id=request.portal.district.pk).with_state()
    return found(rows.select_related("batch", "courtyard__street"), pk=item)


def may(request: Any, permission: str, street: int | None = None) -> bool:
    """Whether the person may do it here; the past can only be read."""
    portal = request.portal
    if portal.user is None or portal.clock.is_past or not portal.may(permission):
        return False
    streets = portal.streets_for(permission)
    return streets is None or street is None or street in streets


def actor(request: Any) -> Actor:
    """The person with the roles that they have in the whole district."""
    portal = request.portal
    return Actor(portal.user.pk, frozenset(m.role for m in portal.memberships if m.street_id is None))


def turn(request: Any, batch: Any, acts: list[BatchAct]) -> Turn:
    """Whose turn it is at a batch, and what of it is this person's."""
    portal = request.portal
    step = Step(batch.step)
    needs_fund = step is Step.PUBLISHED
    acted = steps.Acted(portal.clock.today, free_fen=fund.free(batch.district_id) if needs_fund else 0)
    standing = steps.standing_of(batch, acts, acted)
    following = [deed for at, deed in rules.WAY if at is step]
    role = Role(rules.role_for(standing, following[0])).label if following else ""
    if portal.user is None or portal.clock.is_past or portal.scope.streets is not None:
        return Turn(standing, (), str(role), "")
    person = actor(request)
    faults = {deed: rules.against(standing, deed, person) for deed in following if portal.may(PERMISSIONS[deed])}
    open_to = tuple(deed.value for deed, fault in faults.items() if fault is None)
    own = next((fault for fault in faults.values() if fault not in (None, Fault.NOT_YOUR_ROLE)), None)
    why_not = steps.in_words(own, standing, following[0]) if own and not open_to else ""
    if Deed.APPROVE.value in open_to and (unready := rules.unready(standing, Deed.APPROVE)):
        open_to = tuple(deed for deed in open_to if deed != Deed.APPROVE.value)
        why_not = steps.in_words(unready, standing, Deed.APPROVE)
    return Turn(standing, open_to, str(role), why_not)


def ladder(batch: PaymentBatch, acts: list[BatchAct]) -> list[Rung]:
    """The rungs that the batch needs, with who stood on them since it was last submitted."""
    given: list[BatchAct] = []
    for act in acts:
        given = [] if act.deed == BatchDeed.SUBMIT else [*given, act] if act.deed == BatchDeed.ENDORSE else given
    roles = steps.roles_of(batch)
    return [
        Rung(str(Role(role).label), given[at] if at < len(given) else None, at == len(given)) for at, role in enumerate(roles)
    ]


def of(request: Any, page: str, **where: Any) -> str:
    """The address of one of these pages."""
    return reverse(f"payments:{page}", kwargs={"district": request.portal.district.code, **where})
