"""An application is entered for whoever applies, and corrected while it stands where it was entered."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from courtyards.models import Committee, Courtyard
from governance.audit import turns
from governance.audit.services import change
from governance.common import sql
from governance.common.periods import Month
from governance.people.models import User
from governance.registers.declarations import Refused
from property_firms.models import ServiceContract
from subsidies.choices import SchemeStatus
from subsidies.choices_applications import OPEN_STEPS, Applicant, ApplicationDeed, ApplicationStep
from subsidies.models import Application, ApplicationAct, Enrolment, SubsidyScheme
from subsidies.services.applications.acting import held
from subsidies.services.changing import demand_back, demand_change

TURN = "subsidies.application"


@dataclass(frozen=True)
class Given:
    """What somebody applies with. `applied_on`: the day the paper came in."""

    applicant: Applicant
    scheme: SubsidyScheme
    first_month: Month
    why: str
    applied_on: date


def enter(*, courtyard: Courtyard, given: Given, on: date, by: User, reason: str) -> Application:
    """Writes an application down; it gets its number. Raises Refused, with the field.

    Whether the courtyard is eligible is asked when it is enrolled; what it misses is shown before.
    """
    district = courtyard.district_id
    with change(district=district, by=by, reason=reason, street=courtyard.street_id, on_behalf_of=_name(courtyard, given)):
        turns.take(district, TURN, str(district))
        _demand_free(courtyard, given)
        demand_possible(courtyard, given, on)
        made = Application.objects.create(
            district_id=district, street_id=courtyard.street_id, courtyard=courtyard, number=_number(courtyard, on),
            scheme=given.scheme, applicant=given.applicant, applicant_name=_name(courtyard, given),
            first_month=given.first_month.first, why=given.why, applied_on=given.applied_on, entered_by=by,
        )
        ApplicationAct.objects.create(
            district_id=district, street_id=courtyard.street_id, courtyard=courtyard, application=made,
            deed=ApplicationDeed.ENTER, came_from=ApplicationStep.DRAFT, went_to=ApplicationStep.DRAFT, acted_on=on,
        )
    return made


def correct(*, application: Application, given: Given, on: date, by: User, reason: str) -> Application:
    """Corrects what was entered; whoever does so has entered it, too. Raises Refused where it was handed on."""
    with change(district=application.district_id, by=by, reason=reason, street=application.street_id):
        found = held(application)
        demand_draft(found)
        demand_possible(found.courtyard, given, on)
        found.scheme, found.applicant, found.why = given.scheme, given.applicant, given.why
        found.first_month, found.applied_on = given.first_month.first, given.applied_on
        found.applicant_name, found.entered_by = _name(found.courtyard, given), by
        found.save(update_fields=[
            "scheme", "applicant", "why", "first_month", "applied_on", "applicant_name", "entered_by",
        ])
        ApplicationAct.objects.create(
            district_id=found.district_id, street_id=found.street_id, courtyard_id=found.courtyard_id, application=found,
            deed=ApplicationDeed.ENTER, came_from=ApplicationStep.DRAFT, went_to=ApplicationStep.DRAFT, comment=reason,
            acted_on=on,
        )
    return found


def demand_draft(application: Application) -> None:
    """Raises Refused where the application is not with whoever entered it."""
    if application.step != ApplicationStep.DRAFT:
        raise Refused(_("It is handed on. What was entered changes only when it is returned."))


def demand_possible(courtyard: Courtyard, given: Given, on: date) -> None:
    """Raises Refused, with the field, for a scheme that is not in force, or a day that can't be.

    Of a courtyard that is inside it asks for another scheme, of one that left for coming back.
    """
    if given.scheme.status != SchemeStatus.RELEASED or given.first_month.first not in given.scheme.in_force:
        raise Refused(
            _("“%(scheme)s” is not in force in %(month)s.") % {"scheme": given.scheme, "month": given.first_month}, "scheme"
        )
    if given.applied_on > on:
        raise Refused(_("This day has not come yet."), "applied_on")
    known = Enrolment.objects.filter(district_id=courtyard.district_id, courtyard=courtyard).select_related("scheme").first()
    if known is None:
        return
    if known.left_on is None:
        demand_change(known, given.scheme, given.first_month)
    else:
        demand_back(known, given.scheme, given.first_month)


def _demand_free(courtyard: Courtyard, given: Given) -> None:
    at = {"district_id": courtyard.district_id, "courtyard": courtyard}
    running = Application.objects.filter(**at, step__in=OPEN_STEPS).first()
    if running is not None:
        raise Refused(
            _("Application %(number)s for this courtyard is under way already.") % {"number": running.number}, "courtyard"
        )


def _name(courtyard: Courtyard, given: Given) -> str:
    """The applicant as the registers name it. Raises Refused where there is no such firm or committee."""
    on = given.applied_on
    at = {"district_id": courtyard.district_id, "courtyard": courtyard, "valid_from__lte": on, "valid_to__gt": on}
    if given.applicant == Applicant.FIRM:
        contract = ServiceContract.objects.filter(**at).select_related("firm__unit").first()
        if contract is None:
            raise Refused(_("No firm serves this courtyard on that day."), "applicant")
        return str(contract.firm.unit.name)
    if given.applicant == Applicant.COMMITTEE:
        committee = Committee.objects.filter(**at).order_by("pk").first()
        if committee is None:
            raise Refused(_("This courtyard has no committee on that day."), "applicant")
        return str(committee.name)
    return str(courtyard.street.name)


def _number(courtyard: Courtyard, on: date) -> str:
    """Street, year and a running number: 410104001-2026-0001. Asked for inside the district's turn.

    Of each street its own: whoever enters for one street sees no other's.
    """
    before = f"{courtyard.street.code}-{on.year:04d}-"
    with connection.cursor() as cursor:
        cursor.execute(sql.load("subsidies", "last_application"), {"district": courtyard.district_id, "before": before})
        [last] = cursor.fetchone()
    return f"{before}{last + 1:04d}"
