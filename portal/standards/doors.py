"""Which version of a standard an address names, who may do what with it, and what the pages of versions ask of standards."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.versions.kinds import Kind
from ratings import examples, reading, services, standards
from ratings.models import RatingStandard
from ratings.standards import files

STANDARD = Kind(
    name="standard", model=RatingStandard, faults=standards.StandardFaults, files=files,
    import_page="standards/standard_import.html", data_of=reading.data_of,
    examples=examples.NAMES, example=examples.standard, anew=lambda _today: {},
    draft=services.draft_standard, begin_next=lambda standard, **said: services.begin_next(standard=standard, **said),
    check=lambda standard, **said: services.check_standard(standard=standard, **said),
    release=lambda standard, **said: services.release_standard(standard=standard, **said),
    discard=lambda standard, **said: services.discard_draft(standard=standard, **said),
    begun=_("A draft was begun as a copy. Change what is yours; nobody is rated by it before it is released."),
    released=_("The version is released. New rounds are rated by it, and nobody edits it any more."),
)


def standard_for(request: Any, standard: int) -> RatingStandard:
    """A version of the district. 404 for a missing and for a foreign one."""
    return STANDARD.find(request, standard)


def of(request: Any, page: str, **where: Any) -> str:
    """The address of one of these pages."""
    return STANDARD.of(request, page, **where)


def may(request: Any, verb: str) -> bool:
    """The past can only be read."""
    return STANDARD.may(request, verb)
