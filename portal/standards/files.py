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
from portal.standards.doors import of, standard_for
from portal.versions import demand_present
from ratings import reading, services, standards
from ratings.standards import files

KINDS = {"json": (files.as_json, "application/json"), "xlsx": (files.as_workbook, MEDIA_TYPE)}


@requires("records.read")
def StandardExport(request: Any, standard: int, kind: str) -> HttpResponse:
    """A version as JSON or as a workbook."""
    found = standard_for(request, standard)
    if kind not in KINDS:
        raise Http404
    write, media_type = KINDS[kind]
    return attachment(write(reading.data_of(found)), f"{found.title} v{found.version}.{kind}", media_type)


@requires("standard.draft")
def StandardImport(request: Any) -> HttpResponse:
    """The file of a standard, taken in as a draft; what can't be read is told in sentences, all at once."""
    demand_present(request)
    portal, faults, status = request.portal, [], 200
    if request.method == "POST":
        given = request.FILES.get("file")
        try:
            if given is None:
                raise Unreadable(_("Choose a file."))
            made = services.draft_standard(
                district=portal.district.pk, data=files.read(given.name, given.read(files.MOST_BYTES + 1)), by=portal.user,
                now=portal.now, reason=said(request, "reason") or _("taken in from the file %(name)s") % {"name": given.name},
            )
        except standards.StandardFaults as wrong:
            faults = [str(fault) for fault in wrong.faults]
        except (Unreadable, Refused) as refused:
            faults = [str(refused.message)]
        else:
            return redirect(of(request, "standard-edit", standard=made.pk))
        status = 400
    return render(
        request, "standards/standard_import.html",
        {"faults": faults, "reason": request.POST.get("reason", ""), "back": of(request, "standard-list")}, status=status,
    )
