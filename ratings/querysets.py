"""Reads of the stars, and of the demonstration points."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

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
