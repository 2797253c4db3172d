"""Optimistic locking on the record's current version: what the form showed must still be what is stored."""

from typing import Any

from django.db import connection, models


class StaleRecord(Exception):
    """Somebody changed the record after the form was opened. `current` is the record as it is now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__("the record was changed after the form was opened")
        self.current = current


def version_of(record: models.Model) -> int:
    """The id of the version that is the record's present state."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT version_id FROM history."{record._meta.db_table}" WHERE id = %s AND known_to = \'infinity\'',
            [record.pk],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def lock(record: Any, *, version: int) -> Any:
    """The record, freshly read and locked until the end of the transaction; StaleRecord if it moved on."""
    current = type(record).objects.select_for_update().get(pk=record.pk)
    if version_of(current) != version:
        raise StaleRecord(current)
    return current
