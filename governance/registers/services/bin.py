"""Wrong entries go to a bin for thirty days; from there they come back as they were."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from governance.audit import locking
from governance.audit.services import change
from governance.common import sql
from governance.people.models import User
from governance.registers import constraints, dependants, registry, sight
from governance.registers.declarations import Refused, Register
from governance.registers.models import BinEntry
from governance.registers.services.entering import lock

KEPT = timedelta(days=30)
# SQLSTATE of a reference that would lead nowhere.
FOREIGN_KEY = "23503"


class Depended(Refused):
    """Other records refer to this one; `on` lists them."""

    def __init__(self, on: Sequence[dependants.Dependants]) -> None:
        some = "、".join(f"{found.label} {found.count}" for found in on)
        super().__init__(_("Other records depend on it: %(some)s. End or remove them first.") % {"some": some})
        self.on = list(on)


class Unrestorable(Refused):
    """The bin keeps a record for thirty days, and it can be put back once."""


def remove(
    register: Register, *, record: Any, version: int, by: User, reason: str, now: datetime, on_behalf_of: str = ""
) -> BinEntry:
    """Takes a wrong entry and its parts out of the register. Raises StaleRecord, Depended, Refused.

    Statistics of every day are then as if it had never been entered; as known at an earlier moment it still stands.
    """
    district = record.district_id
    with change(
        district=district, by=by, reason=reason, street=getattr(record, "street_id", None), on_behalf_of=on_behalf_of
    ):
        current, base = lock(register, record, version)
        sight.demand_own(register, current)
        register.leave(current)
        if standing := dependants.of(register, current):
            raise Depended(standing)
        rows = [*([base] if base is not None else []), current, *_parts(register, current)]
        entry = BinEntry.objects.create(
            district_id=district, street_id=getattr(current, "street_id", None), register=register.key,
            record_id=current.pk, label=str(current)[:200], removed_by_name=by.name, removed_at=now, reason=reason[:300],
            versions=[[row._meta.db_table, row.pk, locking.version_of(row)] for row in rows],
        )
        try:
            with constraints.in_words(register):
                for row in reversed(rows):
                    row.delete()
        except Refused as refused:
            if not _leads_nowhere(refused):
                raise
            raise Refused(_("Records that you can't see depend on it. Ask the district's staff.")) from refused
    return entry


def parts(register: Register, record: Any) -> list[tuple[type[Model], QuerySet[Any]]]:
    """The tables whose rows belong to a record and go with it, and those rows."""
    return [
        (model, model._default_manager.filter(district_id=record.district_id, **{name: record.pk}))
        for model, name in register.parts
    ]


def _parts(register: Register, record: Any) -> list[Any]:
    """The rows that belong to a record and go with it."""
    found: list[Any] = []
    for model, rows in parts(register, record):
        of_part = registry.of_model(model)
        for row in rows:
            found += [row, *(_parts(of_part, row) if of_part else [])]
    return found


def restore(*, entry: BinEntry, by: User, reason: str, now: datetime) -> None:
    """Puts the record and its parts back as they were. Raises Unrestorable, Refused where another took its place."""
    if entry.restored_at is not None or now - entry.removed_at > KEPT:
        raise Unrestorable(_("The bin keeps an entry for thirty days, and it can be put back once."))
    register = registry.every()[entry.register]
    with change(district=entry.district_id, by=by, reason=reason, street=entry.street_id):
        try:
            with constraints.in_words(register):
                for table, _pk, version in entry.versions:
                    _put_back(table, version)
        except Refused as refused:
            if not _leads_nowhere(refused):
                raise
            raise Refused(_("What it refers to is gone, or lies elsewhere now. Put that back first.")) from refused
        with constraints.in_words(register):
            sight.demand_own(register, register.model._default_manager.get(pk=entry.record_id))
            _obey(register, entry.record_id)
        entry.restored_at = now
        entry.save(update_fields=["restored_at"])


def _leads_nowhere(refused: Refused) -> bool:
    return getattr(getattr(refused.__cause__, "__cause__", None), "pgcode", "") == FOREIGN_KEY


def _obey(register: Register, pk: int) -> None:
    """The laws are asked again, as for a correction: what stands around the record may have changed meanwhile."""
    record = register.model._default_manager.get(pk=pk)
    before = register.model._default_manager.get(pk=pk)
    register.prepare(record, before)
    fields = [f.attname for f in record._meta.concrete_fields if not f.generated]
    if any(getattr(record, name) != getattr(before, name) for name in fields):
        record.save()
    register.after(record, before)


def _put_back(table: str, version: int) -> None:
    """Inserts one kept version as the present row, with the id it had."""
    model = next(m for m in dependants.tenant_models() if m._meta.db_table == table)
    columns = [f.column for f in model._meta.concrete_fields if not f.generated]
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(sql.load("governance", "restore_version").format(table=table, columns=names), [version])
