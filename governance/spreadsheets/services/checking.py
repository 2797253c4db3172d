"""Checking an import: all rows read, all faults found at once, each row held against the live data."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F
from django.utils.translation import gettext as _

from governance.audit.models import DataVersion
from governance.audit.services import change
from governance.common import sql
from governance.common.periods import day_of
from governance.jobs.runs import Overtaken
from governance.people.models import User
from governance.registers import constraints, registry
from governance.registers.declarations import Register
from governance.spreadsheets import breaches, filling
from governance.spreadsheets.accounting import Ledger, drafts_of
from governance.spreadsheets.comparing import Comparison
from governance.spreadsheets.drafts import Draft
from governance.spreadsheets.identity import Recognition, versions_of
from governance.spreadsheets.models import ImportContent, ImportRow, ImportState, Outcome, SheetImport
from governance.spreadsheets.plans import Plan
from governance.spreadsheets.services.uploads import PASTED, open_book
from governance.spreadsheets.understanding import Understanding
from governance.tenancy import scope

CHUNK = 1_000
# From this likeness of names on (0 to 1) a new courtyard may be one that is there already.
LIKENESS = 0.6
WORKED_OUT = (
    "outcome", "faults", "notes", "differences", "candidates", "record_id", "base_id", "version", "identity", "base", "written"
)

Step = Callable[[], AbstractContextManager[Any]]
Tell = Callable[[int, int, str], None]


def check(
    *, sheet_import: SheetImport, by: User, now: datetime, step: Step = nullcontext, tell: Tell | None = None
) -> SheetImport:
    """Reads the file's rows, or the rows as they were mended, and settles the outcome of each.

    `step` opens a transaction for each thousand rows where the worker does it; killed in between, it begins again.
    """
    register = registry.every()[sheet_import.register]
    with step():
        checker = Checker(register, sheet_import, by, now)
        version = data_version(sheet_import.district_id)
        _begin(sheet_import)
        fresh = sheet_import.counts.get("cells") is None
        if fresh:
            ImportRow.objects.filter(district_id=sheet_import.district_id, sheet_import=sheet_import).delete()
        total = expected(sheet_import)
    ledger, done = Ledger(), 0
    chunks = _from_file(sheet_import, ledger, step) if fresh else from_rows(sheet_import, step)
    for chunk in chunks:
        with step():
            _demand_own_run(sheet_import)
            checker.settle(chunk)
            checker.reserve(chunk)
            _keep(sheet_import, chunk, fresh)
        done += len(chunk)
        if tell:
            tell(done, max(total, done), _("%(n)d rows read") % {"n": done})
    with step():
        _demand_own_run(sheet_import)
        _against_each_other(register, sheet_import, now)
        cells = ledger.stored() if fresh else sheet_import.counts["cells"]
        _conclude(sheet_import, cells, version)
    return sheet_import


def _begin(sheet_import: SheetImport) -> None:
    """From here on this run is the one that counts; an earlier one that is still at it ends."""
    SheetImport.objects.filter(pk=sheet_import.pk).update(run=F("run") + 1)
    sheet_import.run = SheetImport.objects.values_list("run", flat=True).get(pk=sheet_import.pk)


def _demand_own_run(sheet_import: SheetImport) -> None:
    """Raises Overtaken where a later run began; holds others off until the step ends."""
    mine = SheetImport.objects.select_for_update().filter(pk=sheet_import.pk).values_list("run", flat=True)
    if list(mine) != [sheet_import.run]:
        raise Overtaken


def data_version(district: int) -> int:
    return DataVersion.objects.filter(district_id=district).values_list("version", flat=True).first() or 0


def expected(sheet_import: SheetImport) -> int:
    """About how many rows there are, for the progress."""
    plan = Plan.read(sheet_import.mapping)
    layouts = sheet_import.contents["layouts"]
    sheets = next(layout["sheets"] for layout in layouts if layout["signature"] == plan.signature)
    return sum(int(sheet["height"]) for sheet in sheets if sheet["name"] in plan.sheets)


def _chunks(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    each = iter(drafts)
    while chunk := list(islice(each, CHUNK)):
        yield chunk


def _from_file(sheet_import: SheetImport, ledger: Ledger, step: Step) -> Iterator[list[Draft]]:
    with step():
        content = bytes(ImportContent.objects.get(sheet_import=sheet_import).content)
    name = PASTED if sheet_import.contents["kind"] == "pasted" else sheet_import.file_name
    yield from _chunks(drafts_of(open_book(name, content), Plan.read(sheet_import.mapping), ledger))


def from_rows(sheet_import: SheetImport, step: Step = nullcontext) -> Iterator[list[Draft]]:
    """The rows as they stand, chunk by chunk: what was mended and decided is in them."""
    last = 0
    while True:
        with step():
            rows = list(ImportRow.objects.filter(sheet_import=sheet_import, number__gt=last).order_by("number")[:CHUNK])
        if not rows:
            return
        last = rows[-1].number
        yield [
            Draft(
                row.number, row.sheet, row.row, {int(c): v for c, v in row.cells.items()},
                {int(c): v for c, v in row.fixes.items()}, row.decision, row.pk, row.base, outcome=row.outcome,
                reserved=row.record_id,
            )
            for row in rows
        ]


class Checker:
    """Settles chunks of rows; what it looked up for one serves the next."""

    def __init__(
        self, register: Register, sheet_import: SheetImport, by: User, now: datetime, *, for_real: bool = False
    ) -> None:
        district, self.register = sheet_import.district_id, register
        plan, targets = Plan.read(sheet_import.mapping), filling.targets_of(register)
        from_1904 = sheet_import.contents.get("told", {}).get("calendar") == "1904"
        self.understanding = Understanding(register, district, plan, targets, from_1904=from_1904)
        self.recognition = Recognition(register, district, day_of(now))
        prepare = register.prepare
        if register.prepares_others and not for_real:
            prepare = _taken_back(register, district, by, sheet_import.street_id)
        self.comparison = Comparison(
            register, district, self.understanding.targets, self.understanding.column_of, prepare=prepare,
            is_held=scope.read()["streets"] != "all",
        )

    def settle(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            self.understanding.read(draft)
        self.recognition.by_key(drafts)
        self._version(drafts)
        for draft in drafts:
            if draft.record is not None:
                self.comparison.settle_shown(draft)
        self.understanding.resolve(drafts)
        self.recognition.by_fields(drafts)
        self._version(drafts)
        for draft in drafts:
            self.comparison.weigh(draft)

    def _version(self, drafts: Sequence[Draft]) -> None:
        """The versions of the records that were found since."""
        found = [draft for draft in drafts if draft.record is not None and draft.version is None]
        versions = versions_of(self.register, [draft.record for draft in found]) if found else {}
        for draft in found:
            draft.version = versions.get(draft.record.pk)

    def reserve(self, drafts: Sequence[Draft]) -> None:
        """New records have their ids before they are written, so that many can be tied to each other at once."""
        new = [draft for draft in drafts if draft.outcome == Outcome.NEW]
        for draft, pk in zip(new, _reserved(self.register.model, len(new)), strict=True):
            draft.record_id = pk
        if self.register.base:
            for draft, pk in zip(new, _reserved(self.register.base_model, len(new)), strict=True):
                draft.base_id = pk


def _reserved(model: Any, many: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [f'public."{model._meta.db_table}"', many],
        )
        return [pk for (pk,) in cursor.fetchall()]


class _TakenBack(Exception):
    """Ends the trial of a law that writes."""


def _taken_back(register: Register, district: int, by: User, street: int | None) -> Callable[[Any, Any], None]:
    """The register's law, tried out: what it writes to other records is taken back."""

    def prepare(record: Any, before: Any) -> None:
        try:
            with transaction.atomic():
                with change(district=district, by=by, reason=_("trial of an import"), street=street):
                    register.prepare(record, before)
                    raise _TakenBack
        except _TakenBack:
            pass

    return prepare


