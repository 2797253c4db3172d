"""What follows in the ratings when others change their records."""

from typing import Any

from django.dispatch import receiver

from courtyards.models import Courtyard
from governance.registers.services.files import follow_key
from governance.registers.signals import records_moving
from ratings.models import Occurrence

PHOTOS = "occurrences"


@receiver(records_moving, sender=Courtyard, dispatch_uid="ratings.photos_go_along")
def photos_go_along(*, records: Any, district: int, street: int | None, **_said: Any) -> None:
    """Photos of occurrences lie where their courtyard lies; they are no register's, so nobody else takes them along."""
    seen = Occurrence.objects.filter(district_id=district, courtyard__in=records).values("pk")
    follow_key(PHOTOS, records=seen, district=district, street=street)
