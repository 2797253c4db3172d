"""The columns of a record as JSON from which PostgreSQL makes them again."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model
from psycopg2.extras import DateRange


def stored(value: Any) -> Any:
    """A column's value as JSON from which PostgreSQL makes it again."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, DateRange):
        return "empty" if value.isempty else f"[{value.lower or ''},{value.upper or ''})"
    if isinstance(value, Decimal):
        # 3000 and 3000.00 are one figure.
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def columns_of(row: Any) -> dict[str, Any]:
    """The columns of a new row as JSON; those that the database fills stay out."""
    found = {}
    for field in row._meta.concrete_fields:
        if field.generated or field.primary_key or field.has_db_default():
            continue
        found[field.column] = stored(getattr(row, field.attname))
    return found | _time_of(row)


def changed_columns(row: Any, before: Any) -> dict[str, Any]:
    """The columns in which a row differs from what it was."""
    found = {}
    for field in row._meta.concrete_fields:
        if not field.generated and getattr(row, field.attname) != getattr(before, field.attname):
            found[field.column] = stored(getattr(row, field.attname))
    return found | (_time_of(row) if "valid" in found else {})


def _time_of(row: Any) -> dict[str, Any]:
    """The two columns that the database makes of `valid`: constraints speak of them."""
    valid = getattr(row, "valid", None)
    if valid is None:
        return {}
    first = valid.lower or date(1, 1, 1)
    after = date(1, 1, 1) if valid.isempty else valid.upper or date(9999, 12, 31)
    return {"valid_from": first.isoformat(), "valid_to": after.isoformat()}
