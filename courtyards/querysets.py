"""Reads of the places."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q


class CourtyardQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """Courtyards that stand in the register on `day`."""
        return self.filter(valid_from__lte=day, valid_to__gt=day)

    def search(self, text: str) -> Self:
        """By a part of name, code or address, or by pinyin."""
        return self.filter(
            Q(name__icontains=text)
            | Q(code__icontains=text)
            | Q(address__icontains=text)
            | Q(name_pinyin__icontains=text.lower())
        )
