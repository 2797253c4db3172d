"""The forms of a district: filled on the screen, as a workbook, as a Word document, on paper; what is missing in them."""

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from governance.common.money import percentage
from governance.people.permissions import requires
from governance.registers import registry
from governance.reports import documents, layout, services, shares, workbooks
from governance.reports.filling import Filled
from portal.registers import addresses
from portal.registers.sheets import MEDIA_TYPE, attachment
from portal.reports import asked, gaps, tables

# Lines and headings on a page of the screen.
PER_PAGE = 100
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires("records.read")
def FormList(request: Any) -> HttpResponse:
    """The forms that the district keeps, each with its last filling in sight."""
    last: dict[str, list[Any]] = {}
    for filling in services.last_fillings(request.portal.district.pk):
        last.setdefault(filling.form, []).append(filling)
    forms = [
        {
            "form": form, "register": registry.every()[form.definition.subject].nouns,
            "last": max(last.get(form.key, ()), key=lambda filling: filling.pk, default=None),
        }
        for form in asked.every(request)
    ]
    return render(
        request, "reports/form_list.html",
        {"forms": forms, "may_design": request.portal.may("form.design") and not request.portal.clock.is_past},
    )


@requires("records.read")
def FormShow(request: Any, form: str) -> HttpResponse:
    """A form filled for a street or the district, on the day: to look at, and to take out."""
    found = asked.find(request, form)
    offered = asked.streets(request)
    street = asked.street_of(request, offered)
    filled = asked.filled(request, found, street)
    if request.GET.get("format") in ("xlsx", "docx"):
        return _taken(request, found, filled, street, request.GET["format"])
    every = range(len(filled.columns))
    page = Paginator(filled.entries, PER_PAGE).get_page(request.GET.get("page"))
    register = registry.every()[found.definition.subject]
    link = partial(_address, request, register)
    return render(
        request, "reports/form_show.html",
        {
            "form": found, "filled": filled, "page": page, "street": street, "streets": offered, "register": register,
            "head": tables.head(filled, every), "rows": tables.rows(filled, every, page.object_list, link=link),
            "total": tables.total(filled, every, filled.total), "gaps": shares.gaps(filled),
            "blanks": [column for column in filled.columns if column.fact is None],
            "may_design": request.portal.may("form.design") and not request.portal.clock.is_past,
        },
    )


def _address(request: Any, register: Any, record: Any) -> str:
    query = request.portal.clock.query
    return addresses.of(register, record, request.portal.district.code) + (f"?{query}" if query else "")


def _taken(request: Any, form: asked.AskedForm, filled: Filled, street: Any, file_format: str) -> HttpResponse:
    """The form as a file. That it was filled is noted."""
    unit, printed = asked.unit_line(request, street), asked.printed_line(request)
    make = workbooks.workbook if file_format == "xlsx" else documents.document
    content = make(filled, unit=unit, printed=printed)
    _keep(request, form, filled, street, file_format)
    name = f"{filled.definition.title}（{filled.place}，{filled.on.isoformat()}）.{file_format}"
    return attachment(content, name, MEDIA_TYPE if file_format == "xlsx" else WORD)


def _keep(request: Any, form: asked.AskedForm, filled: Filled, street: Any, file_format: str) -> None:
    services.keep_filling(
        filled=filled, district=request.portal.district.pk, key=form.key, version=form.version,
        street=street.pk if street else None, file_format=file_format, by=request.portal.user,
    )


@requires("records.read")
def FormPrint(request: Any, form: str) -> HttpResponse:
    """The whole form on paper: A4 in the layout of GB/T 9704, in parts where it is wider than a page."""
    found = asked.find(request, form)
    street = asked.street_of(request, asked.streets(request))
    filled = asked.filled(request, found, street)
    _keep(request, found, filled, street, "print")
    sheet = layout.on_paper(filled)
    parts = [
        {
            "number": number, "widths": (layout.NUMBER, *part.widths), "head": tables.head(filled, part.columns),
            "rows": tables.rows(filled, part.columns, filled.entries),
            "total": tables.total(filled, part.columns, filled.total),
        }
        for number, part in enumerate(sheet.parts, start=1)
    ]
    return render(
        request, "reports/form_print.html",
        {
            "form": found, "filled": filled, "parts": parts, "is_lying": sheet.is_lying, "street": street,
            "unit": asked.unit_line(request, street), "printed": asked.printed_line(request),
        },
    )


@requires("records.read")
def FormGaps(request: Any, form: str) -> HttpResponse:
    """What is missing in a form: of which records, who can give it, and where it is entered."""
    found = asked.find(request, form)
    offered = asked.streets(request)
    street = asked.street_of(request, offered)
    filled = asked.filled(request, found, street)
    missing = gaps.of(filled)
    chosen = next((gap for gap in missing if gap.key == request.GET.get("fact")), missing[0] if missing else None)
    page = Paginator(chosen.lines if chosen else [], PER_PAGE // 2).get_page(request.GET.get("page"))
    return render(
        request, "reports/form_gaps.html",
        {
            "form": found, "filled": filled, "street": street, "streets": offered, "missing": missing, "chosen": chosen,
            "page": page, "rows": [gaps.row(request, found.definition.subject, chosen, line) for line in page] if chosen else [],
            "count": sum(len(gap.lines) for gap in missing),
        },
    )


@requires("records.read")
def FormShares(request: Any) -> HttpResponse:
    """How much of each form nobody had to type again, by form and street. Of places, never of persons."""
    fillings = services.last_fillings(request.portal.district.pk)
    fillings.sort(key=lambda filling: (filling.title, filling.street.code if filling.street else ""))
    rows = [{"filling": one, "share": percentage(one.cells_spared, one.cells)} for one in fillings]
    cells, spared = sum(one.cells for one in fillings), sum(one.cells_spared for one in fillings)
    return render(
        request, "reports/form_shares.html",
        {"rows": rows, "cells": cells, "spared": spared, "share": percentage(spared, cells)},
    )