def _keep(sheet_import: SheetImport, drafts: Sequence[Draft], fresh: bool) -> None:
    """Writes what was worked out: new rows, or the same rows anew."""
    rows = [
        ImportRow(
            id=draft.pk, district_id=sheet_import.district_id, street_id=sheet_import.street_id, sheet_import=sheet_import,
            number=draft.number, sheet=draft.sheet[:100], row=draft.row, cells=draft.cells, fixes=draft.fixes,
            decision=draft.decision, **{name: getattr(draft, name) for name in WORKED_OUT},
        )
        for draft in drafts
    ]
    if fresh:
        ImportRow.objects.bulk_create(rows)
    else:
        ImportRow.objects.bulk_update(rows, WORKED_OUT, batch_size=CHUNK)


def _against_each_other(register: Register, sheet_import: SheetImport, now: datetime) -> None:
    """What only all rows together show: the same record twice, what the database would refuse, likely duplicates."""
    same = _("This is the same record as row %(row)s of “%(sheet)s”. Leave one of them out.")
    twice = _asked("imports/twice", sheet_import=sheet_import.pk)
    _refuse(sheet_import, [(row, "", "twice", same % {"row": at + 1, "sheet": sheet}) for row, sheet, at in twice])
    if not register.prepares_others:
        breaches.stage(register, sheet_import.pk)
        _refuse(sheet_import, [
            (row, constraints.beside(constraint), "constraint", str(constraints.message_of(constraint)))
            for row, constraint in breaches.found(register)
        ])
    columns = {f.column for f in register.model._meta.concrete_fields}
    if {"name_pinyin", "address", "code", "street_id", "valid_to"} <= columns:
        _mark_alike(register, sheet_import, now)


