"""What is wrong or missing in the records: by check and street, record by record, and what was accepted as it is."""

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.divisions.models import Street
from governance.people.permissions import requires
from governance.quality import findings
from governance.quality.declarations import Check, Severity
from governance.quality.findings import Asked, Finding, Tally
from governance.quality.models import QualityCount, QualityException
from governance.quality.registry import every, find
from governance.registers import registry
from portal.api.answers import as_csv
from portal.quality import exceptions
from portal.quality.remedies import told

PER_PAGE = 50
LOOKED_BACK = timedelta(days=30)
# The street of what belongs to the district as a whole, in an address.
WHOLE = "none"


@requires("records.read")
def Overview(request: Any) -> HttpResponse:
    """How many findings every check has in every street, beside those of a month ago."""
    portal = request.portal
    streets = list(Street.objects.filter(district_id=portal.district.pk))
    tallies = findings.counts(Asked(portal.district.pk, portal.clock.on))
    # What belongs to no street has a column where there is any.
    columns: list[tuple[int | None, str, str]] = [(street.pk, street.code, street.name) for street in streets]
    if any(street is None for _key, street in tallies):
        columns.append((None, WHOLE, _("Whole district")))
    before, earlier = _before(portal.district.pk, portal.clock.on)
    rows = [_row(check, columns, tallies, earlier.get(check.key)) for check in _readable(request)]
    if request.GET.get("format") == "csv":
        return as_csv([_sheet(row) for row in rows], bom=True, name="quality")
    shelves = [
        (severity, [row for row in rows if row["check"].severity == severity and row["total"] != Tally()],
         [row["check"] for row in rows if row["check"].severity == severity and row["total"] == Tally()])
        for severity in Severity
    ]
    return render(
        request, "quality/overview.html",
        {
            "shelves": shelves, "columns": columns, "before": before, "open": sum(row["total"].open for row in rows),
            "accepted": sum(row["total"].accepted for row in rows), "is_split": len(columns) > 1,
        },
    )


def _readable(request: Any) -> list[Check]:
    return [check for check in every().values() if request.portal.may(f"{check.register}.read")]


def _row(check: Check, columns: list[Any], tallies: dict[Any, Tally], earlier: int | None) -> dict[str, Any]:
    cells = [(code, name, tallies.get((check.key, street), Tally())) for street, code, name in columns]
    total = sum((tally for _code, _name, tally in cells), Tally())
    return {"check": check, "cells": cells, "total": total, "earlier": earlier}


def _sheet(row: dict[str, Any]) -> dict[str, Any]:
    return {
        _("Check"): str(row["check"].title), _("Severity"): str(row["check"].severity.label),
        **{name: tally.open for _code, name, tally in row["cells"]},
        _("To see to"): row["total"].open, _("Exceptions"): row["total"].accepted,
    }


def _before(district: int, on: date) -> tuple[date | None, dict[str, int]]:
    """The last night that was counted a month before, and what was open then, by check."""
    counted = QualityCount.objects.filter(district_id=district)
    day = counted.filter(day__lte=on - LOOKED_BACK).order_by("-day").values_list("day", flat=True).first()
    if day is None:
        return None, {}
    sums = counted.filter(day=day).values_list("check_key").annotate(Sum("found"))
    return day, dict(sums)


@requires("records.read")
def CheckDetail(request: Any, check: str) -> HttpResponse:
    """The records that one check finds, what to do at each, and those that were accepted."""
    portal, found = request.portal, check_for(request, check)
    streets = list(Street.objects.filter(district_id=portal.district.pk))
    asked = Asked(portal.district.pk, portal.clock.on, _street(request, streets))
    names = {street.pk: street.name for street in streets}
    if request.GET.get("format") == "csv":
        return as_csv([_line(finding, names) for finding in findings.listed(asked, found)], bom=True, name=found.key)
    tally = sum(findings.counts(asked, [found]).values(), Tally())
    page = Paginator(range(tally.open), PER_PAGE).get_page(request.GET.get("page"))
    listed = findings.listed(asked, found, limit=PER_PAGE, offset=(page.number - 1) * PER_PAGE)
    rows = [(told(request, finding), names.get(finding.street_id or 0, "")) for finding in listed]
    kept = QualityException.objects.filter(district_id=portal.district.pk, check_key=found.key).order_by("-accepted_at")
    return render(
        request, "quality/check_detail.html",
        {
            "check": found, "register": registry.every()[found.register], "page": page, "rows": rows, "streets": streets,
            "street": request.GET.get("street", "") if asked.street is not None else "",
            "accepted": exceptions.shown(request, kept),
        },
    )


def check_for(request: Any, key: str) -> Check:
    """The check of a page. 404 for an unknown one, and where the person may not read its register."""
    found = find(key)
    if found is None or not request.portal.may(f"{found.register}.read"):
        raise Http404
    return found


def _street(request: Any, streets: list[Street]) -> int | None:
    """The street of the address by its code; one that is not in sight is like none at all: 404."""
    code = request.GET.get("street", "")
    if code in ("", WHOLE):
        return findings.NO_STREET if code else None
    found = next((street.pk for street in streets if street.code == code), None)
    if found is None:
        raise Http404
    return found


def _line(finding: Finding, names: dict[int, str]) -> dict[str, Any]:
    return {
        _("Which record"): finding.name, _("Code"): finding.parameters.get("code", ""),
        _("Street"): names.get(finding.street_id or 0, _("Whole district")), _("What to do"): finding.sentence,
    }
