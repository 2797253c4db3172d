"""News that changes what places receive."""

from datetime import datetime
from typing import Any

from django.db.models import Max, Min
from django.dispatch import receiver

from courtyards.models import Courtyard
from governance.common.periods import Month
from governance.people.models import User
from governance.registers.services.files import follow_key
from governance.registers.signals import records_moving
from ratings.models import RatingRound
from ratings.signals import rating_published
from subsidies import services
from subsidies.models import Absence, Application, EntitlementLine
from subsidies.services import absences, applications


@receiver(rating_published, dispatch_uid="subsidies.recompute_rated_months")
def recompute_rated_months(*, round: RatingRound, by: User, now: datetime, **_: Any) -> None:
    """New or revised stars: the months they count for that already have lines are computed again by the worker."""
    lines = EntitlementLine.objects.filter(district_id=round.district_id)
    if round.applies.lower is not None:
        lines = lines.filter(month__gte=round.applies.lower)
    if round.applies.upper is not None:
        lines = lines.filter(month__lt=round.applies.upper)
    span = lines.aggregate(first=Min("month"), last=Max("month"))
    if span["first"] is not None:
        services.request_months(
            district=round.district_id, first=Month.of(span["first"]), last=Month.of(span["last"]), by=by, now=now
        )


@receiver(records_moving, sender=Courtyard, dispatch_uid="subsidies.files_go_along")
def files_go_along(*, records: Any, district: int, street: int | None, **_said: Any) -> None:
    """Materials and documents lie where their courtyard lies; they are no register's, so nobody else takes them along."""
    for key, model in ((applications.KEY, Application), (absences.KEY, Absence)):
        kept = model._default_manager.filter(district_id=district, courtyard__in=records).values("pk")
        follow_key(key, records=kept, district=district, street=street)
