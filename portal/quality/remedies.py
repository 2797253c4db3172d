"""From a finding to the deed that mends it: the address of the form, and what it begins with."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.quality.declarations import Act
from governance.quality.findings import Finding
from governance.registers import registry, values
from governance.registers.declarations import Text
from portal.registers.doors import may_write

LOOK = _("Look at the record")
FORMS = {Act.CORRECT: "registers:record-edit", Act.END: "registers:record-end"}
# Records that have their pages by what the finding gives as `code`.
BY_CODE = {"courtyards": ("registers:courtyard-detail", "code"), "firms": ("registers:firm-detail", "uscc")}


@dataclass(frozen=True)
class Told:
    """A finding as a person sees it: where its record is, and the deed that mends it, where they may do it."""

    finding: Finding
    page: str
    deed: Text = ""
    url: str = ""
    # Where it can be accepted as an exception; empty for whoever may not.
    accept: str = ""


def told(request: Any, finding: Finding) -> Told:
    """The finding with its addresses, for the person who asks."""
    check, district = finding.check, request.portal.district.code
    register = registry.every()[check.register]
    mends = may_write(request, registry.every()[check.remedy.register], record=finding)
    accepts = may_write(request, register, record=finding)
    return Told(
        finding, page(finding, district), check.remedy.deed if mends else LOOK,
        address(finding, district) if mends else page(finding, district),
        reverse("quality:finding-accept", kwargs={"district": district, "check": check.key, "subject": finding.record_id})
        if accepts else "",
    )


def page(finding: Finding, district: str) -> str:
    """The address of the found record's own page."""
    key = finding.check.register
    if key in BY_CODE:
        address, name = BY_CODE[key]
        return reverse(address, kwargs={"district": district, name: finding.parameters["code"]})
    return reverse("registers:record-detail", kwargs={"district": district, "key": key, "record": finding.record_id})


def address(finding: Finding, district: str) -> str:
    """The address of the form that mends the finding, opened at the field where it stands."""
    check, remedy = finding.check, finding.check.remedy
    if remedy.act != Act.ENTER:
        url = reverse(FORMS[remedy.act], kwargs={"district": district, "key": check.register, "record": finding.record_id})
        return f"{url}#id_{_first_input(finding)}" if remedy.act == Act.CORRECT and check.field else url
    known = {name: _named(finding, parameter) for name, parameter in remedy.known.items()}
    url = reverse("registers:record-create", kwargs={"district": district, "key": remedy.register})
    return f"{url}?{urlencode({**known, **remedy.given})}"


def _first_input(finding: Finding) -> str:
    """The name of the field in the form; of a range of days its beginning."""
    value = values.of(registry.every()[finding.check.register])[finding.check.field]
    return value.names[0] if isinstance(value, values.Term) else value.name


def _named(finding: Finding, parameter: str) -> str:
    """As a field understands it: a code as it is, the found record by its id."""
    return f"#{finding.record_id}" if parameter == "record" else str(finding.parameters[parameter])
