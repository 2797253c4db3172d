"""Receiving a file: it is read, its tables are found, and how its columns may be meant is proposed."""

import hashlib
from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from governance.people.models import User
from governance.registers.declarations import Register
from governance.spreadsheets import filling, plans
from governance.spreadsheets.drafts import as_json
from governance.spreadsheets.layout import find_table, source_rows
from governance.spreadsheets.matching import head_key, match
from governance.spreadsheets.models import ColumnMemory, ImportContent, ImportState, SheetImport
from governance.spreadsheets.reading import read, read_pasted
from governance.spreadsheets.services.deciding import Undecided
from governance.spreadsheets.sheets import Column, RowKind, Sheet, Table, Unreadable, Workbook
from governance.spreadsheets.targets import Kind, Target

SAMPLES = 5
# Rows from which the likeness of contents is judged.
JUDGED = 40
PASTED = "pasted"


class AlreadyIn(ValueError):
    """The same bytes came in before. `earlier` is that import; to bring them in once more is a choice."""

    def __init__(self, earlier: SheetImport) -> None:
        super().__init__("this file came in before")
        self.earlier = earlier


def receive(
    register: Register, *, district: int, street: int | None, name: str, content: bytes, by: User, again: bool = False
) -> SheetImport:
    """Takes in a file (or a pasted block, as UTF-8 text named `pasted`) and proposes how to read it.

    Raises Unreadable for what can't be taken in, AlreadyIn for a file that was taken over before unless `again`.
    """
    digest = hashlib.sha256(content).hexdigest()
    same = SheetImport.objects.filter(
        district_id=district, register=register.key, sha256=digest, state=ImportState.COMMITTED
    ).order_by("-pk").first()
    if same is not None and not again:
        raise AlreadyIn(same)
    workbook = open_book(name, content)
    layouts, unused = _layouts(workbook)
    if not layouts:
        raise Unreadable(_("No table was found in it: a row of headings with rows of data below. Is it the right sheet?"))
    found = SheetImport.objects.create(
        district_id=district, street_id=street, register=register.key, owner=by, owner_name=by.name,
        file_name=_("pasted block") if name == PASTED else name[-160:], size=len(content), sha256=digest,
        contents={"kind": workbook.kind, "told": workbook.told, "layouts": layouts, "unused": unused},
    )
    ImportContent.objects.create(district_id=district, street_id=street, sheet_import=found, content=content)
    found.mapping = propose(found, register, layouts[0]).stored()
    found.save(update_fields=["mapping"])
    return found


def discard(*, sheet_import: SheetImport) -> None:
    """Forgets an import that was not taken over; nothing of it stands in any register. Raises Undecided."""
    if sheet_import.state in (ImportState.COMMITTED, ImportState.UNDONE, ImportState.COMMITTING, ImportState.UNDOING):
        raise Undecided(_("What was taken over keeps its receipt."))
    sheet_import.delete()


def open_book(name: str, content: bytes) -> Workbook:
    """The workbook of an import's bytes."""
    return read_pasted(content.decode("utf-8")) if name == PASTED else read(name, content)


def _layouts(workbook: Workbook) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """The sheets by their layout, the one with most rows first; and the sheets without a table, and why."""
    found: dict[str, dict[str, Any]] = {}
    unused = []
    for sheet in workbook.sheets:
        table = find_table(sheet)
        if table is None or sheet.is_hidden:
            why = _("hidden") if sheet.is_hidden else _("empty") if sheet.height == 0 else _("no table in it")
            unused.append({"sheet": sheet.name, "why": why})
            continue
        layout = found.setdefault(table.signature, _layout(sheet, table))
        layout["sheets"].append({"name": sheet.name, "height": sheet.height})
    by_size = sorted(found.values(), key=lambda layout: -sum(sheet["height"] for sheet in layout["sheets"]))
    return by_size, unused


def _layout(sheet: Sheet, table: Table) -> dict[str, Any]:
    rows = list(islice((r for r in source_rows(sheet, table) if r.kind is RowKind.DATA), JUDGED))
    return {
        "signature": table.signature, "sheets": [],
        "columns": [
            {"index": c.index, "head": c.head, "unit": c.unit, "blanks_repeat": c.blanks_repeat} for c in table.columns
        ],
        "samples": [{c.index: as_json(_cell(row.cells, c.index)) for c in table.columns} for row in rows],
    }


def _cell(cells: Sequence[Any], index: int) -> Any:
    return cells[index] if index < len(cells) else None


def propose(sheet_import: SheetImport, register: Register, layout: dict[str, Any]) -> plans.Plan:
    """How the columns of a layout may be meant: as last time, by their headings, by what stands in them."""
    columns = [Column(c["index"], c["head"], unit=c["unit"], blanks_repeat=c["blanks_repeat"]) for c in layout["columns"]]
    memory = _memory(sheet_import, layout["signature"])
    targets = offered(filling.targets_of(register), layout["signature"])
    width = max((column.index for column in columns), default=-1) + 1
    samples = [[row.get(str(at), row.get(at)) for at in range(width)] for row in layout["samples"]]
    remembered = memory.columns if memory else {}
    matches = match(columns, samples, targets, remembered)
    # A group's name may stand once over its rows; a record's own name or figure is missing where its cell is empty.
    kinds = {target.name: target.kind for target in targets}
    grouping = {m.column for m in matches if kinds.get(m.target) in (Kind.REFERENCE, Kind.CHOICE)}
    repeated = memory.blanks if memory else [head_key(c.head) for c in columns if c.blanks_repeat and c.index in grouping]
    return plans.Plan(
        signature=layout["signature"], sheets=tuple(sheet["name"] for sheet in layout["sheets"]),
        columns={column.index: next((m.target for m in matches if m.column == column.index), "") for column in columns},
        heads={column.index: column.head for column in columns}, units={c.index: c.unit for c in columns if c.unit},
        blanks=frozenset(c.index for c in columns if head_key(c.head) in repeated),
    )


def offered(targets: Sequence[Target], signature: str) -> list[Target]:
    """The targets that columns may fill; the key only in lists that have it."""
    return [target for target in targets if target.kind is not Kind.KEY or "系统标识" in signature or "record key" in signature]


def _memory(sheet_import: SheetImport, signature: str) -> ColumnMemory | None:
    mine = ColumnMemory.objects.filter(Q(street_id=sheet_import.street_id), district_id=sheet_import.district_id)
    return mine.filter(register=sheet_import.register, signature=digest_of(signature)).first()


def digest_of(signature: str) -> str:
    """A layout's signature as it is remembered."""
    return hashlib.sha256(signature.encode()).hexdigest()
