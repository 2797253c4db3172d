"""The sample of a payment: whom somebody asks whether the money came, and what was found."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.payments.doors import batch_for, found, item_for, may, of
from portal.registers.doors import said
from subsidies.models import PaymentItem, PaymentSample, SampleFinding
from subsidies.payments import services
from subsidies.payments.choices import Found

FOUND_TONES = {Found.ARRIVED: "good", Found.DIFFERS: "bad", Found.MISSING: "bad", Found.UNREACHED: "warn"}


@requires("records.read")
def BatchSample(request: Any, batch: int) -> HttpResponse:
    """The draw with its seed, and the drawn courtyards in sight with what was found."""
    one = batch_for(request, batch)
    sample = found(PaymentSample.objects.filter(district_id=one.district_id, batch=one).select_related("change"))
    if request.method == "POST":
        return _noted(request, sample)
    items = PaymentItem.objects.filter(district_id=one.district_id, batch=one, courtyard__code__in=sample.drawn)
    latest: dict[int, SampleFinding] = {}
    for finding in SampleFinding.objects.filter(district_id=one.district_id, sample=sample).order_by("pk"):
        latest[finding.item_id] = finding
    rows = [
        (item, latest.get(item.pk), FOUND_TONES.get(Found(latest[item.pk].found)) if item.pk in latest else "plain",
         may(request, "payment.verify", item.street_id))
        for item in items.with_state().select_related("courtyard__street").order_by("reference")
    ]
    return render(
        request, "payments/batch_sample.html",
        {
            "batch": one, "sample": sample, "rows": rows, "choices": Found.choices,
            "done": sum(1 for row in rows if row[1]), "back": of(request, "batch-detail", batch=batch),
        },
    )


def _noted(request: Any, sample: PaymentSample) -> HttpResponse:
    portal, asked = request.portal, said(request, "item")
    item = item_for(request, int(asked) if asked.isdecimal() and len(asked) < 18 else 0)
    if not may(request, "payment.verify", item.street_id) or said(request, "found") not in Found.values:
        raise PermissionDenied
    portal.stand_for("payment.verify")
    try:
        services.note(
            sample=sample, item=item, found=Found(said(request, "found")), comment=said(request, "comment")[:300],
            on=portal.clock.today, by=portal.user,
        )
        messages.success(request, _("What was found at %(name)s is kept.") % {"name": item.courtyard.name})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(of(request, "batch-sample", batch=sample.batch_id))
