"""Reads of the stars, and of the demonstration points."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.db import connection, models
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from governance.common import sql
from ratings.choices import DemonstrationState


class RatingResultQuerySet(models.QuerySet[Any]):
    def latest_revisions(self) -> Self:
        """Of each courtyard and round only the revision that counts now."""
        newest = (
            self.model._default_manager.filter(
                district=OuterRef("district"), round=OuterRef("round"), courtyard=OuterRef("courtyard")
            )
            .order_by("-revision")
            .values("revision")[:1]
        )
        return self.filter(revision=Subquery(newest))


class DemonstrationPointQuerySet(models.QuerySet[Any]):
    def with_state(self, day: date) -> Self:
        """Those begun by the day, each with `state` on it and `since` when: the latest move's, else in creation."""
        moves = self.model._meta.get_field("moves").related_model._default_manager.filter(
            district=OuterRef("district"), point=OuterRef("pk"), moved_on__lte=day
        ).order_by("-moved_on")
        return self.filter(begun_on__lte=day).annotate(
            state=Coalesce(Subquery(moves.values("state")[:1]), Value(DemonstrationState.CREATION.value)),
            since=Coalesce(Subquery(moves.values("moved_on")[:1]), F("begun_on")),
        )

    def standing(self, day: date) -> Counter[tuple[str, int, str]]:
        """How many stand where on the day, by level, street (its id) and state: one statement."""
        rows: Any = self.with_state(day).order_by()
        return Counter(rows.values_list("level", "street_id", "state"))


@dataclass(frozen=True)
class Act:
    """By whom and why a record was entered."""

    actor: str
    reason: str
    entered_at: datetime


def acts(records: Sequence[models.Model], as_of: datetime | None) -> dict[int, Act]:
    """How each record of one table came in, by id: one statement, whatever their number."""
    if not records:
        return {}
    statement = sql.load("ratings", "acts").replace("{table}", records[0]._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(statement, {"ids": [record.pk for record in records], "as_of": as_of})
        return {pk: Act(*told) for pk, *told in cursor.fetchall()}
