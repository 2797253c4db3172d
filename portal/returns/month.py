"""One month's return of a street: a table in which only what changed is typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.returns import cells, reading, services
from governance.returns.reading import Standing
from portal.registers.doors import register_for
from portal.returns import tables
from portal.returns.addresses import Place, form_for, place_for
from portal.returns.states import State


@requires("records.read")
def ReturnMonth(request: Any, form: str, month: str, street: str) -> HttpResponse:
    """The month's table; sent back, it saves what was typed, and carries the rest forward where that is asked for."""
    if request.method != "POST":
        return page(request, place_for(request, form, month, street))
    register_for(request, form_for(request, form).register, "write")
    place = place_for(request, form, month, street)
    rows = reading.rows(place.form, **place.told)
    sheet = cells.read(place.form, rows, request.POST, district=place.street.district_id)
    if "unchanged" in request.POST:
        return _carry_one(request, place, rows, sheet)
    return _save(request, place, sheet)


def _carry_one(request: Any, place: Place, rows: list[reading.Row], sheet: cells.Sheet) -> HttpResponse:
    """ "No change" for one row; what was typed into others stays on the page, unsaved as it was."""
    row = next((row for row in rows if row.key == request.POST["unchanged"]), None)
    if row is None:
        return redirect(place.path)
    sheet.forget(row)
    try:
        services.carry_forward(place.form, **place.told, by=request.portal.user, reason=_carried(), only=[row.key])
    except Refused as refused:
        messages.error(request, str(refused.message))
        return page(request, place, sheet, status=400)
    if sheet.says_something:
        sheet.errors.clear()
        return page(request, place, sheet)
    return redirect(request.get_full_path())


def _save(request: Any, place: Place, sheet: cells.Sheet) -> HttpResponse:
    by, typing = request.portal.user, _("monthly figures filled in")
    if sheet.errors:
        sheet.refuse(place.form, services.refusals(place.form, **place.told, typed=sheet.typed, by=by, reason=typing))
        return page(request, place, sheet, status=400)
    rest = _carried() if "all" in request.POST else ""
    if not sheet.typed and not rest:
        messages.info(request, _("Nothing was typed that differs."))
        return redirect(request.get_full_path())
    try:
        done = services.fill(place.form, **place.told, typed=sheet.typed, by=by, reason=typing, rest=rest)
    except services.CellsRefused as refused:
        sheet.refuse(place.form, refused.cells)
        return page(request, place, sheet, status=400)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return page(request, place, sheet, status=400)
    said = ngettext("%(n)d row is saved.", "%(n)d rows are saved.", done.written) % {"n": done.written}
    messages.success(request, said)
    if done.without:
        told = {"n": len(done.without)}
        messages.warning(request, _("%(n)d rows have no figures of an earlier month. Type them.") % told)
    return redirect(request.get_full_path())


def _carried() -> str:
    """The reason by which carried rows are known in the history."""
    return _("no change, carried forward from last month")


def page(request: Any, place: Place, sheet: cells.Sheet | None = None, status: int = 200) -> HttpResponse:
    """The table with where the return stands, and what the person may do about it."""
    portal = request.portal
    rows = reading.rows(place.form, **place.told)
    table = tables.table(place.form, rows, request.GET, sheet)
    submission = reading.submission(place.form, **place.told)
    state = State(
        Standing(table.expected, table.given), submission, place.form.due(place.month), portal.clock.today
    )
    current = place.month.next().first <= portal.clock.today.replace(day=1)
    return render(
        request, "returns/month.html",
        {
            "place": place, "here": _here(request, place), "table": table, "state": state, "submission": submission,
            "faults": _faults(table),
            "before": Place(place.form, place.month.plus(-1), place.street),
            "after": Place(place.form, place.month.next(), place.street) if current else None,
            "may_type": not state.is_closed and _may(request, place, f"{place.form.register}.write"),
            "may_submit": _may(request, place, "return.submit"), "may_decide": _may(request, place, "return.decide"),
            "show": request.GET.get("show", ""), "choices": _choices(rows), "kept": sheet is not None,
        },
        status=status,
    )


def _here(request: Any, place: Place) -> str:
    """The page's own address with its filter, also where a deed's answer shows it."""
    query = request.GET.urlencode()
    return f"{place.path}?{query}" if query else place.path


def _choices(rows: list[reading.Row]) -> list[tuple[str, str]]:
    """Which rows can be looked at alone, with their number."""
    missing = sum(row.given is None for row in rows)
    changed = sum(tables.has_changed(row) for row in rows)
    return [
        (tables.MISSING, _("missing (%(n)d)") % {"n": missing}), (tables.CHANGED, _("changed (%(n)d)") % {"n": changed})
    ]


def _may(request: Any, place: Place, permission: str) -> bool:
    """Whether the person may do it in this street; the past can only be read."""
    portal = request.portal
    if portal.clock.is_past or not portal.may(permission):
        return False
    streets = portal.streets_for(permission)
    return streets is None or place.street.pk in streets


def _faults(table: tables.Table) -> list[tuple[str, str, tables.Cell]]:
    """Every cell that must be mended, with the row it stands in."""
    return [(str(line.row), cell.label, cell) for line in table.lines for cell in line.cells if cell.error]
