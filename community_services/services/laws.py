"""What holds for complaints, repairs and projects, and the numbers of complaints."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from community_services.choices import ComplaintWay, ProjectStage
from governance.audit import turns
from governance.common import sql
from governance.divisions.models import Street
from governance.registers.declarations import Refused

# Usual where stations publish their promise; the street may set another day.
DAYS_TO_CLOSE = timedelta(days=7)


def prepare_complaint(record: Any, before: Any) -> None:
    """It has a day by which it is due, and says how it was dealt with once it is closed."""
    if record.due_on is None:
        record.due_on = record.received_on + DAYS_TO_CLOSE
    if record.due_on < record.received_on:
        raise Refused(_("It can't be due before it was received."), "due_on")
    if record.closed_on and record.closed_on < record.received_on:
        raise Refused(_("It can't be closed before it was received."), "closed_on")
    if record.closed_on and not record.way:
        raise Refused(_("Say how it was dealt with."), "way")
    if record.agreement and record.way != ComplaintWay.MEDIATED:
        raise Refused(_("Only a mediated complaint comes to an agreement."), "agreement")
    if record.called_back_on and (record.closed_on is None or record.called_back_on < record.closed_on):
        raise Refused(_("The caller is called back after it is closed."), "called_back_on")


def number_complaints(records: Sequence[Any]) -> None:
    """`TS-<street code>-<serial>`: the next numbers of each street; one that was removed keeps its own."""
    streets = Street.objects.in_bulk({record.street_id for record in records})
    for street in sorted(streets.values(), key=lambda street: street.pk):
        turns.take(street.district_id, "complaints.number", str(street.pk))
        with connection.cursor() as cursor:
            of_street: dict[str, Any] = {"district": street.district_id, "street": street.code}
            cursor.execute(sql.load("community_services", "last_complaint"), of_street)
            [last] = cursor.fetchone()
        mine = (record for record in records if record.street_id == street.pk)
        for serial, record in enumerate(mine, start=last + 1):
            record.number = f"TS-{street.code}-{serial:04d}"


def prepare_repair(record: Any, before: Any) -> None:
    """Reported, then somebody arrives, then it is done."""
    if record.arrived_at and record.arrived_at < record.reported_at:
        raise Refused(_("Nobody arrives before it was reported."), "arrived_at")
    if record.completed_at and (record.arrived_at is None or record.completed_at < record.arrived_at):
        raise Refused(_("It is completed after somebody arrived."), "completed_at")


def prepare_project(record: Any, before: Any) -> None:
    """Its stage and its days agree."""
    if record.stage == ProjectStage.COMPLETED and record.completed_on is None:
        raise Refused(_("A completed project has the day of its completion."), "completed_on")
    if record.completed_on and record.stage != ProjectStage.COMPLETED:
        raise Refused(_("With a day of completion the stage is “completed”."), "stage")
    if record.completed_on and record.completed_on < record.entered_on:
        raise Refused(_("It can't be completed before it was in the ledger."), "completed_on")
