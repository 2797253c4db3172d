"""The batches of a district, and one of them: where it stands, whose turn it is, what each courtyard is paid."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render

from governance.people.permissions import requires
from portal.payments import forms
from portal.payments.doors import ITEM_TONES, TONES, batch_for, ladder, may, of, turn
from subsidies.models import (
    BatchAct,
    BatchPublicity,
    ClawbackClaim,
    PayeeAccount,
    PaymentBatch,
    PaymentItem,
    PaymentSample,
    ResultFile,
)
from subsidies.payments import fund
from subsidies.payments.choices import AccountState, BatchStep, ItemState
from subsidies.payments.querysets import counted
from subsidies.rules.capitals import capitals
from subsidies.rules.clawbacks import OPEN
from subsidies.rules.payments import Deed

PER_PAGE = 50
COMMENTED = frozenset({Deed.SUBMIT, Deed.ENDORSE, Deed.GIVE_BACK, Deed.APPROVE, Deed.WITHDRAW})
OBJECTED = (BatchStep.PUBLISHED, BatchStep.APPROVED)


@requires("records.read")
def BatchList(request: Any) -> HttpResponse:
    """Every batch, the newest first, with its step; counts by step open their list."""
    portal = request.portal
    every: Any = PaymentBatch.objects.filter(district_id=portal.district.pk).with_step()
    counts = dict(every.order_by().values("step").annotate(n=Count("pk")).values_list("step", "n"))
    step = request.GET.get("step", "")
    rows = every.filter(step=step) if step in BatchStep.values else every
    if words := request.GET.get("q", "").strip():
        rows = rows.filter(number__icontains=words)
    page = Paginator(rows.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "payments/batch_list.html",
        {
            "page": page, "step": step if step in BatchStep.values else "", "q": words,
            "rows": [(one, BatchStep(one.step).label, TONES.get(BatchStep(one.step), "plain")) for one in page],
            "steps": [(value, label, counts[value]) for value, label in BatchStep.choices if value in counts],
            "balance": fund.balance(portal.district.pk, portal.clock.on),
            "claims": ClawbackClaim.objects.filter(district_id=portal.district.pk, state__in=OPEN).count(),
            "may_prepare": may(request, "payment.prepare"),
        },
    )


@requires("records.read")
def BatchDetail(request: Any, batch: int) -> HttpResponse:
    """A batch: total in figures and capitals, ladder, acts, and its items with their state."""
    return detail(request, batch)


def detail(request: Any, batch: int, *, refused: str = "", typed: str = "") -> HttpResponse:
    """The page of a batch as it stands; 400 with what was `refused` of a deed, and the comment that was `typed` for it."""
    one = batch_for(request, batch)
    portal, acts = request.portal, list(BatchAct.objects.filter(district_id=one.district_id, batch=one).order_by("number"))
    items = PaymentItem.objects.filter(district_id=one.district_id, batch=one)
    counts, step = counted(items.with_state()), BatchStep(one.step)
    turn_of, shown = turn(request, one, acts), BatchPublicity.objects.filter(district_id=one.district_id, batch=one).last()
    state = request.GET.get("state", "")
    listed = _listed(request, items, state)
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    file = one.files.first()
    return render(
        request, "payments/batch_detail.html",
        {
            "batch": one, "step": step.label, "tone": TONES.get(step, "plain"), "acts": acts, "turn": turn_of, "shown": shown,
            "ladder": ladder(one, acts), "capitals": capitals(one.total_fen), "file": file, "state": state,
            "going_capitals": capitals(turn_of.standing.amount_fen), "is_over": shown and shown.last_on < portal.clock.today,
            "counts": [(value, ItemState(value).label, *counts[value]) for value in ItemState.values if value in counts],
            "page": page, "rows": [(item, ItemState(item.state).label, ITEM_TONES.get(ItemState(item.state), "plain"))
                                   for item in page],
            "results": ResultFile.objects.filter(district_id=one.district_id, batch=one).select_related("change"),
            "sample": PaymentSample.objects.filter(district_id=one.district_id, batch=one).first(),
            "free": fund.free(one.district_id) if step == BatchStep.PUBLISHED else None,
            "missing": _missing(one, items) if step in (BatchStep.PREPARED, BatchStep.APPROVED, BatchStep.RETURNED) else 0,
            "may_object": step in OBJECTED and may(request, "payment.object"), "may_pay": may(request, "payment.pay"),
            "may_draw": step in (BatchStep.SENT, BatchStep.PAID, BatchStep.CLOSED) and may(request, "payment.prepare"),
            "may_enter": may(request, "payee.enter"), "q": request.GET.get("q", ""), "back": of(request, "batch-list"),
            "result_form": forms.ResultForm(initial={"paid_on": portal.clock.today}) if "record" in turn_of.deeds else None,
            "refused": refused, "typed": typed, "may_comment": not COMMENTED.isdisjoint(turn_of.deeds),
        },
        status=400 if refused else 200,
    )


def _listed(request: Any, items: Any, state: str) -> Any:
    rows = items.with_state().select_related("courtyard__street").prefetch_related("objections")
    if state in ItemState.values:
        rows = rows.filter(state=state)
    if words := request.GET.get("q", "").strip():
        rows = rows.filter(Q(courtyard__name__icontains=words) | Q(courtyard__code=words) | Q(reference=words))
    return rows.order_by("reference")


def _missing(batch: PaymentBatch, items: Any) -> int:
    """How many courtyards in sight that are to be paid have no confirmed account."""
    known = PayeeAccount.objects.filter(district_id=batch.district_id, state=AccountState.CONFIRMED).values("courtyard")
    return int(items.going().filter(amount_fen__gt=0).exclude(courtyard__in=known).count())
