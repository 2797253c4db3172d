"""Taking an import over: one transaction, one change, one reason; a statement a table, whatever the number of rows."""

from collections.abc import Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.models import Change
from governance.audit.services import change
from governance.common import sql
from governance.people.models import User
from governance.registers import constraints, registry
from governance.registers.declarations import Register, nothing_follows
from governance.registers.services import entering
from governance.spreadsheets import breaches
from governance.spreadsheets.models import ImportRow, ImportState, Outcome, SheetImport
from governance.spreadsheets.services import checking
from governance.spreadsheets.services.deciding import Undecided


class Outdated(ValueError):
    """Somebody wrote to the registers since the check, and it would end otherwise now: to be checked again."""


def commit(
    *, sheet_import: SheetImport, by: User, reason: str, now: datetime, confirmed: bool = False, leave_out: bool = False
) -> SheetImport:
    """Writes what is new and changed. `confirmed`: what is unusual is right; `leave_out`: refused rows stay outside.

    Raises Undecided, Outdated, Refused (the database held a law against a row); writes nothing then.
    """
    turns.take(sheet_import.district_id, "imports", sheet_import.register)
    found = SheetImport.objects.select_for_update().get(pk=sheet_import.pk)
    if found.state not in (ImportState.CHECKED, ImportState.COMMITTING):
        raise Undecided(_("This import was taken over already, or is not checked yet."))
    demand_decided(found, confirmed=confirmed, leave_out=leave_out)
    _demand_current(found, by, now)
    register = registry.every()[found.register]
    with change(district=found.district_id, by=by, reason=reason, street=found.street_id) as opened:
        with constraints.in_words(register):
            if register.prepares_others:
                _write_one_by_one(register, found, by, now)
            else:
                _write_all(register, found)
        _conclude(found, opened, reason, now)
    return found


def demand_decided(sheet_import: SheetImport, *, confirmed: bool, leave_out: bool) -> None:
    """Raises Undecided where the person has not settled every row."""
    outcomes = sheet_import.counts.get("outcomes", {})
    if n := outcomes.get(Outcome.CONFLICT, 0) + outcomes.get(Outcome.DUPLICATE, 0):
        raise Undecided(_("%(n)d rows wait for your choice: conflicts and records that may be there already.") % {"n": n})
    if (n := outcomes.get(Outcome.REFUSED, 0)) and not leave_out:
        raise Undecided(_("%(n)d rows have faults. Mend them, or tick that they are left out.") % {"n": n})
    if (n := sheet_import.counts.get("doubts", 0)) and not confirmed:
        raise Undecided(_("%(n)d rows are unusual. Look at them, and tick that they are right.") % {"n": n})
    if not outcomes.get(Outcome.NEW, 0) + outcomes.get(Outcome.CHANGED, 0):
        raise Undecided(_("No row is new or changed: there is nothing to take over."))


def _demand_current(sheet_import: SheetImport, by: User, now: datetime) -> None:
    """What the check said holds still: nothing was written since, or it would end the same. Raises Outdated."""
    if sheet_import.checked_version == checking.data_version(sheet_import.district_id):
        return
    before = _told(sheet_import)
    checking.check(sheet_import=sheet_import, by=by, now=now)
    if _told(sheet_import) != before:
        raise Outdated


def _told(sheet_import: SheetImport) -> list[tuple[Any, ...]]:
    mine = ImportRow.objects.filter(sheet_import=sheet_import).order_by("number")
    # The ids of new records are reserved anew at each check.
    return [
        (number, outcome, written, None if outcome == Outcome.NEW else record, None if outcome == Outcome.NEW else version)
        for number, outcome, written, record, version in mine.values_list(
            "number", "outcome", "written", "record_id", "version")
    ]


def _write_all(register: Register, sheet_import: SheetImport) -> None:
    """A statement a table for the new rows, and one for the changed ones."""
    tables = breaches.parts(register)
    with connection.cursor() as cursor:
        for part, model in tables:
            key = "record_id" if part == "own" else "base_id"
            _run(cursor, "imports/lock", {"table": model._meta.db_table, "key": key}, sheet_import=sheet_import.pk)
        _demand_unmoved(cursor, register, sheet_import)
        breaches.stage(register, sheet_import.pk)
        if register.base:
            base: Any = register.model._meta.get_field(register.base)
            _run(cursor, "imports/tie_base", {"column": base.column})
        _number(cursor, register)
        befores = _befores(register, sheet_import)
        for part, model in tables:
            columns = _written_columns(model)
            names = {"table": model._meta.db_table, "part": part, "columns": ", ".join(columns)}
            _run(cursor, "imports/take_over", names)
            _run(cursor, "imports/correct", {**names, "staged": ", ".join(f"staged.{name}" for name in columns)})
    _follow(register, sheet_import, befores)


