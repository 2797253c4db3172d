"""Materials are checked off by a person: with a file, or with the record that the portal has already."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.registers.services import files
from subsidies.applications import checklist, materials
from subsidies.applications.materials import Record
from subsidies.models import Application, ApplicationMaterial
from subsidies.services.applications.acting import held
from subsidies.services.applications.entering import demand_draft

# Under which the files are kept; no register's, so the pages of the applications hand them out.
KEY = "subsidy-applications"


def check_off(
    *, application: Application, code: str, on: date, by: User, name: str = "", content: bytes | None = None
) -> ApplicationMaterial:
    """Checks one item off, by a file where `content` is given, else by the register's record. What was there is replaced.

    Raises Refused where there is neither, where the file is of a kind that is not kept, or the application is handed on.
    """
    with _opened(application, by) as found:
        item = checklist.current().item(code)
        if item is None:
            raise Refused(_("The materials have no such item."))
        known = materials.in_registers(found).get(item.source)
        if content is None and known is None:
            raise Refused(_("“%(title)s” is in no register yet. Enter it there, or choose a file.") % {"title": item.title})
        return _keep(found, code, on, by, item.source, known, (name, content) if content is not None else None)


def check_off_known(*, application: Application, on: date, by: User) -> int:
    """Checks all off that the registers have and nobody has checked off yet; how many."""
    with _opened(application, by) as found:
        lines = [one for one in materials.lines(found) if one.kept is None and one.found is not None]
        for one in lines:
            _keep(found, one.item.code, on, by, one.item.source, one.found, None)
        if not lines:
            raise Refused(_("The registers have nothing that is not checked off yet."))
    return len(lines)


def take_off(*, application: Application, code: str, by: User) -> None:
    """Takes an item back off, with its file. Raises Refused where the application is handed on."""
    with _opened(application, by) as found:
        for one in found.materials.filter(code=code):
            _drop(one)


@contextmanager
def _opened(application: Application, by: User) -> Iterator[Application]:
    """A change of a draft's materials: the application, locked."""
    reason = _("materials of %(number)s") % {"number": application.number}
    with change(district=application.district_id, by=by, reason=reason, street=application.street_id):
        found = held(application)
        demand_draft(found)
        yield found


def _keep(
    application: Application, code: str, on: date, by: User, source: str, known: Record | None,
    file: tuple[str, bytes] | None,
) -> ApplicationMaterial:
    for before in application.materials.filter(code=code):
        _drop(before)
    attachment = None
    if file is not None:
        attachment = files.keep(
            KEY, record=application, name=file[0], content=file[1], by=by,
            reason=_("materials of %(number)s") % {"number": application.number},
        )
    return ApplicationMaterial.objects.create(
        district_id=application.district_id, street_id=application.street_id, courtyard_id=application.courtyard_id,
        application=application, code=code, source=source if known else "", record_id=known.pk if known else None,
        told=known.told if known else "", attachment=attachment, checked_by=by, checked_by_name=by.name, checked_on=on,
    )


def _drop(material: ApplicationMaterial) -> None:
    attachment = material.attachment
    material.delete()
    if attachment is not None:
        attachment.delete()
