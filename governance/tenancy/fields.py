"""Fields that every tenant table shares."""

from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Func


class TenantForeignKey(models.ForeignKey):
    """A reference inside the tenant. The database's key is the composite `TenantReference` beside it."""

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs.setdefault("db_constraint", False)
        kwargs.setdefault("related_name", "+")
        super().__init__(to, on_delete, **kwargs)


class FirstDay(Func):
    """The first day of a range; day one of the calendar where it has none. Immutable, for a generated column."""

    template = "COALESCE(lower(%(expressions)s), DATE '0001-01-01')"
    output_field = models.DateField()


class DayAfterLast(Func):
    """The day after a range's last: far away where it has none, and before every day where the range is empty."""

    template = (
        "CASE WHEN isempty(%(expressions)s) THEN DATE '0001-01-01'"
        " ELSE COALESCE(upper(%(expressions)s), DATE '9999-12-31') END"
    )
    output_field = models.DateField()


class Dated(models.Model):
    """A fact that begins and ends: it holds on day d when `valid_from <= d < valid_to`.

    The range is the truth; the two stored columns are what an index can use under a policy.
    """

    valid = DateRangeField()
    valid_from = models.GeneratedField(
        expression=FirstDay("valid"), output_field=models.DateField(), db_persist=True
    )
    valid_to = models.GeneratedField(
        expression=DayAfterLast("valid"), output_field=models.DateField(), db_persist=True
    )

    class Meta:
        abstract = True
