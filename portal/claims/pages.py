"""The declared values of a district beside the computed ones, by document; and the statement to print and sign."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.claims import querysets
from governance.claims.registers import CLAIMS
from governance.claims.rules.verdicts import LABELS, Verdict
from governance.people.permissions import requires
from portal.api.answers import as_csv
from portal.claims import showing
from portal.registers.doors import may_write
from portal.templatetags.portal_tags import figure, parts


@requires("claims.read")
def ClaimList(request: Any) -> HttpResponse:
    """Every declared value with its verdict, the arithmetic, and what a person says of it; by source and verdict."""
    documents = _documents(request)
    if request.GET.get("format") == "csv":
        return as_csv([_line(row) for one in documents for row in one.rows], bom=True, name="claims")
    return render(request, "claims/claim_list.html", _context(request, documents))


@requires("claims.read")
def ClaimPrint(request: Any) -> HttpResponse:
    """A statement on A4 of what a document declares and what the records give."""
    return render(request, "claims/claim_print.html", _context(request, _documents(request)))


def _context(request: Any, documents: list[showing.Document]) -> dict[str, Any]:
    portal = request.portal
    sources = querysets.published(portal.district.pk, portal.clock.on).order_by().values_list("source", flat=True).distinct()
    return {
        "documents": documents, "sources": sorted(sources), "source": request.GET.get("source", ""),
        "verdicts": [(verdict.value, LABELS[verdict]) for verdict in Verdict], "verdict": request.GET.get("verdict", ""),
        "count": sum(len(one.rows) for one in documents), "may_write": may_write(request, CLAIMS),
        "sees_all": portal.scope.streets is None,
    }


def _documents(request: Any) -> list[showing.Document]:
    portal = request.portal
    claims = querysets.published(portal.district.pk, portal.clock.on)
    if source := request.GET.get("source", ""):
        claims = claims.filter(source=source.replace("\x00", ""))
    rows = [showing.row(portal, claim, checked) for claim, checked in querysets.checked(portal.district.pk, claims)]
    wanted = request.GET.get("verdict", "")
    return showing.documents(row for row in rows if not wanted or row.checked.verdict == wanted)


def _line(row: showing.Row) -> dict[str, Any]:
    claim, cell = row.claim, row.checked.cell
    return {
        _("Source"): claim.source, _("Date of the source"): claim.source_on, _("Indicator"): str(cell.indicator.label),
        _("Population"): str(row.population), _("Street"): claim.street.name if claim.street else "",
        _("Day of the figure"): claim.on, _("As printed"): claim.printed, _("Computed"): figure(cell), _("Parts"): parts(cell),
        _("Verdict"): str(LABELS[row.checked.verdict]), _("Why"): str(row.checked.sentence), _("In words"): row.words,
    }
