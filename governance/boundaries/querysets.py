"""Reads boundaries as they hold on a day."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, Q


class BoundaryQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> "BoundaryQuerySet":
        """Those in force on the day."""
        return self.filter(valid_from__lte=day, valid_to__gt=day)

    def of(self, level: str) -> "BoundaryQuerySet":
        """Those of streets, or of communities."""
        return self.filter(community__isnull=level == "street").select_related("street", "community")

    def levels(self) -> list[str]:
        """Which of the two there are."""
        counts = self.aggregate(street=Count("pk", filter=Q(community=None)), community=Count("pk", filter=~Q(community=None)))
        return [level for level, count in counts.items() if count]
