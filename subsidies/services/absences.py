"""A courtyard leaves the subsidy with a reason and a document, and may come back: the same counter goes on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.common.periods import Month
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.registers.services import files
from subsidies.choices_applications import LeaveReason
from subsidies.models import Absence, Enrolment, SubsidyScheme
from subsidies.services.changing import demand_back, demand_gates, held, receive_under
from subsidies.services.enrolments import AlreadyLeft, LeavesBeforeItBegan, leave
from subsidies.services.ledger import request_known_months

KEY = "subsidy-absences"


@dataclass(frozen=True)
class Leaving:
    """Why a courtyard leaves. `on`: the first day outside; of that month nothing is paid. `file`: name and bytes."""

    on: date
    ground: LeaveReason
    because: str
    document: str
    file: tuple[str, bytes] | None = None


def leave_with_document(*, enrolment: Enrolment, told: Leaving, by: User, now: datetime, reason: str) -> Absence:
    """Takes a courtyard out, and has the months computed again that the ledger has already.

    Raises Refused, with the field.
    """
    with change(district=enrolment.district_id, by=by, reason=reason, street=enrolment.street_id):
        try:
            current = leave(enrolment=enrolment, on=told.on, because=told.because, by=by, reason=reason)
        except (AlreadyLeft, LeavesBeforeItBegan) as refused:
            raise Refused(str(refused), "on") from refused
        before = current.absences.filter(back_on__gt=told.on).first()
        if before is not None:
            raise Refused(_("It came back on %(day)s. It can leave after that day only.") % {"day": before.back_on}, "on")
        made = Absence.objects.create(
            district_id=current.district_id, street_id=current.street_id, courtyard_id=current.courtyard_id, enrolment=current,
            left_on=told.on, ground=told.ground, because=told.because, document=told.document, left_by_name=by.name,
        )
        if told.file is not None:
            files.keep(KEY, record=made, name=told.file[0], content=told.file[1], by=by, reason=reason)
        request_known_months(district=current.district_id, first=Month.of(told.on), by=by, now=now)
    return made


def come_back(
    *, enrolment: Enrolment, scheme: SubsidyScheme, month: Month, by: User, now: datetime, reason: str
) -> Enrolment:
    """Takes a courtyard in again from a month on. The months between are not made up for; the counter is the same.

    The scheme may be another one than before. Its gates are asked as at the first time; months that the ledger has already are
    computed again. Raises Refused, with the field, SchemeNotInForce and NotEligible.
    """
    district = enrolment.district_id
    with change(district=district, by=by, reason=reason, street=enrolment.street_id):
        current = held(enrolment)
        demand_back(current, scheme, month)
        demand_gates(current.courtyard, scheme, month)
        receive_under(enrolment=current, scheme=scheme, month=month)
        away = current.absences.filter(back_on__isnull=True).first()
        if away is None:
            assert current.left_on is not None
            # It left before the portal kept absences.
            away = Absence(
                district_id=district, street_id=current.street_id, courtyard_id=current.courtyard_id, enrolment=current,
                left_on=current.left_on, ground=LeaveReason.OTHER, because=current.left_because or "—", document="—",
                left_by_name="—",
            )
        away.back_on = month.first
        away.save()
        current.left_on, current.left_because = None, ""
        current.save(update_fields=["left_on", "left_because"])
        request_known_months(district=district, first=Month.of(away.left_on), by=by, now=now)
    return current
