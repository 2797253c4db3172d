"""When the publicity ended without an open objection, the housing centre enrols: the gates of `enrol` stay the law."""

from datetime import date, datetime

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.common.periods import Month
from governance.people.models import User
from governance.registers.declarations import Refused
from subsidies.models import Application, Enrolment
from subsidies.rules.applications import Deed
from subsidies.services.absences import come_back
from subsidies.services.applications.acting import demand, held, write
from subsidies.services.enrolments import AlreadyEnrolled, NotEligible, SchemeNotInForce, enrol


def enrol_application(*, application: Application, on: date, now: datetime, by: User, reason: str) -> Application:
    """Enrols the courtyard of an application, or lets one come back that had left: its counter goes on.

    Raises Refused with what stands against it, the gates that it misses among them.
    """
    with change(district=application.district_id, by=by, reason=reason, street=application.street_id):
        # Whoever changes the area meanwhile waits until the courtyard is enrolled; what changed before is seen.
        # No key of it changes: whoever writes beside it what names the courtyard need not wait, and we not for them.
        Courtyard.objects.select_for_update(no_key=True).get(pk=application.courtyard_id)
        found = held(application)
        following = demand(found, Deed.ENROL, by=by, on=on)
        first = Month.of(found.first_month)
        known = Enrolment.objects.filter(district_id=found.district_id, courtyard=found.courtyard_id).first()
        try:
            if known is not None and known.left_on is not None:
                enrolment = come_back(enrolment=known, month=first, by=by, now=now, reason=reason)
            else:
                enrolment = enrol(courtyard=found.courtyard, scheme=found.scheme, first_month=first, by=by, reason=reason)
        except (NotEligible, AlreadyEnrolled, SchemeNotInForce) as refused:
            raise Refused(str(refused)) from refused
        write(found, Deed.ENROL, following, on=on, by=by, comment=reason, enrolled_by=by, enrolment=enrolment)
    return found
