"""Which version of a scheme an address names, who may do what with it, and what the pages of versions ask of schemes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.versions.kinds import Kind
from subsidies import examples, reading, schemes, services
from subsidies.models import SubsidyScheme
from subsidies.schemes import files

SCHEME = Kind(
    name="scheme", model=SubsidyScheme, faults=schemes.SchemeFaults, files=files,
    import_page="schemes/scheme_import.html", data_of=reading.data_of,
    examples=examples.NAMES, example=examples.scheme,
    anew=lambda today: {"document": "", "in_force": [today.replace(day=1).isoformat(), None]},
    draft=services.draft_scheme, begin_next=lambda scheme, **said: services.begin_next_scheme(scheme=scheme, **said),
    check=lambda scheme, **said: services.check_scheme(scheme=scheme, **said),
    release=lambda scheme, **said: services.release_scheme(scheme=scheme, **said),
    discard=lambda scheme, **said: services.discard_scheme(scheme=scheme, **said),
    begun=_("A draft was begun as a copy. Change what is yours; nobody is paid by it before it is released."),
    released=_("The version is released. Months from its first day on are computed by it, and nobody edits it any more."),
)


def scheme_for(request: Any, scheme: int) -> SubsidyScheme:
    """A version of the district. 404 for a missing and for a foreign one."""
    return SCHEME.find(request, scheme)


def of(request: Any, page: str, **where: Any) -> str:
    """The address of one of these pages."""
    return SCHEME.of(request, page, **where)


def may(request: Any, verb: str) -> bool:
    """The past can only be read."""
    return SCHEME.may(request, verb)
