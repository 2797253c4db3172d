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
from portal.schemes.doors import may, of, scheme_for
from portal.versions import demand_present, own_title, seen
from subsidies import examples, schemes, services


@require_POST
@requires("scheme.draft")
def SchemeDraft(request: Any) -> HttpResponse:
    """Begins a version: the next one of a scheme of the district, or a new scheme from a shipped example."""
    demand_present(request)
    portal, number, name = request.portal, request.POST.get("scheme", ""), request.POST.get("example", "")
    common = {"by": portal.user, "now": portal.now}
    try:
        if number.isascii() and number.isdigit() and len(number) < 10:
            made = services.begin_next_scheme(
                scheme=scheme_for(request, int(number)), reason=said(request, "reason") or _("next version begun"), **common
            )
        elif name in examples.NAMES:
            data = examples.scheme(name)
            made = services.draft_scheme(
                district=portal.district.pk, reason=said(request, "reason") or _("drafted from an example"),
                data=data | {
                    "key": said(request, "key") or data["key"], "title": own_title(data["title"]), "document": "",
                    "in_force": [portal.clock.today.replace(day=1).isoformat(), None],
                }, **common,
            )
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(of(request, "scheme-list"))
    except schemes.SchemeFaults as faults:
        messages.error(request, str(faults))
        return redirect(of(request, "scheme-list"))
    messages.success(request, _("A draft was begun as a copy. Change what is yours; nobody is paid by it before it is released."))
    return redirect(of(request, "scheme-edit", scheme=made.pk))


@require_POST
@requires("records.read")
def SchemeDeed(request: Any, scheme: int) -> HttpResponse:
    """Checks, releases or discards a version, as the button says."""
    demand_present(request)
    found, portal = scheme_for(request, scheme), request.portal
    back = redirect(of(request, "scheme-detail", scheme=found.pk))
    verb = next((verb for verb in ("check", "release", "discard") if verb in request.POST), "")
    right = {"check": "check", "release": "release", "discard": "draft"}.get(verb)
    if right is None:
        raise Http404
    if not may(request, right):
        raise PermissionDenied
    portal.stand_for(f"scheme.{right}")
    common = {"scheme": found, "seen": seen(request), "by": portal.user}
    try:
        if verb == "check":
            services.check_scheme(now=portal.now, **common)
            messages.success(request, _("The version is sound and checked. It can be released now."))
        elif verb == "release":
            services.release_scheme(now=portal.now, reason=said(request, "reason"), **common)
            told = _("The version is released. Months from its first day on are computed by it, and nobody edits it any more.")
            messages.success(request, told)
        else:
            services.discard_scheme(reason=said(request, "reason"), **common)
            messages.success(request, _("The draft is discarded; its history stays."))
            return redirect(of(request, "scheme-list"))
    except Refused as refused:
        messages.error(request, str(refused.message))
    except schemes.SchemeFaults:
        messages.error(request, _("The version has faults, which are listed below. Mend them, then have it checked again."))
    return back
