"""A register as a sheet: many records at once, with the keyboard and the clipboard of a spreadsheet."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers import cells, grids, registry, services, values
from governance.registers.declarations import Register
from governance.registers.forms import RecordForm
from governance.registers.grids import Answer, Column
from portal.grids import bodies
from portal.grids.words import words
from portal.problems import Declined
from portal.registers import addresses
from portal.registers.doors import may_write, register_for
from portal.registers.lists import Listing

PER_PAGE = 200


def sheet(request: Any, columns: list[Column], rows: list[dict[str, Any]], page: Any, **more: Any) -> dict[str, Any]:
    """The context of the grid's partial: what the template draws and what the script needs."""
    for number, one in enumerate(rows, start=page.start_index()):
        one["number"] = number
    told = {
        "words": words(), "columns": [_told(column) for column in columns], "most": grids.MOST,
        "person": request.portal.user.pk, "signIn": reverse("portal:sign-in"), **more,
    }
    return {"columns": columns, "rows": rows, "told": told, "page": page}


def _told(column: Column) -> dict[str, Any]:
    return {
        "name": column.name, "label": str(column.label), "look": column.look, "locked": str(column.locked),
        "later": str(column.locked_later), "required": column.is_required, "options": list(column.options),
        "suggest": column.suggest,
    }


def row(columns: list[Column], texts: dict[str, str], **about: Any) -> dict[str, Any]:
    """A row for the template: its texts with the reason where a cell is locked."""
    return {
        **about,
        "cells": [
            (texts[c.name], c.look, about["locked"] or c.locked or c.locked_later) for c in columns
        ],
    }


def _gridded(request: Any, key: str, verb: str) -> Register:
    """The register of a grid; 404 where it declares none."""
    register = registry.find(key)
    if register is None or not register.grid:
        raise Http404
    return register_for(request, key, verb)


@requires("records.read")
def RegisterGrid(request: Any, key: str) -> HttpResponse:
    """The records that the list's own filters, search and order choose, as a sheet."""
    portal, register = request.portal, _gridded(request, key, "read")
    district = portal.district.code
    writes = may_write(request, register)
    listing = Listing(register, district=portal.district.pk, day=portal.clock.on, query=request.GET)
    page = Paginator(listing.rows.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("page"))
    records = _records(register, portal.district.pk, list(page))
    form = RecordForm(register=register, district=portal.district.pk)
    meaning = cells.Meaning(form)
    columns = grids.columns(register, form, meaning)
    versions = grids.versions(register, records)
    locked = _Locks(request, register, writes)
    rows = [
        row(columns, grids.texts(register, record), id=pk, version=versions[pk].version_id if pk in versions else 0,
            locked=locked.why(record), url=_record_address(register, pk, district, edit=not locked.why(record)))
        for pk, record in records.items()
    ]
    at = {"district": district, "key": key}
    enters = writes and grids.is_enterable(register, form)
    context = sheet(
        request, columns, rows, page, save=reverse("grids:register-grid-save", kwargs=at) if writes else "",
        suggest=reverse("registers:register-list", kwargs=at) + "suggest/", enters=enters,
        beginnings=grids.beginnings(register, form, meaning, portal.clock.today) if enters else {},
    )
    return render(
        request, "grids/register_grid.html",
        {**context, "register": register, "listing": listing, "locked": locked.whole, "enters": enters,
         "list_address": addresses.of_list(register, district)},
    )


def _records(register: Register, district: int, ids: list[int]) -> dict[int, Any]:
    """The records in the order of their ids, without what only the list shows beside them."""
    rows = register.rows(district).select_related(*values.related(register, register.grid)).filter(pk__in=ids)
    found = {record.pk: record for record in rows}
    return {pk: found[pk] for pk in ids if pk in found}


class _Locks:
    """Why somebody may not write in a row; in the words of the screen."""

    def __init__(self, request: Any, register: Register, writes: bool) -> None:
        portal = request.portal
        self.register = register
        self.streets = portal.streets_for(f"{register.key}.write")
        self.whole = ""
        if not writes:
            self.whole = _("The past can only be read.") if portal.clock.is_past else _("Your role may only read here.")

    def why(self, record: Any) -> str:
        if self.whole or self.streets is None:
            return self.whole
        street = getattr(record, "street_id", None)
        if street is None:
            return "" if self.register.shared else _("It belongs to the whole district.")
        return "" if street in self.streets else _("It belongs to another street.")


def _record_address(register: Register, pk: int, district: str, *, edit: bool) -> str:
    """The record's form for those who may correct it; its page for everybody else."""
    name = "registers:record-edit" if edit else "registers:record-detail"
    return reverse(name, kwargs={"district": district, "key": register.key, "record": pk})


@require_POST
@requires("records.read")
@bodies.answering
def RegisterGridSave(request: Any, key: str) -> HttpResponse:
    """Takes rows of the sheet, and answers for each."""
    portal, register = request.portal, _gridded(request, key, "write")
    if portal.clock.is_past:
        raise Declined(403, "not_allowed", _("The past can only be read."))
    reason, rows = bodies.read(request, list(grids.attributes(register)))
    answers = services.save_rows(
        register, district=portal.district.pk, rows=rows, by=portal.user, reason=reason, street=portal.street_id
    )

    def address(answer: Answer) -> str:
        return "" if answer.id is None else _record_address(register, answer.id, portal.district.code, edit=True)

    return bodies.told(answers, address)
