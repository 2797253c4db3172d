"""What of the payments waits for the person: batches at their step, objections, accounts to be confirmed, claims."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, DateField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.payments.doors import PERMISSIONS, actor, of
from subsidies.models import BatchAct, BatchPublicity, ClawbackClaim, PayeeAccount, PaymentBatch, PaymentObjection
from subsidies.payments.choices import AccountState, BatchStep, ClaimState, ProtestState
from subsidies.rules import payments as rules
from subsidies.rules.payments import WAY, Deed, Rung, Standing, Step

SHOWN = 30
OWN = ("payment.prepare", "payment.review", "payment.pay", "payee.confirm", "payment.answer", "clawback.repay", "clawback.waive")
# The step of a batch at which each permission has something to do.
STEPS = {
    permission: [step.value for step, deed in WAY if PERMISSIONS[deed] == permission and deed is not Deed.WITHDRAW]
    for permission in ("payment.prepare", "payment.review", "payment.pay")
}


@dataclass(frozen=True)
class Line:
    """What waits: a record by its id, what it is called, what is said of it, and by when.

    `extra` of a batch is what says whose word is next: how many endorsed it, its total in fen, its ladder as JSON.
    """

    queue: str
    pk: int
    name: str
    key: str
    said: str
    extra: str
    due: date | None


def waiting(request: Any) -> list[dict[str, Any]]:
    """Queues for the person's home, by one statement for whoever has a role in it; a queue of nothing is left out."""
    portal = request.portal
    if portal.user is None or not any(portal.may(permission) for permission in OWN):
        return []
    asked = [_batches(request), _protests(request), _accounts(request), _claims(request)]
    listed: dict[str, list[Line]] = {}
    for row in asked[0].union(*asked[1:], all=True):
        line = Line(*row)
        listed.setdefault(line.queue, []).append(line)
    found = [one for one in listed.get("batch", []) if _is_next(request, one)]
    queues = [
        _queue(request, "payments-returned", _("Payments given back"), _("Mend what the comment says, then submit again."),
               [one for one in found if one.key == BatchStep.RETURNED], _lazy("Mend")),
        _queue(request, "payments-batches", _("Payments that wait for you"), _("Review, publish, approve, pay or close them."),
               [one for one in found if one.key != BatchStep.RETURNED], _lazy("Open the batch")),
        _queue(request, "payments-objections", _("Objections to payments"),
               _("Each holds one line: answer with the reasons."), listed.get("protest", []), _lazy("Answer")),
        _queue(request, "payments-accounts", _("Payee accounts to confirm"), _("Compare them with the bank's certificate."),
               listed.get("account", []), _lazy("Look at it")),
        _queue(request, "payments-claims", _("Claims to be dealt with"),
               _("Give notice, keep what came back, or decide a waiver."), listed.get("claim", []), _lazy("Open the claim")),
    ]
    return [queue for queue in queues if queue["items"]]


def _line(rows: Any, queue: str, **said: Any) -> Any:
    """Rows as the fields of a line; what is not said is empty."""
    plain: dict[str, Any] = {"name": Value(""), "key": Value(""), "said": Value(""), "extra": Value("")} | said
    as_text = {f"line_{name}": Cast(one, CharField()) for name, one in plain.items() if name != "due"}
    due = plain.get("due", Value(None, output_field=DateField()))
    told = rows.order_by().annotate(line_queue=Value(queue), line_due=Cast(due, DateField()), **as_text)
    return told.values_list("line_queue", "pk", "line_name", "line_key", "line_said", "line_extra", "line_due")


