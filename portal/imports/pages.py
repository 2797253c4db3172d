"""The pages of an import: the list of all, the place where a file is dropped, and one import as far as it has come."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.registers import registry
from governance.registers.declarations import Register
from governance.spreadsheets import filling, services
from governance.spreadsheets.annotating import annotate
from governance.spreadsheets.models import ImportContent, ImportState, Outcome, SheetImport
from governance.spreadsheets.plans import Plan, missing
from governance.spreadsheets.services.uploads import PASTED, offered, propose
from governance.spreadsheets.sheets import Unreadable
from portal.imports import showing
from portal.imports.doors import import_for, street_of, writable
from portal.registers import addresses
from portal.registers.doors import register_for

LISTED, PER_PAGE, PREVIEWED = 100, 25, 3
MOST_BYTES = 20 * 1024 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORKING = (ImportState.CHECKING, ImportState.COMMITTING, ImportState.UNDOING)


@requires("records.read")
def ImportList(request: Any) -> HttpResponse:
    """The imports in sight, the newest first, and where a new one begins."""
    may = writable(request)
    if not may:
        raise PermissionDenied
    found = SheetImport.objects.filter(
        district_id=request.portal.district.pk, register__in=[register.key for register in may]
    ).order_by("-pk")[:LISTED]
    shown = [(each, registry.every()[each.register], showing.outcomes(each)) for each in found]
    return render(request, "imports/import_list.html", {"imports": shown, "registers": may})


@requires("records.read")
def ImportStart(request: Any, key: str) -> HttpResponse:
    """A file is dropped, or a block pasted."""
    register = register_for(request, key, "write")
    context: dict[str, Any] = {
        "register": register, "back": addresses.of_list(register, request.portal.district.code),
        "targets": [t for t in filling.targets_of(register) if not t.name.startswith("#") and filling.PART not in t.name],
        "most": MOST_BYTES // 1024 // 1024,
    }
    if request.method != "POST":
        return render(request, "imports/import_start.html", context)
    given, pasted = request.FILES.get("file"), request.POST.get("pasted", "")
    name = given.name if given else PASTED
    # Of a file that is too large no more is read than shows it.
    content = given.read(MOST_BYTES + 1) if given else pasted.encode()
    if not content.strip():
        context["refusal"] = _("Choose a file, or paste a block.")
        return render(request, "imports/import_start.html", context, status=400)
    try:
        found = services.receive(
            register, district=request.portal.district.pk, street=street_of(request, register), name=name, content=content,
            by=request.portal.user, again="again" in request.POST,
        )
    except Unreadable as unreadable:
        return render(request, "imports/import_start.html", {**context, "refusal": unreadable.message}, status=400)
    except services.AlreadyIn as before:
        return render(request, "imports/import_start.html", {**context, "earlier": before.earlier, "pasted": pasted}, status=409)
    return redirect("imports:import-detail", district=request.portal.district.code, sheet_import=found.pk)


@requires("records.read")
def ImportDetail(request: Any, sheet_import: int) -> HttpResponse:
    """One import: its columns, its rows, or its receipt."""
    found, register = import_for(request, sheet_import)
    if found.state == ImportState.UPLOADED or (found.state == ImportState.CHECKED and "columns" in request.GET):
        return columns_page(request, found, register)
    if found.state in WORKING:
        template = "imports/_progress.html" if request.htmx else "imports/import_progress.html"
        return render(request, template, {"import": found, "register": register, "job": found.job})
    if request.htmx:
        # What the progress asked for is over: the whole page is another one now.
        answer = HttpResponse()
        answer["HX-Refresh"] = "true"
        return answer
    if found.state == ImportState.CHECKED:
        return check_page(request, found, register)
    return receipt_page(request, found, register)


def columns_page(
    request: Any, found: SheetImport, register: Register, *, plan: Plan | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    """What each column fills, as proposed; the person confirms or corrects."""
    layouts = found.contents["layouts"]
    wanted = request.GET.get("layout") or (plan.signature if plan else found.mapping.get("signature"))
    layout = next((each for each in layouts if each["signature"] == wanted), layouts[0])
    if plan is None:
        stored = Plan.read(found.mapping)
        plan = stored if stored.signature == layout["signature"] else propose(found, register, layout)
    targets = offered(filling.targets_of(register), layout["signature"])
    choices = [(target.name, showing.name_of(target), target.is_required) for target in targets]
    listed = [
        {
            **column, "target": plan.columns.get(column["index"], ""), "repeats": column["index"] in plan.blanks,
            "samples": [s for row in layout["samples"] if (s := row.get(str(column["index"]))) is not None][:PREVIEWED],
        }
        for column in layout["columns"]
    ]
    told = plan.told() | {name.split(filling.PART)[0] for name in plan.told()}
    beside = [t for t in targets if t.name not in told and not t.name.startswith("#") and filling.PART not in t.name]
    return render(
        request, "imports/import_columns.html",
        {
            "import": found, "register": register, "layout": layout, "layouts": layouts, "plan": plan, "columns": listed,
            "choices": choices, "lacking": missing(targets, plan), "refusal": refusal,
            "beside": [(t, plan.fixed.get(t.name, "")) for t in beside], "unknown": sum(not c["target"] for c in listed),
        },
        status=status,
    )


def check_page(request: Any, found: SheetImport, register: Register, *, status: int = 200) -> HttpResponse:
    """The rows by their outcome, the clerk's own cells with what is wrong or changes, and the decision."""
    counted = showing.outcomes(found)
    known = [each["key"] for each in counted]
    asked = request.GET.get("show", "")
    show = asked if asked in known else (known[0] if known else "")
    page = Paginator(found.rows_of(show), PER_PAGE).get_page(request.GET.get("page"))
    asked_row = request.GET.get("edit", "")
    editing = int(asked_row) if asked_row.isascii() and asked_row.isdigit() and len(asked_row) < 9 else 0
    plan, outcomes = Plan.read(found.mapping), found.counts.get("outcomes", {})
    listed = showing.columns(plan, showing.labels(register))
    rows = list(showing.rows(found, register, list(page), request.portal.district.code, editing))
    kept = {c["index"] for c in listed} if "all" in request.GET else showing.telling(listed, rows, show)
    for item in rows:
        item["cells"] = [cell for cell in item["cells"] if cell["index"] in kept]
    return render(
        request, "imports/import_check.html",
        {
            "import": found, "register": register, "outcomes": counted, "show": show, "page": page,
            "rows": rows, "columns": [column for column in listed if column["index"] in kept], "fewer": len(kept) < len(listed),
            "unused": showing.unused(plan), "cells": found.counts.get("cells", {}), "doubts": found.counts.get("doubts", 0),
            "taken": outcomes.get(Outcome.NEW, 0) + outcomes.get(Outcome.CHANGED, 0),
            "refused": outcomes.get(Outcome.REFUSED, 0),
            "undecided": outcomes.get(Outcome.CONFLICT, 0) + outcomes.get(Outcome.DUPLICATE, 0),
            "reason": request.POST.get("reason", ""),
        },
        status=status,
    )


