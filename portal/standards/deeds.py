"""The steps of a version's life: begun, checked, released, discarded."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.registers.doors import said
from portal.standards.doors import may, of, standard_for
from portal.versions import demand_present, own_title, seen
from ratings import examples, services, standards


@require_POST
@requires("standard.draft")
def StandardDraft(request: Any) -> HttpResponse:
    """Begins a version: the next one of a standard of the district, or a new standard from a shipped example."""
    demand_present(request)
    portal, number, name = request.portal, request.POST.get("standard", ""), request.POST.get("example", "")
    common = {"by": portal.user, "now": portal.now}
    try:
        if number.isascii() and number.isdigit() and len(number) < 10:
            made = services.begin_next(
                standard=standard_for(request, int(number)), reason=said(request, "reason") or _("next version begun"), **common
            )
        elif name in examples.NAMES:
            data = examples.standard(name)
            made = services.draft_standard(
                district=portal.district.pk, reason=said(request, "reason") or _("drafted from an example"),
                data=data | {"key": said(request, "key") or data["key"], "title": own_title(data["title"])}, **common,
            )
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(of(request, "standard-list"))
    except standards.StandardFaults as faults:
        messages.error(request, str(faults))
        return redirect(of(request, "standard-list"))
    told = _("A draft was begun as a copy. Change what is yours; nobody is rated by it before it is released.")
    messages.success(request, told)
    return redirect(of(request, "standard-edit", standard=made.pk))


@require_POST
@requires("records.read")
def StandardDeed(request: Any, standard: int) -> HttpResponse:
    """Checks, releases or discards a version, as the button says."""
    demand_present(request)
    found, portal = standard_for(request, standard), request.portal
    back = redirect(of(request, "standard-detail", standard=found.pk))
    verb = next((verb for verb in ("check", "release", "discard") if verb in request.POST), "")
    right = {"check": "check", "release": "release", "discard": "draft"}.get(verb)
    if right is None:
        raise Http404
    if not may(request, right):
        raise PermissionDenied
    portal.stand_for(f"standard.{right}")
    common = {"standard": found, "seen": seen(request), "by": portal.user}
    try:
        if verb == "check":
            services.check_standard(now=portal.now, **common)
            messages.success(request, _("The version is sound and checked. It can be released now."))
        elif verb == "release":
            services.release_standard(now=portal.now, reason=said(request, "reason"), **common)
            messages.success(request, _("The version is released. New rounds are rated by it, and nobody edits it any more."))
        else:
            services.discard_draft(reason=said(request, "reason"), **common)
            messages.success(request, _("The draft is discarded; its history stays."))
            return redirect(of(request, "standard-list"))
    except Refused as refused:
        messages.error(request, str(refused.message))
    except standards.StandardFaults:
        messages.error(request, _("The version has faults, which are listed below. Mend them, then have it checked again."))
    return back
