"""An objection to what a courtyard is paid: written down as it came in, printed with its number, answered by another person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.payments.doors import found, item_for, may, of
from portal.payments.forms import ObjectionForm
from portal.tracking import receipts
from portal.tracking.forms import AnswerForm
from subsidies.models import BatchPublicity, PaymentBatch, PaymentObjection
from subsidies.payments import services
from subsidies.payments.choices import ProtestState

PROTEST_TONES = {ProtestState.OPEN: "warn", ProtestState.UPHELD: "good"}


@requires("payment.object")
def ItemObject(request: Any, item: int) -> HttpResponse:
    """Writes down an objection to what one courtyard is paid."""
    one, portal = item_for(request, item), request.portal
    form = ObjectionForm(request.POST or None, initial={"received_on": portal.clock.today})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.lodge(item=one, told=form.told(), today=portal.clock.today, by=portal.user)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(
                request, _("The objection is kept, and this line alone is held. Give the receipt to the objector.")
            )
            return redirect(of(request, "protest-detail", protest=made.pk))
    return render(
        request, "payments/form.html",
        {
            "form": form, "title": _("Write down an objection"), "about": f"{one.courtyard.name} · {one.batch.number}",
            "submit": _("Keep the objection"), "back": of(request, "batch-detail", batch=one.batch_id),
            "text": " ".join([_("It holds the line of this courtyard alone."), *_until(one.batch)]),
        },
    )


def _until(batch: PaymentBatch) -> list[str]:
    """The last day to object, in a sentence, where there is one."""
    shown = BatchPublicity.objects.filter(district_id=batch.district_id, batch=batch).last()
    return [_("The last day to object is %(day)s.") % {"day": shown.last_on}] if shown else []


@requires("records.read")
def ProtestDetail(request: Any, protest: int) -> HttpResponse:
    """An objection with its number and, for whoever answers it, its answer."""
    rows = PaymentObjection.objects.filter(district_id=request.portal.district.pk)
    one = found(rows.select_related("item__batch", "item__courtyard", "courtyard__street"), pk=protest)
    answers = may(request, "payment.answer", one.street_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        if not answers:
            raise PermissionDenied
        request.portal.stand_for("payment.answer")
        if form.is_valid() and _answer(request, one, form):
            return redirect(of(request, "protest-detail", protest=protest))
    return render(
        request, "payments/protest_detail.html",
        {
            "protest": one, "tone": PROTEST_TONES.get(ProtestState(one.state), "plain"),
            "form": form if answers and one.state == ProtestState.OPEN else None,
            "receipt": receipts.of(
                request, one, about=_("payment batch %(number)s") % {"number": one.item.batch.number},
                objector=one.objector, last_on=_publicity(one).last_on, reference=one.reference,
            ),
            "back": of(request, "batch-detail", batch=one.item.batch_id),
        },
    )


def _publicity(objection: PaymentObjection) -> BatchPublicity:
    """The publicity in which it came: a batch that was given back is shown again."""
    on = objection.received_on
    shown = BatchPublicity.objects.filter(district_id=objection.district_id, batch=objection.item.batch_id)
    return shown.filter(published_on__lte=on, last_on__gte=on).latest("pk")


def _answer(request: Any, objection: PaymentObjection, form: AnswerForm) -> bool:
    portal = request.portal
    try:
        services.answer(
            objection=objection, upheld="uphold" in request.POST, words=form.cleaned_data["answer"], on=portal.clock.today,
            by=portal.user,
        )
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    messages.success(request, _("The answer is kept; the objector reads it by the number."))
    return True
