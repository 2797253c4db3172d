"""What the database says of a period that should be a calendar month."""

from django.db import models
from psycopg2.extras import DateRange

from governance.common.periods import Month


class IsMonth(models.Func):
    """Whether a half-open range of days is exactly one calendar month."""

    template = (
        "(EXTRACT(day FROM lower(%(expressions)s)) = 1"
        " AND upper(%(expressions)s) = (lower(%(expressions)s) + interval '1 month')::date)"
    )
    output_field = models.BooleanField()


def is_month(days: DateRange) -> bool:
    """The same of a range that was read or typed."""
    if days.lower is None or days.upper is None or days.lower.day != 1:
        return False
    return bool(days.upper == Month.of(days.lower).next().first)


def range_of(month: Month) -> DateRange:
    """The days of a month, half-open."""
    return DateRange(month.first, month.next().first)