def _refuse(sheet_import: SheetImport, told: Sequence[tuple[int, str, str, str]]) -> None:
    """Refuses rows by (id, field, code, message), each at the column of its field."""
    columns = {target: column for column, target in Plan.read(sheet_import.mapping).used.items()}
    faults: dict[int, list[dict[str, Any]]] = {}
    for row, field, code, message in told:
        name = {"valid": "valid_from"}.get(field, field)
        faults.setdefault(row, []).append({"column": columns.get(name), "field": name, "code": code, "message": message})
    ids = sorted(faults)
    for at in range(0, len(ids), CHUNK):
        rows = list(ImportRow.objects.filter(pk__in=ids[at : at + CHUNK]))
        for found in rows:
            found.faults = [*found.faults, *faults[found.pk]]
            found.outcome, found.written, found.differences = Outcome.REFUSED, {}, []
        ImportRow.objects.bulk_update(rows, ["faults", "outcome", "written", "differences"], batch_size=CHUNK)


def _mark_alike(register: Register, sheet_import: SheetImport, now: datetime) -> None:
    pairs = _asked(
        "imports/alike", {"table": register.model._meta.db_table}, sheet_import=sheet_import.pk, likeness=LIKENESS,
        on=day_of(now),
    )
    by_row: dict[int, list[dict[str, Any]]] = {}
    for row, record, label, likeness in pairs:
        found = by_row.setdefault(row, [])
        if len(found) < 3 and all(each["id"] != record for each in found):
            found.append({"id": record, "label": label, "likeness": likeness})
    rows = list(ImportRow.objects.filter(pk__in=by_row))
    for row_ in rows:
        row_.candidates, row_.outcome = by_row[row_.pk], Outcome.DUPLICATE
    ImportRow.objects.bulk_update(rows, ["candidates", "outcome"], batch_size=CHUNK)


def _asked(name: str, tables: dict[str, str] | None = None, **parameters: Any) -> list[tuple[Any, ...]]:
    statement = sql.load("governance", name)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**tables) if tables else statement, parameters)
        return list(cursor.fetchall())


def _conclude(sheet_import: SheetImport, cells: dict[str, Any], version: int) -> None:
    """Counts by outcome, and the state in which the person decides."""
    mine = ImportRow.objects.filter(sheet_import=sheet_import)
    outcomes = dict(mine.values_list("outcome").annotate(n=Count("pk")).order_by())
    refused = sum(
        len({fault["column"] for fault in faults if fault["column"] is not None and fault["code"] != "doubt"})
        for faults in mine.exclude(faults=[]).values_list("faults", flat=True)
    )
    doubted = mine.filter(faults__contains=[{"code": "doubt"}], outcome__in=[Outcome.NEW, Outcome.CHANGED]).count()
    sheet_import.counts = {
        "outcomes": outcomes, "rows": sum(outcomes.values()), "doubts": doubted, "cells": {**cells, "refused": refused}
    }
    sheet_import.state, sheet_import.checked_version, sheet_import.message = ImportState.CHECKED, version, ""
    sheet_import.save(update_fields=["counts", "state", "checked_version", "message"])
