"""A version as a file, and a file as the draft of the next version."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.spreadsheets.sheets import Unreadable
from portal.registers.doors import said
from portal.registers.sheets import MEDIA_TYPE, attachment
from portal.schemes.doors import of, scheme_for
from portal.versions import demand_present
from subsidies import reading, schemes, services
from subsidies.schemes import files

KINDS = {"json": (files.as_json, "application/json"), "xlsx": (files.as_workbook, MEDIA_TYPE)}


@requires("records.read")
def SchemeExport(request: Any, scheme: int, kind: str) -> HttpResponse:
    """A version as JSON or as a workbook."""
    found = scheme_for(request, scheme)
    if kind not in KINDS:
        raise Http404
    write, media_type = KINDS[kind]
    return attachment(write(reading.data_of(found)), f"{found.title} v{found.version}.{kind}", media_type)


@requires("scheme.draft")
def SchemeImport(request: Any) -> HttpResponse:
    """The file of a scheme, taken in as a draft; what can't be read is told in sentences, all at once."""
    demand_present(request)
    portal, faults, status = request.portal, [], 200
    if request.method == "POST":
        given = request.FILES.get("file")
        try:
            if given is None:
                raise Unreadable(_("Choose a file."))
            made = services.draft_scheme(
                district=portal.district.pk, data=files.read(given.name, given.read(files.MOST_BYTES + 1)), by=portal.user,
                now=portal.now, reason=said(request, "reason") or _("taken in from the file %(name)s") % {"name": given.name},
            )
        except schemes.SchemeFaults as wrong:
            faults = [str(fault) for fault in wrong.faults]
        except (Unreadable, Refused) as refused:
            faults = [str(refused.message)]
        else:
            return redirect(of(request, "scheme-edit", scheme=made.pk))
        status = 400
    return render(
        request, "schemes/scheme_import.html",
        {"faults": faults, "reason": request.POST.get("reason", ""), "back": of(request, "scheme-list")}, status=status,
    )
