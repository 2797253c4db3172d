"""Every cell of a file has a fate: used, ignored by choice, outside the table, or on a sheet that was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from governance.spreadsheets.drafts import Draft, as_json
from governance.spreadsheets.layout import find_table, source_rows
from governance.spreadsheets.plans import Plan
from governance.spreadsheets.sheets import Raw, RowKind, Workbook


@dataclass
class Ledger:
    """The cells of a file by their fate; together they are all that are not empty."""

    used: int = 0
    ignored: int = 0
    outside: int = 0
    other_sheets: int = 0
    # Rows of data that the sheet hides: they come in, and are told.
    hidden_rows: int = 0
    by_kind: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return self.used + self.ignored + self.outside + self.other_sheets

    def stored(self) -> dict[str, Any]:
        return {
            "used": self.used, "ignored": self.ignored, "outside": self.outside, "other_sheets": self.other_sheets,
            "total": self.total, "hidden_rows": self.hidden_rows, "by_kind": self.by_kind,
        }


def drafts_of(workbook: Workbook, plan: Plan, ledger: Ledger) -> Iterator[Draft]:
    """The rows of data of the chosen sheets, one by one; `ledger` counts the cells on the way."""
    number = 0
    for sheet in workbook.sheets:
        table = find_table(sheet) if sheet.name in plan.sheets else None
        if table is None or table.signature != plan.signature:
            ledger.other_sheets += sum(_filled(raw) for raw in sheet.rows())
            continue
        known = {column.index for column in table.columns}
        for raw, source in zip(sheet.rows(), source_rows(sheet, table, blanks_repeat=plan.blanks), strict=False):
            if source.kind is not RowKind.DATA:
                cells = _filled(raw)
                ledger.outside += cells
                if cells:
                    ledger.by_kind[source.kind] = ledger.by_kind.get(source.kind, 0) + cells
                continue
            _count(ledger, raw, plan, known)
            ledger.hidden_rows += source.is_hidden
            number += 1
            draft = Draft(
                number, sheet.name, source.number,
                {index: as_json(source.cells[index]) for index in sorted(known) if _has(source.cells, index)},
            )
            yield draft


def _count(ledger: Ledger, raw: Sequence[Raw], plan: Plan, known: set[int]) -> None:
    for index, cell in enumerate(raw):
        if cell is None or cell == "":
            continue
        if plan.columns.get(index) and index in known:
            ledger.used += 1
        else:
            ledger.ignored += 1


def _filled(raw: Sequence[Raw]) -> int:
    return sum(1 for cell in raw if cell is not None and cell != "")


def _has(cells: Sequence[Raw], index: int) -> bool:
    return index < len(cells) and cells[index] is not None

