"""Objections to an application in publicity: written down with a tracking number, answered by another person."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.calendar import reading
from governance.calendar.rules.working_days import CalendarMissing, add_working_days
from governance.common import codes
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.applications import checklist
from subsidies.choices_applications import ApplicationObjector, ObjectionOutcome
from subsidies.models import Application, ApplicationObjection, ApplicationPublicityLine
from subsidies.rules.applications import Deed, Step
from subsidies.services.applications.acting import demand, held, write


@dataclass(frozen=True)
class Lodged:
    """What somebody objects with."""

    objector: ApplicationObjector
    received_on: date
    grounds: str


def lodge(*, application: Application, told: Lodged, today: date, by: User, reason: str) -> ApplicationObjection:
    """Writes an objection down and gives it its tracking number. It stops this courtyard, and no other.

    Raises Refused, with the field: too early, too late, or it is not public.
    """
    with change(district=application.district_id, by=by, reason=reason, street=application.street_id):
        found = held(application)
        if found.step != Step.PUBLISHED.value:
            raise Refused(_("Only what is in publicity can be objected to."))
        line = ApplicationPublicityLine.objects.filter(
            district_id=found.district_id, application=found
        ).select_related("publicity").order_by("pk").last()
        assert line is not None
        _demand_in_time(line, told, today)
        try:
            due = add_working_days(reading.calendar(found.district_id), told.received_on, checklist.current().answer_days)
        except CalendarMissing as missing:
            raise Refused(reading.missing_in_words(missing), "received_on") from missing
        return ApplicationObjection.objects.create(
            district_id=found.district_id, street_id=found.street_id, courtyard_id=found.courtyard_id, application=found,
            line=line, number=codes.make(), objector=told.objector, received_on=told.received_on, grounds=told.grounds,
            due_on=due, lodged_by=by,
        )


def _demand_in_time(line: ApplicationPublicityLine, told: Lodged, today: date) -> None:
    shown = line.publicity
    if told.received_on > today:
        raise Refused(_("This day has not come yet."), "received_on")
    if told.received_on < shown.published_on:
        raise Refused(
            _("It was made public on %(day)s; nobody could object before.") % {"day": shown.published_on}, "received_on"
        )
    if told.received_on > shown.last_on:
        raise Refused(
            _("The objection came too late: the last day was %(day)s. Tell the objector of the way to the courts.")
            % {"day": shown.last_on}, "received_on",
        )


def reject_objection(*, objection: ApplicationObjection, answer: str, on: date, by: User) -> ApplicationObjection:
    """Answers that the application stands, with the reasons. Raises Refused."""
    with change(district=objection.district_id, by=by, reason=_reason(answer), street=objection.street_id):
        return _answered(objection, ObjectionOutcome.REJECTED, answer, on, by)


def uphold_objection(*, objection: ApplicationObjection, answer: str, on: date, by: User) -> ApplicationObjection:
    """The objection is right: the application goes back to the housing centre and has to be approved anew. Raises Refused."""
    with change(district=objection.district_id, by=by, reason=_reason(answer), street=objection.street_id):
        application = held(objection.application)
        found = _answered(objection, ObjectionOutcome.UPHELD, answer, on, by)
        # Another objection may have opened it already.
        if application.step == Step.PUBLISHED.value:
            following = demand(application, Deed.RECONSIDER, by=by, on=on, comment=answer)
            write(application, Deed.RECONSIDER, following, on=on, by=by, comment=answer)
    return found


def _answered(
    objection: ApplicationObjection, state: ObjectionOutcome, answer: str, on: date, by: User
) -> ApplicationObjection:
    """The objection with its answer. Raises Refused where it has one, or this person wrote it down."""
    found = ApplicationObjection.objects.select_for_update(of=("self",)).get(pk=objection.pk)
    if found.state != ObjectionOutcome.LODGED:
        raise Refused(_("This objection is answered already."))
    if found.lodged_by_id == by.pk:
        raise Refused(_("You wrote this objection down, so somebody else has to answer it."))
    if not answer.strip():
        raise Refused(_("Answer with the reasons; the objector reads them."), "answer")
    found.state, found.answer, found.answered_on, found.answered_by = state, answer.strip(), on, by
    found.save(update_fields=["state", "answer", "answered_on", "answered_by"])
    return found


def _reason(answer: str) -> str:
    return answer.strip()[:300] or _("objection answered")
