"""The steps of a version's life: begun, checked, released, discarded; a version as a file, and a file as a draft."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from portal.standards.doors import STANDARD
from portal.versions import life


@require_POST
@requires("standard.draft")
def StandardDraft(request: Any) -> HttpResponse:
    """Begins a version: the next one of a standard of the district, or a new standard from a shipped example."""
    return life.begin(request, STANDARD)


@require_POST
@requires("records.read")
def StandardDeed(request: Any, standard: int) -> HttpResponse:
    """Checks, releases or discards a version, as the button says."""
    return life.act(request, STANDARD, standard)


@requires("records.read")
def StandardExport(request: Any, standard: int, kind: str) -> HttpResponse:
    """A version as JSON or as a workbook."""
    return life.export(request, STANDARD, standard, kind)


@requires("standard.draft")
def StandardImport(request: Any) -> HttpResponse:
    """The file of a standard, taken in as a draft; what can't be read is told in sentences, all at once."""
    return life.take_in(request, STANDARD)
