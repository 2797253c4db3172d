"""The pages with a form: preparing a batch, its publicity, the bank's answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.common.periods import EVER, Month, day_of
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.spreadsheets.sheets import Unreadable
from portal.payments import forms
from portal.payments.doors import batch_for, of
from subsidies.payments import dues, results, services
from subsidies.payments.services.publishing import FEWEST_DAYS, deadline
from subsidies.rules.capitals import capitals
from subsidies.rules.settlement import compose
from subsidies.rules.spans import Span, SpanKind

MOST_BYTES = 20 * 1024 * 1024


@requires("payment.prepare")
def BatchPrepare(request: Any) -> HttpResponse:
    """A period is chosen; what would be paid and claimed back is shown before anything is written."""
    portal = request.portal
    last = Span.of(SpanKind.QUARTER, Month.of(day_of(portal.now))).start.plus(-1)
    form = forms.PrepareForm(request.POST or None, initial={"period": str(Span.of(SpanKind.QUARTER, last)), "with_arrears": True})
    preview = None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            if "prepare" in request.POST:
                made = services.prepare(
                    district=portal.district.pk, span=told["period"], with_arrears=told["with_arrears"], on=portal.clock.today,
                    by=portal.user, now=portal.now,
                )
                return _prepared(request, made)
            preview = _preview(portal.district.pk, told["period"], told["with_arrears"])
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    return render(
        request, "payments/batch_prepare.html", {"form": form, "preview": preview, "back": of(request, "batch-list")}
    )


def _prepared(request: Any, made: services.Prepared) -> HttpResponse:
    if made.claims:
        words = _("%(n)s courtyards owe more than they are due: claims were made instead.")
        messages.warning(request, words % {"n": len(made.claims)})
    if made.batch is None:
        return redirect(of(request, "clawback-list"))
    words = _("The batch %(number)s is prepared. Look it over, then submit it.")
    messages.success(request, words % {"number": made.batch.number})
    return redirect(of(request, "batch-detail", batch=made.batch.pk))


def _preview(district: int, span: Span, with_arrears: bool) -> dict[str, Any]:
    rows = dues.read(district, EVER if with_arrears else span.start.first, span.until.first)
    made = compose(((due.courtyard, (due.line, due.remains_fen)) for due in rows), dues.owed(district))
    total = sum(item.amount_fen for item in made.items.values())
    return {
        "span": span, "courtyards": len(made.items), "total": total, "capitals": capitals(total), "claims": len(made.claims),
        "claimed": -sum(fen for shares in made.claims.values() for _line, fen in shares),
        "set_off": sum(item.set_off_fen for item in made.items.values()),
        "taken_back": -sum(due.remains_fen for due in rows if due.remains_fen < 0 and due.courtyard in made.items),
    }


@requires("payment.prepare")
def BatchPublish(request: Any, batch: int) -> HttpResponse:
    """The publicity of a batch; its last day is shown before."""
    one, portal = batch_for(request, batch), request.portal
    form, text = forms.PublishForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            services.publish(batch=one, on=portal.clock.today, by=portal.user, **form.cleaned_data)
            return redirect(of(request, "batch-notice", batch=batch))
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    try:
        until = deadline(portal.district.pk, portal.clock.today, FEWEST_DAYS)
        text = _("Published today for five working days it stands until %(day)s, that day included.") % {"day": until.last}
    except Refused as refused:
        # The calendar does not reach so far: said before anybody fills the form in.
        text = str(refused)
    return render(
        request, "payments/form.html",
        {
            "form": form, "title": _("Publish the batch"), "about": one.number, "submit": _("Publish"),
            "back": of(request, "batch-detail", batch=batch), "text": text,
        },
    )


@require_POST
@requires("payment.pay")
def ResultTake(request: Any, batch: int) -> HttpResponse:
    """Takes in the bank's answer, or tells every row that does not fit."""
    one, portal = batch_for(request, batch), request.portal
    form, faults = forms.ResultForm(request.POST, request.FILES), []
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            made = services.take_in(
                batch=one, name=given.name, content=given.read(MOST_BYTES + 1), paid_on=form.cleaned_data["paid_on"],
                voucher=form.cleaned_data["voucher"], today=portal.clock.today, by=portal.user,
            )
        except results.ResultFaults as wrong:
            faults = wrong.faults
        except Unreadable as refused:
            faults = [str(refused.message)]
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            messages.success(request, _("%(n)s results are taken in.") % {"n": made.rows})
            return redirect(of(request, "batch-detail", batch=batch))
    return render(
        request, "payments/result_faults.html",
        {"batch": one, "form": form, "faults": faults, "back": of(request, "batch-detail", batch=batch)}, status=400,
    )
