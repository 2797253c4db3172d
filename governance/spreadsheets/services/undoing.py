"""Undoing an import as one step: every row that its change wrote is as it was, while nothing newer stands on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.models import Change
from governance.audit.services import change
from governance.common import sql
from governance.people.models import User
from governance.registers import constraints, dependants, registry
from governance.registers.declarations import Refused, Text, may_leave
from governance.spreadsheets.models import ImportState, SheetImport
from governance.tenancy.stone import keeps_versions, tenant_models

# A list of what stands in the way is for reading; nobody reads more.
SHOWN = 50


@dataclass(frozen=True)
class Blocker:
    """A record that the import wrote, and what came after it: a newer edit, or a record that refers to it."""

    register: str
    record: int
    label: str
    why: Text
    actor: str = ""
    at: datetime | None = None


class StoodUpon(ValueError):
    """Something newer stands on what the import wrote. `on` lists it."""

    def __init__(self, on: list[Blocker]) -> None:
        super().__init__("something newer stands on this import")
        self.on = on


@dataclass(frozen=True)
class Written:
    """What a change did to one table: ids it made, versions to put back, and rows that others wrote to since."""

    model: type[models.Model]
    made: list[int]
    changed: list[int]
    earlier: list[int]
    overtaken: list[tuple[int, int | None]]


def undo(*, sheet_import: SheetImport, by: User, reason: str) -> SheetImport:
    """Takes the import back. Raises StoodUpon with the list of what is newer; writes nothing then."""
    turns.take(sheet_import.district_id, "imports", sheet_import.register)
    found = SheetImport.objects.select_for_update().get(pk=sheet_import.pk)
    if found.state not in (ImportState.COMMITTED, ImportState.UNDOING):
        raise StoodUpon([])
    written = list(_written(found))
    if on := _standing_on(found, written):
        raise StoodUpon(on)
    register = registry.every()[found.register]
    with change(district=found.district_id, by=by, reason=reason, street=found.street_id) as opened:
        with constraints.in_words(register), connection.cursor() as cursor:
            # What was written in one statement a table goes in any order: references are asked at the end.
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for each in written:
                _put_back(cursor, each)
            for each in reversed(written):
                names = {"table": each.model._meta.db_table}
                statement = sql.load("governance", "imports/take_out").format(**names)
                cursor.execute(statement, {"district": found.district_id, "ids": each.made})
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        found.state, found.undone_by, found.message = ImportState.UNDONE, opened, ""
        found.save(update_fields=["state", "undone_by", "message"])
    return found


def blockers(sheet_import: SheetImport) -> list[Blocker]:
    """What stands in the way of undoing it; empty where nothing does."""
    return _standing_on(sheet_import, list(_written(sheet_import)))


def _written(sheet_import: SheetImport) -> Iterator[Written]:
    """Table by table what the import's change wrote, what others refer to first."""
    for model in tenant_models():
        if not keeps_versions(model):
            continue
        with connection.cursor() as cursor:
            statement = sql.load("governance", "imports/written_by").format(table=model._meta.db_table)
            cursor.execute(statement, {"district": sheet_import.district_id, "change": sheet_import.change_id})
            rows = cursor.fetchall()
        if rows:
            yield Written(
                model, [pk for pk, _mine, before, _now, _by in rows if before is None],
                [pk for pk, _mine, before, _now, _by in rows if before is not None],
                [before for _pk, _mine, before, _now, _by in rows if before is not None],
                [(pk, by) for pk, mine, _before, now, by in rows if now != mine],
            )


def _standing_on(sheet_import: SheetImport, written: list[Written]) -> list[Blocker]:
    found: list[Blocker] = []
    for each in written:
        changes = {c.pk: c for c in Change.objects.filter(pk__in={by for _pk, by in each.overtaken if by})}
        for pk, by in each.overtaken[:SHOWN]:
            newer = changes.get(by or 0)
            why = _("changed since") if by else _("removed since")
            found.append(_blocker(each.model, pk, why, newer))
    made = {each.model: set(each.made) for each in written}
    for each in written:
        found += _referring(sheet_import, each, made)
        found += _kept_by_law(each)
    return found[:SHOWN]


def _kept_by_law(written: Written) -> Iterator[Blocker]:
    """Records that a law of their register keeps as they are: returns of a month that is closed."""
    register = registry.of_model(written.model)
    if register is None or register.leave is may_leave:
        return
    for row in written.model._default_manager.filter(pk__in=[*written.made, *written.changed]):
        try:
            register.leave(row)
        except Refused as refused:
            yield _blocker(written.model, row.pk, str(refused.message), None, row)


def _referring(sheet_import: SheetImport, written: Written, made: dict[Any, set[int]]) -> Iterator[Blocker]:
    """Records of others that name a record which the import made."""
    if not written.made:
        return
    for model, field in dependants.referring(written.model):
        rows = model._default_manager.filter(
            district_id=sheet_import.district_id, **{f"{field}__in": written.made}
        ).exclude(pk__in=made.get(model, set()))
        for row in rows[:SHOWN]:
            yield _blocker(model, row.pk, _("refers to a record of this import"), None, row)


def _blocker(model: Any, pk: int, why: str, newer: Change | None, row: Any = None) -> Blocker:
    register = registry.of_model(model)
    row = row or model._default_manager.filter(pk=pk).first()
    named = str(row) if row is not None and "object (" not in str(row) else f"#{pk}"
    noun = register.noun if register else model._meta.verbose_name
    return Blocker(
        register.key if register else "", pk, f"{noun} {named}", why,
        newer.actor_name if newer else "", newer.recorded_at if newer else None,
    )


def _put_back(cursor: Any, written: Written) -> None:
    """Rows that were changed are again what they were before."""
    columns = [f'"{f.column}"' for f in written.model._meta.concrete_fields if not f.generated and not f.primary_key]
    names = {
        "table": written.model._meta.db_table, "columns": ", ".join(columns),
        "versioned": ", ".join(f"version.{name}" for name in columns),
    }
    if written.earlier:
        statement = sql.load("governance", "imports/put_back").format(**names)
        cursor.execute(statement, {"versions": written.earlier})