def _run(cursor: Any, name: str, names: dict[str, str], **parameters: Any) -> None:
    cursor.execute(sql.load("governance", name).format(**names), parameters or None)


def _demand_unmoved(cursor: Any, register: Register, sheet_import: SheetImport) -> None:
    """Every record that is changed has the version it was checked with. Raises Outdated."""
    based = "0"
    if register.base:
        table = register.base_model._meta.db_table
        based = f'(SELECT b.version_id FROM history."{table}" b WHERE b.id = r.base_id AND b.known_to = \'infinity\')'
    names = {"table": register.model._meta.db_table, "based": based}
    _run(cursor, "imports/moved_on", names, sheet_import=sheet_import.pk)
    if cursor.fetchone()[0]:
        raise Outdated


def _written_columns(model: Any) -> list[str]:
    return [
        f'"{f.column}"' for f in model._meta.concrete_fields
        if not f.generated and not f.primary_key and not f.has_db_default()
    ]


def _number(cursor: Any, register: Register) -> None:
    """The numbers that nobody types, for all new rows at once."""
    if register.number is None:
        return
    cursor.execute("SELECT row_id, district_id, street_id FROM staged_own WHERE row_outcome = 'new' ORDER BY row_number")
    rows = cursor.fetchall()
    # Stand-ins: a whole record for each of many rows would be a hundred times as large.
    records = [SimpleNamespace(district_id=district, street_id=street) for _row, district, street in rows]
    register.number(records)
    for name in register.untyped:
        field: Any = register.model._meta.get_field(name)
        numbers = [str(getattr(record, name)) for record in records]
        names = {"column": f'"{field.column}"'}
        _run(cursor, "imports/give_numbers", names, rows=[row for row, *_rest in rows], numbers=numbers)


def _befores(register: Register, sheet_import: SheetImport) -> dict[int, Any]:
    """The changed records as they were, where something follows from a change."""
    if register.after is nothing_follows:
        return {}
    return {record.pk: record for record in _changed(register, sheet_import)}


def _changed(register: Register, sheet_import: SheetImport) -> Sequence[Any]:
    ids = ImportRow.objects.filter(sheet_import=sheet_import, outcome=Outcome.CHANGED).values("record_id")
    return list(register.model._default_manager.filter(district_id=sheet_import.district_id, pk__in=ids))


def _follow(register: Register, sheet_import: SheetImport, befores: dict[int, Any]) -> None:
    """What follows from the new and the changed records."""
    if register.after is nothing_follows:
        return
    new = ImportRow.objects.filter(sheet_import=sheet_import, outcome=Outcome.NEW).order_by("number")
    ids = [pk for pk in new.values_list("record_id", flat=True) if pk is not None]
    if register.after_all is not None:
        register.after_all(sheet_import.district_id, ids)
    else:
        for record in register.model._default_manager.filter(district_id=sheet_import.district_id, pk__in=ids):
            register.after(record, None)
    for record in _changed(register, sheet_import) if befores else ():
        register.after(record, befores[record.pk])


def _write_one_by_one(register: Register, sheet_import: SheetImport, by: User, now: datetime) -> None:
    """Where a law writes to other records: each row is settled beside what the rows before it left."""
    checker = checking.Checker(register, sheet_import, by, now, for_real=True)
    for chunk in checking.from_rows(sheet_import):
        for draft in chunk:
            expected = draft.outcome
            if expected not in (Outcome.NEW, Outcome.CHANGED):
                continue
            checker.settle([draft])
            if draft.outcome != expected:
                raise Outdated
            record = draft.made
            if expected == Outcome.NEW:
                record.pk = draft.reserved
                if register.number is not None:
                    register.number([record])
            entering.save(register, record, getattr(record, register.base) if register.base else None)
            register.after(record, draft.before)


def _conclude(sheet_import: SheetImport, opened: Change, reason: str, now: datetime) -> None:
    left = sheet_import.rows_of(Outcome.REFUSED)
    left.update(outcome=Outcome.LEFT_OUT)
    outcomes = dict(sheet_import.counts["outcomes"])
    refused = outcomes.pop(Outcome.REFUSED, 0)
    if refused:
        outcomes[Outcome.LEFT_OUT] = outcomes.get(Outcome.LEFT_OUT, 0) + refused
    sheet_import.counts = {**sheet_import.counts, "outcomes": outcomes}
    sheet_import.state, sheet_import.change, sheet_import.reason = ImportState.COMMITTED, opened, reason[:300]
    sheet_import.committed_at, sheet_import.message = now, ""
    sheet_import.save(update_fields=["counts", "state", "change", "reason", "committed_at", "message"])
