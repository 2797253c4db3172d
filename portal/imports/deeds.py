"""The steps of an import: its columns confirmed, its cells mended, taken over, undone, forgotten, or used again."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers.declarations import Refused, Register
from governance.spreadsheets import services, work
from governance.spreadsheets.models import ImportContent, ImportState, Outcome, SheetImport
from governance.spreadsheets.plans import Plan
from governance.spreadsheets.services.checking import expected
from governance.spreadsheets.services.uploads import PASTED
from governance.spreadsheets.sheets import Unreadable
from portal.imports import pages
from portal.imports.doors import import_for, street_of
from portal.registers.doors import register_for, said

CELL = re.compile(r"cell-(\d{1,8})-(\d{1,4})")
ROW = re.compile(r"decision-(\d{1,8})")
LEAVING = re.compile(r"leaving-(\d{1,8})")


def _to(request: Any, found: SheetImport, query: str = "") -> HttpResponse:
    answer = redirect("imports:import-detail", district=request.portal.district.code, sheet_import=found.pk)
    answer["Location"] += query
    return answer


def _check(request: Any, found: SheetImport, register: Register) -> None:
    """At once, or by the worker where there are many rows."""
    portal = request.portal
    if expected(found) > work.AT_ONCE:
        services.hand_over(
            sheet_import=found, kind=work.CHECK, state=ImportState.CHECKING, by=portal.user, now=portal.now,
            streets=portal.scope.streets,
        )
        return
    try:
        services.check(sheet_import=found, by=portal.user, now=portal.now)
    except Unreadable as unreadable:
        services.tell(sheet_import=found, message=unreadable.message, state=ImportState.UPLOADED)


@require_POST
@requires("records.read")
def ImportPlan(request: Any, sheet_import: int) -> HttpResponse:
    """Confirms what the columns fill, and checks the rows."""
    found, register = import_for(request, sheet_import)
    data = request.POST
    layouts = {layout["signature"]: layout for layout in found.contents["layouts"]}
    layout = layouts.get(data.get("signature", ""), found.contents["layouts"][0])
    indexes = [column["index"] for column in layout["columns"]]
    given: dict[str, Any] = {
        "signature": layout["signature"], "sheets": data.getlist("sheet"),
        "columns": {index: data.get(f"column-{index}", "") for index in indexes},
        "blanks": [index for index in indexes if f"repeats-{index}" in data],
        "fixed": {n.removeprefix("fixed-"): data[n][:200].replace("\x00", "") for n in data if n.startswith("fixed-")},
    }
    try:
        services.plan(sheet_import=found, **given)
    except services.PlanRefused as refused:
        plan = Plan(
            layout["signature"], tuple(given["sheets"]), given["columns"], {c["index"]: c["head"] for c in layout["columns"]},
            {}, frozenset(given["blanks"]), given["fixed"],
        )
        return pages.columns_page(request, found, register, plan=plan, refusal=refused.message, status=400)
    _check(request, found, register)
    return _to(request, found)


@require_POST
@requires("records.read")
def ImportMend(request: Any, sheet_import: int) -> HttpResponse:
    """Takes what was typed into cells and chosen for rows, and checks again."""
    found, register = import_for(request, sheet_import)
    cells, decisions = {}, {}
    for name, text in request.POST.items():
        if cell := CELL.fullmatch(name):
            cells[int(cell[1]), int(cell[2])] = text
        elif row := ROW.fullmatch(name):
            decisions[int(row[1])] = text
        elif leaving := LEAVING.fullmatch(name):
            # A box that is not ticked sends nothing: the row is taken in again.
            decisions.setdefault(int(leaving[1]), request.POST.get(f"decision-{leaving[1]}", ""))
    if "leave_all" in request.POST:
        numbers = found.rows_of(Outcome.REFUSED).values_list("number", flat=True)
        decisions |= dict.fromkeys(numbers, str(Outcome.LEFT_OUT))
    try:
        n = services.mend(sheet_import=found, cells=cells, alike="alike" in request.POST)
        n += services.decide(sheet_import=found, decisions=decisions)
    except services.Undecided as undecided:
        messages.error(request, undecided.message)
        return _to(request, found)
    if n:
        _check(request, found, register)
        messages.success(request, ngettext("%(n)d row was checked again.", "%(n)d rows were checked again.", n) % {"n": n})
    else:
        messages.info(request, _("Nothing was changed."))
    show = request.POST.get("show", "")
    return _to(request, found, f"?show={show}" if show in Outcome.values and found.counts.get("outcomes", {}).get(show) else "")


@require_POST
@requires("records.read")
def ImportCommit(request: Any, sheet_import: int) -> HttpResponse:
    """Takes the import over, as one change with one reason."""
    found, register = import_for(request, sheet_import)
    portal, reason = request.portal, said(request, "reason")[:300]
    options = {name: name in request.POST for name in ("confirmed", "leave_out")}
    if not reason:
        messages.error(request, _("Say in a few words why; it stands in the history of every record."))
        return pages.check_page(request, found, register, status=400)
    if found.counts.get("rows", 0) > work.AT_ONCE:
        try:
            services.demand_decided(found, **options)
        except services.Undecided as undecided:
            messages.error(request, undecided.message)
            return pages.check_page(request, found, register, status=400)
        services.hand_over(
            sheet_import=found, kind=work.COMMIT, state=ImportState.COMMITTING, by=portal.user, now=portal.now,
            streets=portal.scope.streets, arguments={"reason": reason, **options},
        )
        return _to(request, found)
    try:
        services.commit(sheet_import=found, by=portal.user, reason=reason, now=portal.now, **options)
    except services.Outdated:
        services.check(sheet_import=found, by=portal.user, now=portal.now)
        services.tell(
            sheet_import=found,
            message=_("Somebody changed the registers meanwhile. The rows were checked again: look at them once more."),
        )
        return _to(request, found)
    except (services.Undecided, Refused) as refused:
        messages.error(request, str(refused.message))
        return pages.check_page(request, found, register, status=400)
    messages.success(request, _("The import is taken over. This page is its receipt."))
    return _to(request, found)


@require_POST
@requires("records.read")
def ImportUndo(request: Any, sheet_import: int) -> HttpResponse:
    """Undoes the import as one step."""
    found, register = import_for(request, sheet_import)
    portal, reason = request.portal, said(request, "reason")[:300]
    if not reason:
        messages.error(request, _("Say in a few words why; it stands in the history of every record."))
        return pages.receipt_page(request, found, register, status=400)
    if found.counts.get("rows", 0) > work.AT_ONCE:
        services.hand_over(
            sheet_import=found, kind=work.UNDO, state=ImportState.UNDOING, by=portal.user, now=portal.now,
            streets=portal.scope.streets, arguments={"reason": reason},
        )
        return _to(request, found)
    try:
        services.undo(sheet_import=found, by=portal.user, reason=reason)
    except services.StoodUpon:
        messages.error(request, _("Something newer stands on this import; nothing was undone."))
        return pages.receipt_page(request, found, register, status=409)
    messages.success(request, _("The import is undone: every record is as it was before."))
    return _to(request, found)


@require_POST
@requires("records.read")
def ImportDiscard(request: Any, sheet_import: int) -> HttpResponse:
    """Forgets an import that was not taken over."""
    found, _register = import_for(request, sheet_import)
    try:
        services.discard(sheet_import=found)
    except services.Undecided as kept:
        messages.error(request, kept.message)
        return _to(request, found)
    messages.success(request, _("The import is forgotten. Nothing of it stands in any register."))
    return redirect("imports:import-list", district=request.portal.district.code)


@require_POST
@requires("records.read")
def ImportAgain(request: Any, sheet_import: int) -> HttpResponse:
    """Brings the same file into another register: its other columns."""
    found, _register = import_for(request, sheet_import)
    content = bytes(ImportContent.objects.get(sheet_import=found).content)
    register = register_for(request, request.POST.get("register", ""), "write")
    name = PASTED if found.contents.get("kind") == "pasted" else found.file_name
    made = services.receive(
        register, district=request.portal.district.pk, street=street_of(request, register), name=name, content=content,
        by=request.portal.user, again=True,
    )
    return _to(request, made)
