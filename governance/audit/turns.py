"""One run at a time: a transaction's turn on a subject, held by an advisory lock until it ends."""

from django.db import connection


def take(district: int, kind: str, subject: str) -> None:
    """Waits until no other transaction works on the same subject of the district."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [district, f"{kind}:{subject}"])


def share(district: int, kind: str, subject: str) -> None:
    """Waits until nobody has the turn; those who share the subject go on side by side, and whoever takes it waits for them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, hashtext(%s))", [district, f"{kind}:{subject}"])
