"""An application is handed on, given back, rejected or withdrawn by whoever the rule allows; every act is kept."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.calendar import reading
from governance.calendar.rules.working_days import CalendarMissing, add_working_days
from governance.people.models import User
from governance.registers.declarations import Refused
from ratings.rounds import people
from subsidies.applications import areas, checklist, materials
from subsidies.choices_applications import ApplicationDeed, ApplicationKind, AreaDeed, ObjectionOutcome
from subsidies.models import Application, ApplicationAct, ApplicationMaterial, ApplicationPublicityLine, ApprovedArea
from subsidies.rules import applications as rules
from subsidies.rules.applications import Actor, Deed, DeedRefused, Fault, Standing, Step

ONE = timedelta(days=1)


def act(
    *, application: Application, deed: Deed, on: date, by: User, comment: str = "", on_behalf_of: str = ""
) -> Application:
    """Does a deed that needs nothing but a word. `on_behalf_of`: the community whose opinion is written down.

    `application` as the person saw it. Raises Refused: a second person who does the same at once waits, and is told that it no
    longer stands there.
    """
    with change(
        district=application.district_id, by=by, reason=comment[:300] or words_of(deed), street=application.street_id,
        on_behalf_of=on_behalf_of,
    ):
        found, was = held(application), Step(application.step)
        if found.step != was:
            # What the person saw, and was let do, was another step: it is no more theirs.
            raise Refused(in_words(Fault.NOT_FROM_HERE, found))
        following = demand(found, deed, by=by, on=on, comment=comment)
        write(found, deed, following, on=on, by=by, comment=comment)
        if was is Step.HOUSING and deed is Deed.HAND_ON:
            _approve_area(found, comment)
    return found


def demand(application: Application, deed: Deed, *, by: User, on: date, comment: str = "") -> Step:
    """Where a deed of this person's leads. Raises Refused."""
    own = application.courtyard_id in people.own([application.courtyard_id], by, on)
    try:
        return rules.after(standing(application, on), deed, Actor(by.pk, own), comment)
    except DeedRefused as refused:
        raise Refused(in_words(refused.fault, application), _FIELDS.get(refused.fault, "")) from refused


_FIELDS = {Fault.NO_COMMENT: "comment", Fault.NO_OPINION: "comment"}


def standing(application: Application, on: date) -> Standing:
    """The application as the rule needs it; a few statements."""
    step, at = Step(application.step), {"district_id": application.district_id, "application": application}
    shown = ApplicationPublicityLine.objects.filter(**at).select_related("publicity").order_by("pk").last()
    return Standing(
        step, entered=entered(application), verified_by=application.verified_by_id, approved_by=application.approved_by_id,
        funded_by=application.funded_by_id, is_complete=step is not Step.DRAFT or not materials.missing(application),
        has_area=application.courtyard.area_m2 is not None,
        area_changed=step in rules.APPROVED and bool(areas.changes(application.district_id, application.courtyard_id)),
        is_public=step is Step.PUBLISHED and shown is not None and on <= shown.publicity.last_on,
        open_objections=application.objections.filter(state=ObjectionOutcome.LODGED).count(),
    )


def entered(application: Application) -> frozenset[int]:
    """The ids of all who typed the application, handed it on from there, or checked materials off."""
    at = {"district_id": application.district_id, "application": application}
    typed = ApplicationAct.objects.filter(**at, came_from=Step.DRAFT.value).order_by()
    checked = ApplicationMaterial.objects.filter(**at).order_by()
    found = {*typed.values_list("change__actor_id", flat=True), *checked.values_list("checked_by_id", flat=True)}
    return frozenset({application.entered_by_id, *(one for one in found if one is not None)})


def held(application: Application) -> Application:
    """The application as it is now, locked."""
    rows = Application.objects.select_for_update(of=("self",)).select_related("courtyard__street", "scheme")
    return rows.get(district_id=application.district_id, pk=application.pk)


def write(
    application: Application, deed: Deed, following: Step, *, on: date, by: User, comment: str = "",
    told: ApplicationKind | None = None, **also: Any,
) -> None:
    """One act, and where the application stands by it; in the change that is open.

    `told`: what came about, where enrolling was something else. `also`: further fields.
    """
    ApplicationAct.objects.create(
        district_id=application.district_id, street_id=application.street_id, courtyard_id=application.courtyard_id,
        application=application, deed=(told or deed).value, came_from=application.step, went_to=following.value,
        comment=comment.strip()[:600], acted_on=on,
    )
    changed: dict[str, Any] = dict.fromkeys(rules.withdrawn_signatures(following))
    signature = rules.SIGNED.get(Step(application.step))
    if signature and deed is Deed.HAND_ON:
        changed[signature] = by
    changed |= {"step": following.value, "due_on": due(application.district_id, following, on), **also}
    for name, value in changed.items():
        setattr(application, name, value)
    application.save(update_fields=list(changed))


def due(district: int, step: Step, on: date) -> date | None:
    """The last day of a step, in working days of the district; None where it has none, or the calendar does not reach so far.

    Work is not held up by a calendar; a publicity is.
    """
    if step not in rules.TIMED:
        return None
    try:
        return add_working_days(reading.calendar(district), on, checklist.current().working_days[step.value])
    except CalendarMissing:
        return None


def _approve_area(application: Application, comment: str) -> None:
    """The area by which it is approved: what changes later has to be confirmed."""
    last = ApprovedArea.objects.filter(district_id=application.district_id, courtyard=application.courtyard_id).last()
    ApprovedArea.objects.create(
        district_id=application.district_id, street_id=application.street_id, courtyard_id=application.courtyard_id,
        application=application, deed=AreaDeed.APPROVAL, before_m2=last.area_m2 if last else None,
        area_m2=application.courtyard.area_m2, reason=comment.strip()[:300] or words_of(Deed.HAND_ON),
    )


def words_of(deed: Deed) -> str:
    """A deed as the history tells it where nobody said more."""
    return str(ApplicationDeed(deed.value).label)


def in_words(fault: Fault, application: Application) -> str:
    """Why a deed is refused, and what to do."""
    if fault is Fault.MATERIALS_MISSING:
        return _("These materials are not checked off yet: %(titles)s.") % {"titles": "、".join(materials.missing(application))}
    return {
        Fault.NOT_FROM_HERE: _("It no longer stands at this step. Look at its page again."),
        Fault.NO_COMMENT: _("Say why in the comment; whoever applied reads it."),
        Fault.NO_OPINION: _("Write down in the comment what the community says."),
        Fault.ENTERED_IT: _("You entered this application or checked its materials off, so somebody else has to look at it."),
        Fault.VERIFIED_IT: _("You verified this application, so somebody else has to decide."),
        Fault.APPROVED_IT: _("You approved this application, so somebody else has to review it."),
        Fault.FUNDED_IT: _("You reviewed this application for finance, so somebody else has to enrol it."),
        Fault.OWN_COURTYARD: _(
            "It is your own courtyard, as its assigned cadre or a member of its committee. Let somebody else act."
        ),
        Fault.NO_AREA: _(
            "The register knows no floor area of this courtyard. Enter it there first; nothing is paid without it."
        ),
        Fault.AREA_CHANGED: _(
            "The floor area changed after the approval. The housing centre has to confirm it with a reason first."
        ),
        Fault.STILL_PUBLIC: _("The publicity runs still. Enrol after its last day."),
        Fault.OBJECTION_OPEN: _("An objection to this courtyard is not answered yet. Answer it first; the others go on."),
    }[fault]