def receipt_page(request: Any, found: SheetImport, register: Register, *, status: int = 200) -> HttpResponse:
    """What was taken over, by whom and why, with the file's hash; how it is undone, and what its other columns are good for."""
    plan = Plan.read(found.mapping)
    standing = services.blockers(found) if found.state == ImportState.COMMITTED else []
    others = [other for other in writable(request) if other.key != register.key and _names(other, register)]
    page = Paginator(found.rows_of(Outcome.NEW, Outcome.CHANGED, Outcome.LEFT_OUT), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "imports/import_receipt.html",
        {
            "import": found, "register": register, "outcomes": showing.outcomes(found), "unused": showing.unused(plan),
            "cells": found.counts.get("cells", {}), "standing": standing, "others": others, "page": page,
            "rows": list(showing.rows(found, register, list(page), request.portal.district.code, 0)),
            "columns": showing.columns(plan, showing.labels(register))[:4],
            "list_address": addresses.of_list(register, request.portal.district.code),
        },
        status=status,
    )


def _names(other: Register, register: Register) -> bool:
    """Whether records of another register name one of this: what stands in the same row may be about it."""
    return any(f.is_relation and f.related_model is register.model for f in other.model._meta.concrete_fields)


@requires("records.read")
def ImportFile(request: Any, sheet_import: int) -> HttpResponse:
    """The file as it came."""
    found, _register = import_for(request, sheet_import)
    content = bytes(ImportContent.objects.get(sheet_import=found).content)
    return _download(_name_of(found), content, "application/octet-stream")


def _name_of(found: SheetImport) -> str:
    return "pasted.txt" if found.contents.get("kind") == "pasted" else found.file_name


@requires("records.read")
def ImportMarked(request: Any, sheet_import: int) -> HttpResponse:
    """The same workbook with every fault as a comment at its cell."""
    found, register = import_for(request, sheet_import)
    called = showing.labels(register)
    comments: dict[str, dict[tuple[int, int], str]] = {}
    for row in found.rows_of(*Outcome.values).exclude(faults=[]):
        at = comments.setdefault(row.sheet, {})
        for fault in row.faults:
            column, said = fault["column"], fault["message"]
            if column is None:
                column, said = 0, f"{called.get(fault['field'], '')} {said}".strip()
            at[row.row, column] = "\n".join(filter(None, [at.get((row.row, column), ""), said]))
    content = bytes(ImportContent.objects.get(sheet_import=found).content)
    named, marked = annotate(_name_of(found), content, comments)
    return _download(named, marked, XLSX)


def _download(name: str, content: bytes, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer

