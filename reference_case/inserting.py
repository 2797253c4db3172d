"""Bulk inserts of the loader."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from psycopg2.extras import DateRange

BATCH = 2000


def since(day: date | None, until: date | None = None) -> DateRange:
    """An open or closed half-open range."""
    return DateRange(day, until)


def insert(model: type[models.Model], rows: Iterable[Any]) -> list[Any]:
    """The rows come back with their ids."""
    return model._default_manager.bulk_create(list(rows), batch_size=BATCH)
