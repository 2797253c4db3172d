"""Which form a page is about, for which place and day."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from governance.divisions.models import Street
from governance.registers.declarations import Refused
from governance.reports import catalogue, shipped
from governance.reports.definitions import Definition, read
from governance.reports.filling import Filled, fill
from governance.reports.models import FormState, ReportForm


@dataclass(frozen=True)
class AskedForm:
    """A form of the portal, or one that the district designed (`row`)."""

    key: str
    version: int
    definition: Definition
    row: ReportForm | None = None

    @property
    def state(self) -> str:
        return self.row.state if self.row else FormState.RELEASED

    @property
    def registers(self) -> set[str]:
        """Where its facts stand: who fills it must be allowed to read there."""
        known = catalogue.of(self.definition.subject)
        return {self.definition.subject} | {known[key].fact.register for key in self.definition.facts()} - {""}


def every(request: Any) -> list[AskedForm]:
    """The forms in use; whoever designs sees drafts as well. Those whose facts are gone are left out."""
    found = [AskedForm(form.key, form.version, form.definition) for form in shipped.every().values()]
    states = [FormState.RELEASED, *([FormState.DRAFT] if request.portal.may("form.design") else [])]
    rows = ReportForm.objects.filter(district_id=request.portal.district.pk, state__in=states).order_by("title", "version")
    for row in rows:
        try:
            found.append(AskedForm(row.key, row.version, read(row.definition), row))
        except Refused:
            continue
    return found


def find(request: Any, key: str, *, draft: bool = False) -> AskedForm:
    """The form of a key: the version in use, or for who designs the draft. 404 for an unknown and a foreign one."""
    if form := shipped.every().get(key):
        return AskedForm(form.key, form.version, form.definition)
    rows = list(ReportForm.objects.filter(district_id=request.portal.district.pk, key=key).order_by("-version"))
    by_state = {row.state: row for row in reversed(rows)}
    states = [FormState.RELEASED]
    if request.portal.may("form.design"):
        states = [FormState.DRAFT, FormState.RELEASED] if draft else [FormState.RELEASED, FormState.DRAFT]
    row = next((by_state[state] for state in states if state in by_state), None)
    if row is None:
        raise Http404
    try:
        return AskedForm(row.key, row.version, read(row.definition), row)
    except Refused as refused:
        raise Http404 from refused


def streets(request: Any) -> list[Street]:
    return list(Street.objects.filter(district_id=request.portal.district.pk).order_by("code"))


def street_of(request: Any, offered: list[Street]) -> Street | None:
    """The street that the address names; for who is held to streets one of them. 404 for one out of sight."""
    code = request.GET.get("street", "")
    found = next((street for street in offered if street.code == code), None)
    if code and found is None:
        raise Http404
    return found or (offered[0] if request.portal.scope.streets is not None and offered else None)


def filled(request: Any, form: AskedForm, street: Street | None) -> Filled:
    """The form for the place and the day. 403 where the person may not read what it lists."""
    portal = request.portal
    if not all(portal.may(f"{register}.read") for register in form.registers):
        raise PermissionDenied
    return fill(
        form.definition, district=portal.district.pk, on=portal.clock.on, as_of=portal.clock.as_of,
        street=street.pk if street else None, place=street.name if street else portal.district.name,
    )


def unit_line(request: Any, street: Street | None) -> str:
    """Who reports."""
    return _("Reporting unit: %(name)s") % {"name": f"{request.portal.district.name}{street.name if street else ''}"}


def printed_line(request: Any) -> str:
    """When the form was filled, and of which knowledge."""
    line = _("filled at %(moment)s") % {"moment": request.portal.now.astimezone().strftime("%Y-%m-%d %H:%M")}
    if request.portal.clock.as_of is not None:
        line += "　" + _("as known at %(moment)s") % {
            "moment": request.portal.clock.as_of.astimezone().strftime("%Y-%m-%d %H:%M")
        }
    return line
