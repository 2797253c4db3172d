"""Sheets as clerks write them, and an import carried through its steps."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook

from governance.common.periods import SHANGHAI
from governance.people.models import User
from governance.registers import registry
from governance.spreadsheets import services
from governance.spreadsheets.models import ImportRow, SheetImport
from governance.spreadsheets.plans import Plan

NOW = datetime(2022, 7, 7, 10, tzinfo=SHANGHAI)
REASON = "台账导入"


def book(*rows: Sequence[Any], name: str = "台账") -> bytes:
    """The bytes of an .xlsx with these rows from the top on."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def receive(key: str, *, by: User, district: int, content: bytes, street: int | None = None, name: str = "台账.xlsx",
            again: bool = False) -> SheetImport:
    return services.receive(
        registry.every()[key], district=district, street=street, name=name, content=content, by=by, again=again
    )


def checked(found: SheetImport, by: User, *, fixed: Mapping[str, str] | None = None, **columns: str) -> SheetImport:
    """Plans it as proposed (columns by heading may be told otherwise) and checks it."""
    proposed = Plan.read(found.mapping)
    by_head = {head: index for index, head in proposed.heads.items()}
    told = {**proposed.columns, **{by_head[head]: name for head, name in columns.items()}}
    services.plan(
        sheet_import=found, signature=proposed.signature, sheets=proposed.sheets, columns=told, blanks=list(proposed.blanks),
        fixed=fixed or {},
    )
    return services.check(sheet_import=found, by=by, now=NOW)


def bring(key: str, content: bytes, *, by: User, district: int, street: int | None = None, again: bool = False,
          fixed: Mapping[str, str] | None = None, **columns: str) -> SheetImport:
    """Received, planned and checked."""
    found = receive(key, by=by, district=district, content=content, street=street, again=again)
    return checked(found, by, fixed=fixed, **columns)


def commit(found: SheetImport, by: User, **options: bool) -> SheetImport:
    return services.commit(sheet_import=found, by=by, reason=REASON, now=NOW, **options)


def outcomes(found: SheetImport) -> dict[str, int]:
    return dict(found.counts["outcomes"])


def rows(found: SheetImport) -> list[ImportRow]:
    return list(ImportRow.objects.filter(sheet_import=found).order_by("number"))


def faults(found: SheetImport) -> list[tuple[int, str, str]]:
    """(row of the sheet from 1, field, code) of every fault."""
    return sorted((row.row + 1, fault["field"], fault["code"]) for row in rows(found) for fault in row.faults)
