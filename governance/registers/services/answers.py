"""Answers to requests with an `Idempotency-Key`: the same request hears the same answer, and is done once."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection

from governance.people.models import ApiToken
from governance.registers.models import GivenAnswer

# The promise is 24 hours; a program that retries at the last minute of them still finds its answer.
KEPT = timedelta(hours=48)


class StillRunning(Exception):
    """The first request with this key has not been answered yet."""


class KeyUsed(Exception):
    """Another request was answered under this key."""


def take_key(*, token: ApiToken, key: str, digest: str, now: datetime) -> GivenAnswer | None:
    """Holds the key until the transaction ends, and gives the answer that was given under it before.

    `digest` says what the request asks. Raises StillRunning, KeyUsed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [token.district_id, f"answer:{token.pk}:{key}"]
        )
        if not cursor.fetchone()[0]:
            raise StillRunning(key)
    given = GivenAnswer.objects.filter(district_id=token.district_id, token=token)
    given.filter(given_at__lt=now - KEPT).delete()
    found = given.filter(key=key).first()
    if found is not None and found.request_digest != digest:
        raise KeyUsed(key)
    return found


def keep_answer(
    *, token: ApiToken, key: str, digest: str, status: int, headers: Mapping[str, str], body: str
) -> GivenAnswer:
    """Keeps an answer, in the transaction of what it tells: both are there, or neither."""
    return GivenAnswer.objects.create(
        district_id=token.district_id, token=token, key=key, request_digest=digest, status=status,
        headers=dict(headers), body=body,
    )
