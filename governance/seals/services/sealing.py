"""The approval of a report, by which it is sealed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.audit.services import SomebodyWrites, change, close_moment
from governance.common.periods import day_of
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.seals import contents, reading
from governance.seals.models import PeriodReport, Seal
from governance.seals.services.reporting import demand
from governance.seals.ways import Deed


class StillWriting(Refused):
    """A long change is under way in the district, an import for instance; what it writes would be missing in the seal."""


def approve(*, report: PeriodReport, by: User, now: datetime) -> Seal:
    """Approves a report and seals what it says at this moment. Raises NotItsTurn, OwnReport, StillWriting.

    The moment is closed first and nobody writes in the district until the seal is there; nothing that the history says
    of that moment can change behind it.
    """
    with transaction.atomic():
        demand(PeriodReport.objects.get(pk=report.pk), Deed.APPROVE, by)
        try:
            as_of = close_moment(district=report.district_id)
        except SomebodyWrites:
            raise StillWriting(_(
                "Somebody is writing in the district just now, an import for instance. Approve it again in a moment."
            )) from None
        with change(district=report.district_id, by=by, reason=_("report approved and sealed"), street=report.street_id):
            current = PeriodReport.objects.select_for_update().get(pk=report.pk)
            current.state = demand(current, Deed.APPROVE, by)
            current.decided_by, current.decided_by_name, current.decided_at = by, by.name, now
            current.approved_on = current.approved_on or day_of(now)
            current.save()
            return _seal(current, as_of)


def _seal(report: PeriodReport, as_of: datetime) -> Seal:
    last = Seal.objects.filter(district_id=report.district_id).order_by("-number").only("number", "sha256").first()
    assert report.submitted_by_id is not None and report.decided_by_id is not None
    seal = Seal(
        district_id=report.district_id, street_id=report.street_id, report=report, revision=report.revision,
        period=report.period, number=last.number + 1 if last else 1, previous=last.sha256 if last else "",
        on=report.last_on, as_of=as_of, reason=report.revised_for,
        submitted_by_id=report.submitted_by_id, submitted_by_name=report.submitted_by_name,
        approved_by_id=report.decided_by_id, approved_by_name=report.decided_by_name,
    )
    seal.content = contents.write(seal, reading.place_of(report), contents.held(report.district_id))
    seal.sha256 = contents.digest(seal.content)
    seal.save()
    return seal
