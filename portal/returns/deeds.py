"""Handing a month's return in, and deciding about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.returns import cells, reading, services
from portal.registers.doors import said
from portal.returns.addresses import Place, place_for
from portal.returns.month import page as month_page


@require_POST
@requires("return.submit")
def ReturnSubmit(request: Any, form: str, month: str, street: str) -> HttpResponse:
    """The street hands its return in, or takes it back before anybody decided."""
    place, by, now = place_for(request, form, month, street), request.portal.user, request.portal.now
    if "take_back" in request.POST:
        return _decide(request, place, lambda found: services.take_back(
            submission=found, by=by, reason=_("taken back to be mended"), now=now
        ), _("It is yours again. Mend it, then hand it in."))
    rows = reading.rows(place.form, **place.told)
    sheet = cells.read(place.form, rows, request.POST, district=place.street.district_id)
    if sheet.says_something:
        messages.error(request, _("Some figures are typed but not saved. Save them first, then hand in."))
        return month_page(request, place, sheet, status=400)
    try:
        services.submit(place.form, **place.told, by=by, reason=_("monthly return handed in"), now=now)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(place.path)
    messages.success(request, _("The return is handed in. The reviewer finds it among the tasks."))
    return redirect(place.path)


@require_POST
@requires("return.decide")
def ReturnDecide(request: Any, form: str, month: str, street: str) -> HttpResponse:
    """The reviewer accepts what was handed in, gives it back with a comment, or opens an accepted month again."""
    place, by, now = place_for(request, form, month, street), request.portal.user, request.portal.now
    comment = said(request, "comment")[:300]
    if "accept" in request.POST:
        return _decide(request, place, lambda found: services.accept(
            submission=found, by=by, reason=_("monthly return accepted"), now=now
        ), _("The return is accepted; its figures stay as they are."))
    if "reopen" in request.POST:
        if not comment:
            messages.error(request, _("Say why the month is opened again."))
            return redirect(place.path)
        return _decide(request, place, lambda found: services.reopen(
            submission=found, by=by, reason=comment, now=now
        ), _("The month is open again."))
    return _decide(request, place, lambda found: services.give_back(
        submission=found, comment=comment, by=by, reason=_("monthly return given back"), now=now
    ), _("The return is given back to the street with your comment."))


def _decide(request: Any, place: Place, deed: Callable[[Any], Any], told: str) -> HttpResponse:
    found = reading.submission(place.form, **place.told)
    if found is None:
        messages.error(request, _("It is not handed in."))
        return redirect(place.path)
    try:
        deed(found)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, told)
    return redirect(place.path)
