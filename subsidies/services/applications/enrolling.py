"""When the publicity ended without an open objection, the housing centre enrols: the gates of `enrol` stay the law."""

from datetime import date, datetime

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.common.periods import Month
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.applications import eras
from subsidies.choices_applications import ApplicationKind
from subsidies.models import Application, Enrolment
from subsidies.rules.applications import Deed
from subsidies.services import chain
from subsidies.services.absences import come_back
from subsidies.services.applications.acting import demand, held, write
from subsidies.services.changing import change_scheme
from subsidies.services.enrolments import AlreadyEnrolled, NotEligible, SchemeNotInForce, enrol
from subsidies.services.ledger import request_known_months


def enrol_application(*, application: Application, on: date, now: datetime, by: User, reason: str) -> Application:
    """Enrols the courtyard of an application, lets one come back that had left, or takes one that is inside under another scheme:
    its counter goes on.

    Raises Refused with what stands against it, the gates that it misses among them.
    """
    with change(district=application.district_id, by=by, reason=reason, street=application.street_id):
        known = Enrolment.objects.filter(district_id=application.district_id, courtyard=application.courtyard_id).first()
        if known is not None:
            # Before any row: who computes a month has this turn, and waits for the rows.
            chain.take_turn(application.district_id)
        # Whoever changes the area meanwhile waits until the courtyard is enrolled; what changed before is seen.
        # No key of it changes: whoever writes beside it what names the courtyard need not wait, and we not for them.
        Courtyard.objects.select_for_update(no_key=True).get(pk=application.courtyard_id)
        found = held(application)
        following = demand(found, Deed.ENROL, by=by, on=on)
        try:
            enrolment, kind = _taken_in(found, known, by=by, now=now, reason=reason)
        except (NotEligible, AlreadyEnrolled, SchemeNotInForce) as refused:
            raise Refused(str(refused)) from refused
        write(found, Deed.ENROL, following, on=on, by=by, comment=reason, told=kind, enrolled_by=by, enrolment=enrolment)
    return found


def _taken_in(
    found: Application, known: Enrolment | None, *, by: User, now: datetime, reason: str
) -> tuple[Enrolment, ApplicationKind]:
    """The enrolment as it is then, and what came about."""
    month = Month.of(found.first_month)
    # A version that was superseded on the way gives way to the one in force then.
    scheme = eras.version_on(found.scheme, month.first)
    if known is None:
        made = enrol(courtyard=found.courtyard, scheme=scheme, first_month=month, by=by, reason=reason)
        # The way to here takes weeks: months that are over and computed for the others would be without its line.
        request_known_months(district=found.district_id, first=month, by=by, now=now)
        return made, ApplicationKind.ENROL
    if known.left_on is not None:
        back = come_back(enrolment=known, scheme=scheme, month=month, by=by, now=now, reason=reason)
        return back, ApplicationKind.COME_BACK
    changed = change_scheme(enrolment=known, scheme=scheme, month=month, by=by, reason=reason)
    return changed, ApplicationKind.CHANGE