def _batches(request: Any) -> Any:
    """Live batches at a step of the person's, in which they had no other hand."""
    portal, mine = request.portal, Q(pk__in=[])
    of_batch = {"district": OuterRef("district"), "batch": OuterRef("pk")}
    rows: Any = PaymentBatch.objects.filter(district_id=portal.district.pk).live()
    shown = BatchPublicity.objects.filter(**of_batch).order_by("-pk").values("last_on")[:1]
    latest = BatchAct.objects.filter(**of_batch).order_by("-number")
    hand = BatchAct.objects.filter(**of_batch, actor=portal.user).values("hand")[:1]
    rows = rows.annotate(shown_until=Subquery(shown), comment=Subquery(latest.values("comment")[:1]), hand=Subquery(hand))
    for permission, number in (("payment.prepare", 1), ("payment.review", 2), ("payment.pay", 3)):
        if portal.may(permission) and portal.scope.streets is None:
            mine |= Q(step__in=STEPS[permission]) & (Q(hand__isnull=True) | Q(hand=number))
    # Nobody approves before the publicity is over.
    rows = rows.filter(mine).exclude(step=Step.PUBLISHED, shown_until__gte=portal.clock.today)
    submitted = latest.filter(deed=Deed.SUBMIT).values("number")[:1]
    since = BatchAct.objects.filter(**of_batch, deed=Deed.ENDORSE, number__gt=Coalesce(Subquery(submitted), 0)).order_by()
    endorsed = Coalesce(Subquery(since.values("batch").annotate(n=Count("pk")).values("n")), 0)
    extra = Concat(
        Cast(endorsed, CharField()), Value("|"), Cast("total_fen", CharField()), Value("|"), Cast("ladder", CharField())
    )
    return _line(rows, "batch", name=F("number"), key=F("step"), said=F("comment"), extra=extra)


def _is_next(request: Any, one: Line) -> bool:
    """Whether the next word over a batch is of one of the person's roles."""
    endorsed, total, ladder = one.extra.split("|", 2)
    roles = rules.needed([Rung(rung["above_fen"], rung["role"]) for rung in json.loads(ladder)], int(total))
    standing = Standing(Step(one.key), roles, tuple(range(int(endorsed))))
    return any(
        rules.role_for(standing, deed) in actor(request).roles
        for at, deed in WAY if at is standing.step and deed is not Deed.WITHDRAW
    )


def _protests(request: Any) -> Any:
    rows = PaymentObjection.objects.filter(district_id=request.portal.district.pk, state=ProtestState.OPEN)
    if not request.portal.may("payment.answer"):
        rows = rows.none()
    rows = rows.exclude(entered_by=request.portal.user)
    return _line(rows, "protest", name=F("courtyard__name"), said=F("grounds"))


def _accounts(request: Any) -> Any:
    rows = PayeeAccount.objects.filter(district_id=request.portal.district.pk, state=AccountState.PROPOSED)
    if not request.portal.may("payee.confirm"):
        rows = rows.none()
    return _line(rows.exclude(entered_by=request.portal.user), "account", name=F("courtyard__name"), said=F("bank"))


def _claims(request: Any) -> Any:
    portal, mine = request.portal, Q(pk__in=[])
    if portal.may("clawback.claim"):
        mine |= Q(state=ClaimState.CLAIMED)
    if portal.may("clawback.repay"):
        mine |= Q(state=ClaimState.NOTICED)
    if portal.may("clawback.waive"):
        mine |= Q(state=ClaimState.WAIVER) & ~Q(proposed_by=portal.user)
    rows = ClawbackClaim.objects.filter(mine, district_id=portal.district.pk)
    return _line(rows, "claim", name=F("courtyard__name"), key=F("state"), said=F("why"), due=F("due_on"))


def _queue(request: Any, key: str, title: str, todo: str, lines: list[Line], deed: Any) -> dict[str, Any]:
    items = [_item(request, one) for one in lines[:SHOWN]]
    return {
        "key": key, "title": title, "todo": todo, "count": len(lines), "items": items, "deed": deed,
        "url": items[0]["url"] if items else "", "due": min((one.due for one in lines if one.due), default=None),
    }


def _item(request: Any, one: Line) -> dict[str, Any]:
    label = str(BatchStep(one.key).label) if one.queue == "batch" else str(ClaimState(one.key).label) if one.key else ""
    pages = {
        "batch": lambda: of(request, "batch-detail", batch=one.pk),
        "protest": lambda: of(request, "protest-detail", protest=one.pk),
        "account": lambda: f"{of(request, 'payee-list')}?state={AccountState.PROPOSED}",
        "claim": lambda: of(request, "clawback-detail", claim=one.pk),
    }
    detail = " · ".join(text for text in (label, one.said) if text)
    return {"text": one.name, "detail": detail, "due": one.due, "url": pages[one.queue]()}
