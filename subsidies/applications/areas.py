"""Areas that changed after an approval, until somebody confirms them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection

from governance.common import sql


@dataclass(frozen=True)
class AreaChange:
    """A courtyard's floor area is another than the approved one; who entered it, when and why. Areas in ㎡, None: not known."""

    street_id: int
    courtyard_id: int
    code: str
    name: str
    street: str
    application_id: int | None
    enrolment_id: int | None
    approved_m2: Decimal | None
    area_m2: Decimal | None
    changed_at: datetime | None
    changed_by_id: int | None
    changed_by: str | None
    changed_why: str | None


def changes(district: int, courtyard: int | None = None) -> list[AreaChange]:
    """All that wait for a confirmation, in sight; or whether one courtyard does. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql.load("subsidies", "area_changes"), {"district": district, "courtyard": courtyard})
        return [AreaChange(*row) for row in cursor.fetchall()]
