"""A month that was handed in stays as it is: the law that the registers of returns ask before they let anything in."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from governance.audit import turns
from governance.common.periods import Month
from governance.registers.declarations import Refused
from governance.returns import registry
from governance.returns.models import CLOSED, ReturnSubmission, SubmissionState

TURN = "governance.returns"


class MonthClosed(Refused):
    """The street handed in this month; it is changed after the reviewer gave it back or reopened it."""

    def __init__(self, form: str, month: Month, state: str) -> None:
        title = registry.every()[form].title
        told = {"form": title, "month": str(month)}
        if state == SubmissionState.ACCEPTED:
            said = _("The %(form)s of %(month)s is accepted. Ask the reviewer to reopen it first.") % told
        else:
            said = _("The %(form)s of %(month)s is handed in. Take it back, or have it given back, before you change it.") % told
        super().__init__(said, "period")
        self.month = month


def demand_open(form: str, *records: Any) -> None:
    """Raises MonthClosed where one of the records (None is none) speaks of a month that its street has handed in.

    Asked with the record as it will be and as it was. Writers go side by side; whoever hands in waits for them.
    """
    wanted = Q()
    standing = [record for record in records if record is not None]
    for record in standing:
        turns.share(record.district_id, TURN, f"{form}:{record.street_id}")
        wanted |= _months_of(record)
    closed = ReturnSubmission.objects.filter(
        wanted, district_id=standing[0].district_id, form=form, state__in=CLOSED
    ).order_by("month").first()
    if closed is not None:
        raise MonthClosed(form, Month.of(closed.month), closed.state)


def _months_of(record: Any) -> Q:
    """The months that the record's period touches, in its street."""
    touched = Q(street_id=record.street_id)
    if record.period.lower is not None:
        touched &= Q(month__gte=Month.of(record.period.lower).first)
    if record.period.upper is not None:
        touched &= Q(month__lt=record.period.upper)
    return touched
