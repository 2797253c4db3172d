"""What people do with a batch by a button: submit, endorse, give back, approve, send, close, withdraw, draw a sample."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.payments.doors import PERMISSIONS, batch_for, may, of
from portal.payments.pages import detail
from portal.registers.doors import said
from subsidies.payments import services
from subsidies.payments.services.steps import BY_WORD
from subsidies.rules.payments import Deed

SAMPLED_PERCENT = 10


@requires("records.read")
def BatchDeed(request: Any, batch: int) -> HttpResponse:
    """Does what the pressed button says; the rule has the last word. Refused, the page of the batch keeps the comment."""
    if request.method != "POST":
        # The page of a refusal has this address: whoever filters or pages there goes on at the batch.
        query = request.GET.urlencode()
        return redirect(of(request, "batch-detail", batch=batch) + (f"?{query}" if query else ""))
    one, portal = batch_for(request, batch), request.portal
    deed = next((deed for deed in PERMISSIONS if deed.value in request.POST), None)
    if deed is None:
        raise Http404
    if not may(request, PERMISSIONS[deed]):
        raise PermissionDenied
    portal.stand_for(PERMISSIONS[deed])
    told = {"batch": one, "on": portal.clock.today, "by": portal.user}
    comment = said(request, "comment")[:300]
    try:
        if deed in BY_WORD:
            services.act(**told, deed=deed, comment=comment)
        elif deed is Deed.APPROVE:
            services.approve(**told, comment=comment)
        elif deed is Deed.SEND:
            sent = services.send(**told, leave_out="leave_out" in request.POST)
            messages.success(request, _("The file has %(n)s lines. Download it and hand it to the bank.") % {"n": sent.rows})
        elif deed is Deed.CLOSE:
            services.close(**told, comment=comment)
        else:
            raise Http404
    except Refused as refused:
        return detail(request, batch, refused=str(refused), typed=comment)
    messages.success(request, DONE[deed]())
    return redirect(of(request, "batch-detail", batch=batch))


DONE = {
    Deed.SUBMIT: lambda: _("The batch is under review."),
    Deed.ENDORSE: lambda: _("You have endorsed the batch."),
    Deed.GIVE_BACK: lambda: _("The batch is given back with your comment."),
    Deed.WITHDRAW: lambda: _("The batch is withdrawn; its ledger lines are free again, but for those that an objection holds."),
    Deed.APPROVE: lambda: _("The payment is approved, and its amount committed in the fund."),
    Deed.SEND: lambda: _("The batch stands as sent."),
    Deed.CLOSE: lambda: _("The batch is closed. What was not paid can be paid by the next one."),
}


@require_POST
@requires("payment.prepare")
def SampleDraw(request: Any, batch: int) -> HttpResponse:
    """Draws the courtyards that somebody asks after."""
    one, portal = batch_for(request, batch), request.portal
    percent = said(request, "percent", str(SAMPLED_PERCENT))
    try:
        services.draw(
            batch=one, percent=int(percent) if percent.isdecimal() else 0, by=portal.user, reason=_("sample drawn")
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(of(request, "batch-detail", batch=batch))
    return redirect(of(request, "batch-sample", batch=batch))
