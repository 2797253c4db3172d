"""Mending cells in the page and deciding about rows; the file itself stays as it came."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from governance.registers.entries import tidy
from governance.spreadsheets.models import ImportRow, ImportState, Outcome, SheetImport
from governance.spreadsheets.plans import Plan
from governance.spreadsheets.services.deciding import Undecided

CHOICES = ("", "new", "mine", "theirs", Outcome.LEFT_OUT)


def mend(*, sheet_import: SheetImport, cells: Mapping[tuple[int, int], str], alike: bool = False) -> int:
    """Puts typed texts in the place of cells, by (number of the row, column); says how many rows changed.

    `alike`: refused rows that say the same in the same column are mended with it, so that a word is explained once.
    They are worked out at the next check. Raises Undecided for an import that is past it.
    """
    _demand_open(sheet_import)
    used = Plan.read(sheet_import.mapping).used
    rows = {row.number: row for row in sheet_import.rows_of(*Outcome.values).filter(number__in={n for n, _c in cells})}
    typed: dict[tuple[int, str], str] = {}
    told: dict[tuple[str, str], str] = {}
    for (number, column), text in cells.items():
        row, key, new = rows.get(number), str(column), tidy(text.replace("\x00", ""))[:500]
        if row is None or column not in used or new == _said(row, key):
            continue
        told[key, _said(row, key)] = new
        typed[number, key] = new
    changed = [rows[number] for number in dict.fromkeys(number for number, _key in typed)]
    for row in changed:
        row.fixes = {**row.fixes, **{key: new for (number, key), new in typed.items() if number == row.number}}
    if alike:
        changed += _mended_alike(sheet_import, {pair: new for pair, new in told.items() if pair[1]}, rows, typed)
    ImportRow.objects.bulk_update(dict.fromkeys(changed), ["fixes"], batch_size=1_000)
    return len(dict.fromkeys(changed))


def _said(row: ImportRow, key: str) -> str:
    """What a cell says now: the text that was typed, or the file's."""
    said = row.fixes.get(key, row.cells.get(key))
    return "" if said is None else str(said)


def _mended_alike(
    sheet_import: SheetImport, told: Mapping[tuple[str, str], str], rows: Mapping[int, ImportRow],
    typed: Mapping[tuple[int, str], str],
) -> list[ImportRow]:
    """Refused rows in which the same stands in the same column, mended like the one that was typed."""
    found = []
    for row in sheet_import.rows_of(Outcome.REFUSED) if told else ():
        row = rows.get(row.number, row)
        wrong = {str(fault["column"]) for fault in row.faults}
        fixes = {
            key: new for (key, said), new in told.items()
            if key in wrong and (row.number, key) not in typed and _said(row, key) == said
        }
        if fixes:
            row.fixes = {**row.fixes, **fixes}
            found.append(row)
    return found


def decide(*, sheet_import: SheetImport, decisions: Mapping[int, str]) -> int:
    """Keeps what the person chose for rows, by their number: "", new, mine, theirs, left_out, or the id of a candidate."""
    _demand_open(sheet_import)
    rows = list(sheet_import.rows_of(*Outcome.values).filter(number__in=decisions))
    changed = []
    for row in rows:
        wanted = decisions[row.number]
        known = wanted in CHOICES or any(str(each["id"]) == wanted for each in row.candidates)
        if known and wanted != row.decision:
            row.decision = wanted
            changed.append(row)
    ImportRow.objects.bulk_update(changed, ["decision"], batch_size=1_000)
    return len(changed)


def _demand_open(sheet_import: SheetImport) -> None:
    if sheet_import.state != ImportState.CHECKED:
        raise Undecided(_("This import was taken over already, or is not checked yet."))
