"""Questions to PostgreSQL's catalogue, on the portal's own connection."""

from typing import Any

from django.db import connection


def rows(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        return cursor.fetchall()
