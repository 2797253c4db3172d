"""What a batch shows to everybody: the items that stood in it when it went public."""

from typing import Any

from django.db import connection

from governance.common import sql
from subsidies.models import BatchPublicity, PaymentBatch, PaymentItem


def items_of(batch: PaymentBatch, shown: BatchPublicity | None) -> Any:
    """The items that this publicity shows, in the order of their references; before any publicity all of them.

    What leaves the batch later was shown all the same. An item that an objection holds is shown: rejected in time it is paid.
    """
    rows = PaymentItem.objects.filter(district_id=batch.district_id, batch=batch).order_by("reference")
    return rows.exclude(pk__in=_left_before(batch, shown)) if shown else rows


def _left_before(batch: PaymentBatch, shown: BatchPublicity) -> list[int]:
    told: dict[str, Any] = {"district": batch.district_id, "batch": batch.pk, "moment": shown.change.recorded_at}
    with connection.cursor() as cursor:
        cursor.execute(sql.load("subsidies", "payments/left_before"), told)
        return [item for (item,) in cursor.fetchall()]
