"""Every write of a tenant row happens inside `change`: one transaction, one person, one reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from django.db import OperationalError, connection, transaction

from governance.audit.models import Change
from governance.audit.signals import committed
from governance.common import sql

SETTINGS = (
    "SELECT set_config('portal.change', %s, true), set_config('portal.change_district', %s, true),"
    " set_config('portal.change_at', %s, true)"
)
READ = (
    "SELECT COALESCE(current_setting('portal.change', true), ''),"
    " COALESCE(current_setting('portal.change_district', true), ''), COALESCE(current_setting('portal.change_at', true), '')"
)
LOCK_NOT_AVAILABLE = "55P03"
# So long those who write may take to end before a seal gives up. Who begins meanwhile waits behind it.
PATIENCE = "4s"


class ReasonMissing(ValueError):
    """A change needs a reason in words; it is shown in the history for ever."""


class SomebodyWrites(Exception):
    """A long change of the district is still under way, so that no moment can be closed yet."""


class WithinAChange(RuntimeError):
    """A moment was to be closed inside an open change, whose further writes would lie before it."""


@contextmanager
def change(
    *, district: int, by: Any, reason: str, street: int | None = None, request_id: str = "", on_behalf_of: str = ""
) -> Iterator[Change]:
    """Opens a change of one district by the user `by`; the versions written within it name it.

    `street` (an id) keeps the change itself inside that street's sight. Raises ReasonMissing for an empty reason.
    The database refuses a write of a tenant row outside a change, or of another district inside it. Opened inside a
    change that says the same (a service that calls a service), it is that one. Its moment is when it was opened and no
    seal was being made, not when its transaction began (see docs/adr on the moment).
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
            cursor.execute(SETTINGS, [str(opened.pk), str(district), opened.recorded_at.isoformat()])
        yield opened
        with connection.cursor() as cursor:
            cursor.execute(SETTINGS, before)


def close_moment(*, district: int) -> datetime:
    """A moment behind which nothing of the district can surface any more; until the transaction ends nobody writes there.

    Waits a little for those who write. Raises SomebodyWrites, after which the transaction goes on, and WithinAChange.
    """
    with connection.cursor() as cursor:
        cursor.execute(READ)
        if cursor.fetchone()[0]:
            raise WithinAChange("close the moment before the change is opened")
        try:
            with transaction.atomic():
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
                cursor.execute("SELECT pg_advisory_xact_lock(%s, portal.writers())", [district])
                cursor.execute("SELECT set_config('lock_timeout', '0', true)")
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", "") != LOCK_NOT_AVAILABLE:
                raise
            raise SomebodyWrites from error
        cursor.execute(sql.load("governance", "moment"), {"district": district})
        [moment] = cursor.fetchone()
    return moment  # type: ignore[no-any-return]
