"""The steps of a version's life, whatever it is a version of: begun, checked, released, discarded; out and in as a file."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.registers.declarations import Refused
from governance.spreadsheets.sheets import Unreadable
from governance.versions.files import MOST_BYTES
from portal.registers.doors import said
from portal.registers.sheets import MEDIA_TYPE, attachment
from portal.versions import demand_present, own_title, seen
from portal.versions.kinds import Kind

# By the button's name: the right that it needs.
RIGHTS = {"check": "check", "release": "release", "discard": "draft"}


def begin(request: Any, kind: Kind[Any]) -> HttpResponse:
    """Begins a version: the next one of what the district has, or a new one from a shipped example."""
    demand_present(request)
    portal, number, name = request.portal, request.POST.get(kind.name, ""), request.POST.get("example", "")
    common = {"by": portal.user, "now": portal.now}
    try:
        if number.isascii() and number.isdigit() and len(number) < 10:
            reason = said(request, "reason") or _("next version begun")
            made = kind.begin_next(kind.find(request, int(number)), reason=reason, **common)
        elif name in kind.examples:
            data = kind.example(name)
            own = {"key": said(request, "key") or data["key"], "title": own_title(data["title"])}
            made = kind.draft(
                district=portal.district.pk, data={**data, **own, **kind.anew(portal.clock.today)},
                reason=said(request, "reason") or _("drafted from an example"), **common,
            )
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(kind.of(request, f"{kind.name}-list"))
    except kind.faults as faults:
        messages.error(request, str(faults))
        return redirect(kind.of(request, f"{kind.name}-list"))
    messages.success(request, str(kind.begun))
    return redirect(kind.page_of(request, "edit", made))


def act(request: Any, kind: Kind[Any], pk: int) -> HttpResponse:
    """Checks, releases or discards a version, as the button says."""
    demand_present(request)
    found, portal = kind.find(request, pk), request.portal
    verb = next((verb for verb in RIGHTS if verb in request.POST), "")
    if not verb:
        raise Http404
    if not kind.may(request, RIGHTS[verb]):
        raise PermissionDenied
    portal.stand_for(f"{kind.name}.{RIGHTS[verb]}")
    common, reason = {"seen": seen(request), "by": portal.user}, said(request, "reason")
    try:
        if verb == "check":
            kind.check(found, now=portal.now, **common)
            messages.success(request, _("The version is sound and checked. It can be released now."))
        elif verb == "release":
            kind.release(found, now=portal.now, reason=reason, **common)
            messages.success(request, str(kind.released))
        else:
            kind.discard(found, reason=reason, **common)
            messages.success(request, _("The draft is discarded; its history stays."))
            return redirect(kind.of(request, f"{kind.name}-list"))
    except Refused as refused:
        messages.error(request, str(refused.message))
    except kind.faults:
        messages.error(request, _("The version has faults, which are listed below. Mend them, then have it checked again."))
    return redirect(kind.page_of(request, "detail", found))


def export(request: Any, kind: Kind[Any], pk: int, form: str) -> HttpResponse:
    """A version as JSON or as a workbook (`form`: json, xlsx)."""
    written = {"json": (kind.files.as_json, "application/json"), "xlsx": (kind.files.as_workbook, MEDIA_TYPE)}
    found = kind.find(request, pk)
    if form not in written:
        raise Http404
    write, media_type = written[form]
    return attachment(write(kind.data_of(found)), f"{found.title} v{found.version}.{form}", media_type)


def take_in(request: Any, kind: Kind[Any]) -> HttpResponse:
    """A file, taken in as a draft; what can't be read is told in sentences, all at once."""
    demand_present(request)
    portal, faults, status = request.portal, [], 200
    if request.method == "POST":
        given = request.FILES.get("file")
        try:
            if given is None:
                raise Unreadable(_("Choose a file."))
            made = kind.draft(
                district=portal.district.pk, data=kind.files.read(given.name, given.read(MOST_BYTES + 1)), by=portal.user,
                now=portal.now, reason=said(request, "reason") or _("taken in from the file %(name)s") % {"name": given.name},
            )
        except kind.faults as wrong:
            faults = [str(fault) for fault in getattr(wrong, "faults", ())]
        except (Unreadable, Refused) as refused:
            faults = [str(refused.message)]
        else:
            return redirect(kind.page_of(request, "edit", made))
        status = 400
    return render(
        request, kind.import_page,
        {"faults": faults, "reason": request.POST.get("reason", ""), "back": kind.of(request, f"{kind.name}-list")},
        status=status,
    )
