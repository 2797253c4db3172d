"""Reads of the batches and of what stands in them."""

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Subquery, Sum, Value, When

from subsidies.payments.choices import BatchStep, ItemState, ProtestState

HERE = {"district": OuterRef("district")}


def _rows(name: str) -> Any:
    return apps.get_model("subsidies", name)._default_manager.filter(**HERE)


class BatchQuerySet(models.QuerySet[Any]):
    def with_step(self) -> Self:
        """With `step`, where the batch stands, and `since`, the day of its latest act."""
        latest = _rows("BatchAct").filter(batch=OuterRef("pk")).order_by("-number")
        return self.annotate(step=Subquery(latest.values("went_to")[:1]), since=Subquery(latest.values("acted_on")[:1]))

    def live(self) -> Self:
        """Batches that are neither closed nor withdrawn."""
        return self.with_step().exclude(step__in=[BatchStep.CLOSED, BatchStep.WITHDRAWN])

    def covering(self, month: date) -> Self:
        """Batches of a period in which the month lies."""
        return self.filter(month__lte=month, until__gt=month)


class ItemQuerySet(models.QuerySet[Any]):
    def with_facts(self) -> Self:
        """With what the state follows from: `is_open`, `is_held`, `is_sent`, `outcome`, `paid_fen`, `why_failed`."""
        of = {"item": OuterRef("pk")}
        results = _rows("ResultLine").filter(**of)
        return self.annotate(
            is_open=Exists(_rows("BatchLine").filter(**of, is_open=True)),
            is_held=Exists(_rows("PaymentObjection").filter(**of, state=ProtestState.OPEN)),
            is_sent=Exists(_rows("BankFileLine").filter(**of)),
            is_settled=Exists(_rows("PaymentLine").filter(**of)),
            left_out=Exists(_rows("BankFile").filter(batch=OuterRef("batch"))),
            outcome=Subquery(results.values("outcome")[:1]), paid_fen=Subquery(results.values("paid_fen")[:1]),
            why_failed=Subquery(results.values("reason")[:1]),
        )

    def with_state(self) -> Self:
        """With `state`, an `ItemState`, and the facts that it follows from."""
        return self.with_facts().annotate(
            state=Case(
                When(outcome__isnull=False, then=F("outcome")),
                When(is_held=True, then=Value(ItemState.HELD)),
                When(is_sent=True, then=Value(ItemState.SENT)),
                When(is_settled=True, then=Value(ItemState.SET_OFF)),
                When(is_open=False, then=Value(ItemState.DROPPED)),
                When(left_out=True, then=Value(ItemState.LEFT_OUT)),
                default=Value(ItemState.INCLUDED), output_field=models.CharField(),
            )
        )

    def going(self) -> Self:
        """Those that nothing holds: their lines are open, and no objection is."""
        of = {"item": OuterRef("pk")}
        return self.filter(
            Exists(_rows("BatchLine").filter(**of, is_open=True)),
            ~Exists(_rows("PaymentObjection").filter(**of, state=ProtestState.OPEN)),
        )


def paid_of_line() -> Subquery:
    """What was paid of a ledger line, less what came back; for annotating lines."""
    paid = _rows("PaymentLine").filter(line=OuterRef("pk")).order_by().values("line")
    return Subquery(paid.annotate(fen=Sum("amount_fen")).values("fen"), output_field=models.BigIntegerField())


def counted(rows: Any) -> dict[str, tuple[int, int]]:
    """Of items with their state: how many are in which, and their amounts in fen."""
    grouped = rows.order_by().values("state").annotate(n=models.Count("pk"), fen=Sum("amount_fen"))
    return {row["state"]: (row["n"], row["fen"] or 0) for row in grouped}


def sums_of(batches: Any) -> dict[int, dict[str, tuple[int, int]]]:
    """The same of many batches, by batch: one statement."""
    every: Any = apps.get_model("subsidies", "PaymentItem")._default_manager
    items = every.filter(batch__in=[batch.pk for batch in batches]).with_state()
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for row in items.order_by().values("batch", "state").annotate(n=models.Count("pk"), fen=Sum("amount_fen")):
        found.setdefault(row["batch"], {})[row["state"]] = (row["n"], row["fen"] or 0)
    return found
