"""The editor of a version in the making: everything in one form, saved with its faults, which stand at their places."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.registers.entries import tidy
from portal.schemes import fields
from portal.schemes.doors import of, scheme_for
from portal.versions import demand_present, seen, token
from subsidies import reading, schemes, services
from subsidies.schemes import Data, shape


@requires("scheme.draft")
def SchemeEdit(request: Any, scheme: int) -> HttpResponse:
    """The form; saved as it is, for a draft may have faults until it is checked."""
    demand_present(request)
    found = scheme_for(request, scheme)
    if not found.is_in_the_making:
        messages.error(request, _("A released version is never edited. Begin the next one."))
        return redirect(of(request, "scheme-detail", scheme=found.pk))
    data, status, stale = shape.complete(reading.data_of(found)), 200, ""
    if request.method == "POST":
        data = fields.posted(request.POST, data)
        try:
            services.save_scheme(
                scheme=found, seen=seen(request), data=data, by=request.portal.user, now=request.portal.now,
                reason=tidy(request.POST.get("reason", ""))[:300],
            )
        except schemes.SchemeFaults:
            status = 400
        except Refused as refused:
            status, stale = 409, str(refused.message)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect(of(request, "scheme-edit", scheme=found.pk))
    return render(
        request, "schemes/scheme_edit.html",
        {
            "scheme": found, "editor": fields.Editor(data, schemes.faults_of(data)), "seen": token(found), "stale": stale,
            **told(data), "back": of(request, "scheme-detail", scheme=found.pk),
        },
        status=status,
    )


@require_POST
@requires("scheme.draft")
def SchemeFaultList(request: Any, scheme: int) -> HttpResponse:
    """What is wrong with the form as it stands, without keeping anything: asked for while it is typed."""
    data = fields.posted(request.POST, shape.complete(reading.data_of(scheme_for(request, scheme))))
    return render(request, "schemes/_faults.html", told(data) | {"links": True})


def told(data: Data) -> dict[str, Any]:
    """Every fault of a version with the field where it stands."""
    return {"is_told": True, "faults": [(fields.field_of(fault.place), fault.sentence) for fault in schemes.faults_of(data)]}
