"""Which application, notice, enrolment an address names, and what the person may do with it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from ratings.rounds import people
from subsidies.choices_applications import ApplicationKind, ApplicationStep, ObjectionOutcome
from subsidies.models import Application
from subsidies.rules import applications as rules
from subsidies.rules.applications import Actor, Deed, Office, Standing, Step
from subsidies.services.applications.acting import in_words

PERMISSIONS = {
    Office.DESK: "application.enter", Office.STREET: "application.verify", Office.HOUSING: "application.approve",
    Office.FINANCE: "application.fund",
}
ACTS = frozenset(PERMISSIONS.values())
# What a person does with one application by a button; a notice is made over many, and an objection has its own page.
BY_HAND = (Deed.HAND_ON, Deed.OPPOSE, Deed.ENROL, Deed.GIVE_BACK, Deed.RETURN, Deed.REJECT, Deed.WITHDRAW)
TONES = {
    ApplicationStep.DRAFT: "plain", ApplicationStep.APPROVED: "good", ApplicationStep.PUBLISHED: "good",
    ApplicationStep.ENROLLED: "good", ApplicationStep.REJECTED: "bad", ApplicationStep.WITHDRAWN: "plain",
}
OBJECTION_TONES = {ObjectionOutcome.LODGED: "warn", ObjectionOutcome.UPHELD: "bad"}


def found(rows: Any, **wanted: Any) -> Any:
    """The one row in sight. 404 for a missing and for a foreign one."""
    row = rows.filter(**wanted).first()
    if row is None:
        raise Http404
    return row


def application_for(request: Any, pk: int) -> Application:
    """An application of the district, in sight."""
    rows = Application.objects.filter(district_id=request.portal.district.pk)
    one: Application = found(rows.select_related("courtyard__street", "courtyard__community", "scheme", "enrolment"), pk=pk)
    return one


def may(request: Any, permission: str, street: int | None = None) -> bool:
    """Whether the person may do it here; the past can only be read."""
    portal = request.portal
    if portal.user is None or portal.clock.is_past or not portal.may(permission):
        return False
    streets = portal.streets_for(permission)
    return streets is None or street is None or street in streets


def permission_for(step: str, deed: Deed) -> str | None:
    """What a deed at a step needs; None where nobody does it there."""
    office = rules.office(Step(step), deed)
    return None if office is None else PERMISSIONS[office]


@dataclass(frozen=True)
class Choice:
    """A deed that the person's role has here: the words of its button, and why this person may not, where it is so."""

    deed: Deed
    label: str
    refused: str = ""

    @property
    def look(self) -> str:
        """The button's classes."""
        if self.deed in (Deed.HAND_ON, Deed.ENROL):
            return "btn-primary"
        return "btn-outline-danger" if self.deed in (Deed.REJECT, Deed.WITHDRAW) else ""


def choices(request: Any, application: Application, standing: Standing, kind: str) -> list[Choice]:
    """What the person's roles let them do by hand, each with what speaks against this person or the application."""
    held = [
        deed for deed in BY_HAND
        if (permission := permission_for(application.step, deed)) and may(request, permission, application.street_id)
    ]
    if not held:
        return []
    portal, step = request.portal, Step(application.step)
    own = application.courtyard_id in people.own([application.courtyard_id], portal.user, portal.clock.today)
    actor, listed = Actor(portal.user.pk, own), []
    for deed in held:
        fault = rules.against(standing, deed, actor) or rules.unready(standing, deed)
        listed.append(Choice(deed, label(step, deed, kind), in_words(fault, application) if fault else ""))
    return listed


def label(step: Step, deed: Deed, kind: str = ApplicationKind.ENROL) -> str:
    """The words of a button; the last one says what the application is for."""
    if deed is Deed.HAND_ON:
        return {
            Step.DRAFT: _("Submit to the community"), Step.OPINION: _("The community agrees: to the street"),
            Step.VERIFICATION: _("Verified: to the housing centre"), Step.HOUSING: _("Approve: to finance"),
            Step.FINANCE: _("Reviewed: may be made public"),
        }[step]
    if deed is Deed.ENROL:
        return {
            ApplicationKind.COME_BACK.value: _("Take the courtyard in again"),
            ApplicationKind.CHANGE.value: _("Change its scheme"),
        }.get(kind, _("Enrol the courtyard"))
    return {
        Deed.OPPOSE: _("The community is against it: to the street"),
        Deed.GIVE_BACK: _("Give back one step"), Deed.RETURN: _("Return to the applicant"), Deed.REJECT: _("Reject"),
        Deed.WITHDRAW: _("Withdraw the application"),
    }[deed]


def of(request: Any, page: str, **where: Any) -> str:
    """The address of one of these pages."""
    return reverse(f"applications:{page}", kwargs={"district": request.portal.district.code, **where})
