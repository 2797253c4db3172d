"""The page on which a district designs a form: which facts, which records, how grouped. It works without a script."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.audit import locking
from governance.people.permissions import requires
from governance.registers import registry
from governance.registers.declarations import Refused
from governance.reports import catalogue, services
from governance.reports.definitions import PERIODS, TESTS, HeldAlready, read
from governance.reports.filling import Filled, fill
from portal.registers.doors import said
from portal.reports import asked, posted, tables

PREVIEWED = 5


@requires("form.design")
def FormCreate(request: Any) -> HttpResponse:
    """A new form: first the register whose records it lists, or a form that it begins with."""
    subject, based = request.GET.get("subject", ""), request.GET.get("from", "")
    data: dict[str, Any] = {"subject": subject, "title": "", "columns": []}
    if based:
        data = {**posted.plain(asked.find(request, based).definition.data), "version": 1}
        data.pop("version")
    elif not catalogue.of(subject):
        registers = [(register, len(catalogue.of(register.key))) for register in catalogue.subjects()
                     if request.portal.may(f"{register.key}.read")]
        return render(request, "reports/form_begin.html", {"registers": registers, "forms": asked.every(request)})
    return _design(request, None, data)


@requires("form.design")
def FormDesign(request: Any, form: str) -> HttpResponse:
    """Changes a draft, or begins the next version of a form in use."""
    found = asked.find(request, form, draft=True)
    if found.row is None:
        return redirect(f"{reverse('reports:form-create', kwargs=_here(request))}?from={form}")
    return _design(request, found.row, posted.plain(found.row.definition))


def _design(request: Any, row: Any, data: dict[str, Any]) -> HttpResponse:
    if request.portal.clock.is_past:
        raise PermissionDenied
    refused, status = None, 200
    version = locking.version_of(row) if row is not None else 0
    if request.method == "POST":
        data = posted.read_form(request.POST)
        if request.POST.get("do") == "save":
            try:
                saved = _save(request, row, data)
            except locking.StaleRecord:
                refused, status = Refused(_("Somebody changed this form meanwhile. Look at it anew, then change it.")), 409
            except Refused as refusal:
                refused, status = refusal, 400
            else:
                messages.success(request, _("%(name)s is saved as a draft.") % {"name": saved.title})
                return redirect(f"{reverse('reports:form-show', kwargs={**_here(request), 'form': saved.key})}?draft=1")
    known = catalogue.of(data["subject"])
    filled, trouble = _preview(request, data)
    chosen = {column.get("fact") for column in data["columns"]}
    return render(
        request, "reports/form_design.html",
        {
            "row": row, "data": data, "version": version, "register": registry.find(data["subject"]),
            "groups": posted.by_group(known, chosen), "columns": posted.shown(data, known), "known": known,
            "facts": [(key, str(one.fact.label)) for key, one in known.items()], "tests": TESTS, "periods": PERIODS,
            "conditions": posted.padded(data.get("conditions", [])), "levels": posted.two(data.get("group_by", [])),
            "orders": posted.two(data.get("order", [])), "refused": refused or trouble,
            "held": refused.known if isinstance(refused, HeldAlready) else trouble.known if isinstance(trouble, HeldAlready)
            else None,
            "filled": filled, "is_event": bool(catalogue.happened_on(registry.every()[data["subject"]])) if known else False,
            "signatures": "\n".join(map(str, data.get("signatures", []))),
            "reason": said(request, "reason") if request.method == "POST" else "",
            "head": tables.head(filled, range(len(filled.columns))) if filled else "",
            "rows": tables.rows(filled, range(len(filled.columns)), filled.lines[:PREVIEWED]) if filled else "",
            "total": tables.total(filled, range(len(filled.columns)), filled.total) if filled else "",
        },
        status=status,
    )


def _save(request: Any, row: Any, data: dict[str, Any]) -> Any:
    reason = said(request, "reason")
    if not reason:
        raise Refused(_("Say in a few words why; it stands in the history."), "reason")
    if row is None:
        return services.design(district=request.portal.district.pk, data=data, by=request.portal.user, reason=reason)
    version = int(request.POST.get("version") or 0) if (request.POST.get("version") or "0").isdigit() else 0
    return services.revise(form=row, data=data, version=version, by=request.portal.user, reason=reason)


def _preview(request: Any, data: dict[str, Any]) -> tuple[Filled | None, Refused | None]:
    """The form as it would be today; or why it can't be yet."""
    if not data["columns"]:
        return None, None
    try:
        definition = read({**data, "title": data["title"] or _("Preview")})
    except Refused as refused:
        return None, refused
    portal = request.portal
    return fill(definition, district=portal.district.pk, on=portal.clock.on, place=portal.district.name), None


@require_POST
@requires("form.design")
def FormRelease(request: Any, form: str) -> HttpResponse:
    """Puts the draft in use."""
    return _turn(request, form, services.release, _("%(name)s is in use."), draft=True)


@require_POST
@requires("form.design")
def FormRetire(request: Any, form: str) -> HttpResponse:
    """The form is no longer asked for."""
    return _turn(request, form, services.retire, _("%(name)s is no longer asked for."), draft="draft" in request.POST)


def _turn(request: Any, key: str, verb: Any, done: str, *, draft: bool) -> HttpResponse:
    found = asked.find(request, key, draft=draft)
    if found.row is None or request.portal.clock.is_past:
        raise PermissionDenied
    version = request.POST.get("version", "")
    try:
        verb(
            form=found.row, version=int(version) if version.isdigit() else locking.version_of(found.row),
            by=request.portal.user, reason=said(request, "reason", done % {"name": found.row.title}),
        )
    except locking.StaleRecord:
        messages.error(request, _("Somebody changed this form meanwhile. Look at it anew, then change it."))
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, done % {"name": found.row.title})
    return redirect(reverse("reports:form-list", kwargs=_here(request)))


def _here(request: Any) -> dict[str, Any]:
    return {"district": request.portal.district.code}
