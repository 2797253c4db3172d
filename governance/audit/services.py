"""Every write of a tenant row happens inside `change`: one transaction, one person, one reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import connection, transaction

from governance.audit.models import Change
from governance.audit.signals import committed

SETTINGS = "SELECT set_config('portal.change', %s, true), set_config('portal.change_district', %s, true)"
READ = (
    "SELECT COALESCE(current_setting('portal.change', true), ''),"
    " COALESCE(current_setting('portal.change_district', true), '')"
)


class ReasonMissing(ValueError):
    """A change needs a reason in words; it is shown in the history for ever."""


@contextmanager
def change(
    *, district: int, by: Any, reason: str, street: int | None = None, request_id: str = "", on_behalf_of: str = ""
) -> Iterator[Change]:
    """Opens a change of one district by the user `by`; the versions written within it name it.

    `street` (an id) keeps the change itself inside that street's sight. Raises ReasonMissing for an empty reason.
    The database refuses a write of a tenant row outside a change, or of another district inside it. Opened inside a
    change that says the same (a service that calls a service), it is that one.
    """
    if not reason.strip():
        raise ReasonMissing("a change needs a reason")
    said = {
        "district_id": district, "street_id": street, "actor": by, "reason": reason.strip()[:300],
        "request_id": request_id, "on_behalf_of": on_behalf_of.strip()[:80],
    }
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(READ)
            before = cursor.fetchone()
        around = Change.objects.filter(pk=before[0], **said).first() if before[0] else None
        opened = around or Change.objects.create(**said, actor_name=by.name)
        if around is None:
            transaction.on_commit(partial(committed.send, sender=Change, district=district), robust=True)
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS, [str(opened.pk), str(district)])
        yield opened
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS, before)
