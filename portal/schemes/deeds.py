"""The steps of a version's life: begun, checked, released, discarded; a version as a file, and a file as a draft."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from portal.schemes.doors import SCHEME
from portal.versions import life


@require_POST
@requires("scheme.draft")
def SchemeDraft(request: Any) -> HttpResponse:
    """Begins a version: the next one of a scheme of the district, or a new scheme from a shipped example."""
    return life.begin(request, SCHEME)


@require_POST
@requires("records.read")
def SchemeDeed(request: Any, scheme: int) -> HttpResponse:
    """Checks, releases or discards a version, as the button says."""
    return life.act(request, SCHEME, scheme)


@requires("records.read")
def SchemeExport(request: Any, scheme: int, kind: str) -> HttpResponse:
    """A version as JSON or as a workbook."""
    return life.export(request, SCHEME, scheme, kind)


@requires("scheme.draft")
def SchemeImport(request: Any) -> HttpResponse:
    """The file of a scheme, taken in as a draft; what can't be read is told in sentences, all at once."""
    return life.take_in(request, SCHEME)
