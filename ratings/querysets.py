"""Reads of the stars."""

from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Subquery


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
