"""Bulk edits, files, and the bin."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers import registry, services, values
from governance.registers.declarations import Refused, Register
from governance.registers.forms import RecordForm
from governance.registers.models import Attachment, BinEntry
from governance.registers.services.bin import KEPT
from governance.registers.services.bulk import MOST
from governance.registers.services.files import MOST_BYTES
from portal.registers import addresses, pages
from portal.registers.doors import record_for, register_for, said
from portal.registers.lists import Listing

PREVIEWED = 100


@require_POST
@requires("records.read")
def BulkEdit(request: Any, key: str) -> HttpResponse:
    """One field for many records: first the choice, then a preview, then the deed as one change."""
    portal, register = request.portal, register_for(request, key, "write")
    records, criteria = _selected(request, register), request.POST.get("criteria", "")
    back = f"{addresses.of_list(register, portal.district.code)}?{criteria}"
    if not records:
        messages.error(request, _("Tick the records first, or choose all that match."))
        return redirect(back)
    if len(records) > MOST:
        messages.error(request, _("At most %(most)s records at once. Narrow the list.") % {"most": MOST})
        return redirect(back)
    field = request.POST.get("field", "")
    form = _form(request, register, field)
    context = {
        "register": register, "form": form, "field": field, "back": back, "criteria": criteria, "count": len(records),
        "offered": [values.of(register)[name] for name in register.bulk],
        "all_matching": request.POST.get("all_matching", ""), "chosen": request.POST.getlist("record"),
    }
    if form is None or ("preview" not in request.POST and "apply" not in request.POST):
        return render(request, "registers/bulk.html", context)
    return _previewed(request, register, records, form, field, context)


def _previewed(
    request: Any, register: Register, records: list[Any], form: RecordForm, field: str, context: dict[str, Any]
) -> HttpResponse:
    portal = request.portal
    if not form.is_valid():
        return render(request, "registers/bulk.html", context, status=400)
    given: dict[str, Any] = {
        "records": records, "data": {field: form.attributes()[field]}, "district": portal.district.pk, "by": portal.user,
        "reason": form.cleaned_data["reason"], "street": portal.street_id,
    }
    outcomes = services.set_for_all(register, **given, dry_run=True)
    refused = [outcome for outcome in outcomes if outcome.refusal]
    if "apply" in request.POST and not refused:
        try:
            done = services.set_for_all(register, **{**given, "records": _selected(request, register)})
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
        else:
            n = sum(outcome.changes for outcome in done)
            messages.success(request, ngettext("%(n)d record is changed.", "%(n)d records are changed.", n) % {"n": n})
            return redirect(context["back"])
    changing = [outcome for outcome in outcomes if outcome.changes]
    return render(
        request, "registers/bulk.html",
        {**context, "outcomes": [*refused, *changing][:PREVIEWED], "changing": len(changing), "refused": len(refused),
         "same": len(outcomes) - len(changing) - len(refused), "more": max(0, len(refused) + len(changing) - PREVIEWED)},
        status=400 if form.errors or ("apply" in request.POST and refused) else 200,
    )


def _selected(request: Any, register: Register) -> list[Any]:
    """The ticked records, or all that the list's criteria match."""
    portal = request.portal
    if request.POST.get("all_matching"):
        query = QueryDict(request.POST.get("criteria", ""))
        rows = Listing(register, district=portal.district.pk, day=portal.clock.today, query=query).rows
        return list(rows[: MOST + 1])
    ids = [int(text) for text in request.POST.getlist("record") if text.isascii() and text.isdigit() and len(text) < 19]
    return list(register.rows(portal.district.pk).filter(pk__in=ids).select_related(*values.related(register)).order_by("pk"))


def _form(request: Any, register: Register, field: str) -> RecordForm | None:
    """The register's form cut down to the one field and the reason."""
    if field not in register.bulk:
        return None
    data = request.POST if "preview" in request.POST or "apply" in request.POST else None
    return RecordForm(data, register=register, district=request.portal.district.pk, only=(field,))


@require_POST
@requires("records.read")
def FileAttach(request: Any, key: str, record: int) -> HttpResponse:
    """Puts a file on a record."""
    register = register_for(request, key, "write")
    found = record_for(request, register, record)
    given, reason = request.FILES.get("file"), said(request, "reason", _("file attached"))
    if given is None:
        messages.error(request, _("Choose a file first."))
        return pages.page(request, register, found, status=400)
    try:
        # Of a file that is too large no more is read than shows it.
        content = given.read(MOST_BYTES + 1)
        services.attach(register, record=found, name=given.name, content=content, by=request.portal.user, reason=reason)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return pages.page(request, register, found, status=400)
    messages.success(request, _("The file %(name)s is kept.") % {"name": given.name})
    return redirect(f"{addresses.of(register, found, request.portal.district.code)}#files")


@require_POST
@requires("records.read")
def FileDetach(request: Any, file: int) -> HttpResponse:
    """Takes a file off its record."""
    kept = get_object_or_404(Attachment, pk=file, district_id=request.portal.district.pk)
    register = register_for(request, kept.register, "write")
    found = record_for(request, register, kept.record_id)
    try:
        services.detach(attachment=kept, by=request.portal.user, reason=said(request, "reason", _("file taken off")))
    except Refused as refused:
        messages.error(request, str(refused.message))
        return pages.page(request, register, found, status=403)
    messages.success(request, _("The file %(name)s is taken off.") % {"name": kept.name})
    return redirect(addresses.of(register, found, request.portal.district.code))


@requires("records.read")
def Bin(request: Any) -> HttpResponse:
    """Wrong entries of the last thirty days, in the registers where the person may put them back."""
    portal = request.portal
    keys = [key for key in registry.every() if portal.may(f"{key}.remove")]
    if not keys:
        raise PermissionDenied
    entries = BinEntry.objects.filter(
        district_id=portal.district.pk, register__in=keys, removed_at__gt=portal.now - KEPT, restored_at__isnull=True
    ).order_by("-removed_at")[:200]
    shown = [(entry, registry.every()[entry.register], entry.removed_at + timedelta(days=KEPT.days)) for entry in entries]
    return render(request, "registers/bin.html", {"entries": shown})


@require_POST
@requires("records.read")
def BinRestore(request: Any, entry: int) -> HttpResponse:
    """Puts a record back as it was."""
    portal = request.portal
    kept = get_object_or_404(BinEntry, pk=entry, district_id=portal.district.pk)
    register = register_for(request, kept.register, "remove")
    try:
        services.restore(entry=kept, by=portal.user, reason=_("put back from the bin"), now=portal.now)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect("registers:bin", district=portal.district.code)
    messages.success(request, _("%(name)s is back in its register.") % {"name": kept.label})
    return redirect(addresses.of(register, record_for(request, register, kept.record_id), portal.district.code))
