"""News that changes what places receive."""

from datetime import datetime
from typing import Any

from django.db.models import Max, Min
from django.dispatch import receiver

from governance.common.periods import Month
from governance.people.models import User
from ratings.models import RatingRound
from ratings.signals import rating_published
from subsidies import services
from subsidies.models import EntitlementLine


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
