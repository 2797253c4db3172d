"""Reads a table of divisions (code, name, level, parent_code) and says everything that is wrong with it at once."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass

LENGTHS = {"county": 6, "street": 9, "community": 12}
PARENTS = {"street": "county", "community": "street"}
COLUMNS = ["code", "name", "level", "parent_code"]


@dataclass(frozen=True)
class DivisionRow:
    """One division. A park has no national code: its locally assigned one carries a letter."""

    code: str
    name: str
    level: str
    parent_code: str

    @property
    def has_local_code(self) -> bool:
        return not self.code.isdigit()


class DivisionErrors(ValueError):
    """Everything that is wrong with the table; `errors` are sentences with their line numbers."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


def read_divisions(lines: Iterable[str]) -> list[DivisionRow]:
    """The rows of a CSV with the columns code, name, level, parent_code. Raises DivisionErrors."""
    reader = csv.DictReader(lines)
    if reader.fieldnames is None or [name.lstrip("\ufeff") for name in reader.fieldnames] != COLUMNS:
        raise DivisionErrors([f"The first line must be {','.join(COLUMNS)}."])
    rows, errors, seen = [], [], set()
    for line in reader:
        row = DivisionRow(*(str(line[name] or "").strip() for name in reader.fieldnames))
        errors += [f"Line {reader.line_num}: {fault}" for fault in _faults(row)]
        if row.code in seen:
            errors.append(f"Line {reader.line_num}: the code {row.code} stands twice.")
        seen.add(row.code)
        rows.append(row)
    if errors:
        raise DivisionErrors(errors)
    return rows


def _faults(row: DivisionRow) -> Iterable[str]:
    if row.level not in LENGTHS:
        yield f"the level {row.level!r} is none of {', '.join(LENGTHS)}."
        return
    if not row.name:
        yield f"{row.code} has no name."
    if len(row.code) != LENGTHS[row.level] or not row.code.isalnum():
        yield f"{row.code!r} must have {LENGTHS[row.level]} characters for a {row.level}."
    elif row.level == "county" and row.has_local_code:
        yield f"{row.code!r} must be digits."
    if row.level in PARENTS and (
        len(row.parent_code) != LENGTHS[PARENTS[row.level]] or not row.code.startswith(row.parent_code)
    ):
        yield f"{row.code} does not begin with its parent's code {row.parent_code!r}."


def range_warnings(rows: Iterable[DivisionRow]) -> list[str]:
    """Streets and towns outside the ranges of GB/T 10114. Real ones exist (商都路街道 570), so they only warn."""
    return [
        f"{row.code} {row.name}: {row.code[6:9]} lies outside 001–399, the range of streets, towns and townships."
        for row in rows
        if row.level == "street" and not row.has_local_code and not 1 <= int(row.code[6:9]) <= 399
    ]
