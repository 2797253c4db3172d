"""A reminder: a task on the home of whoever has to hand the report in, with the name of who asks."""

from datetime import datetime

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.common.periods import day_of
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.seals.models import PeriodReport


class AlreadyReminded(Refused):
    """Once a day is enough."""


def remind(*, report: PeriodReport, by: User, now: datetime) -> PeriodReport:
    """Asks for a report that is not handed in. Raises AlreadyReminded, and Refused where nothing is missing."""
    with change(district=report.district_id, by=by, reason=_("reminder"), street=report.street_id):
        current = PeriodReport.objects.select_for_update().get(pk=report.pk)
        if not current.is_open:
            raise Refused(_("It is handed in already."))
        if current.reminded_at is not None and day_of(current.reminded_at) == day_of(now):
            told = {"name": current.reminded_by_name}
            raise AlreadyReminded(_("%(name)s has reminded of it today already.") % told)
        current.reminded_by_name, current.reminded_at = by.name, now
        current.save()
    return current
