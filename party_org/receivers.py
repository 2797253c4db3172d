"""News of the places that the Party's registers follow."""

from datetime import date
from typing import Any

from django.dispatch import receiver

from courtyards.models import Courtyard
from courtyards.signals import courtyard_moving
from governance.divisions.models import Community
from party_org.services import moving


@receiver(courtyard_moving, dispatch_uid="party_org.own_branches_go_along")
def own_branches_go_along(*, courtyard: Courtyard, to: Community, on: date, **_: Any) -> list[str]:
    """A branch of this courtyard alone moves with it."""
    return moving.go_along(courtyard=courtyard, to=to, on=on)
