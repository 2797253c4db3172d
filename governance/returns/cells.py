"""What a person typed into a return's table: read cell by cell by the register's own form, all errors at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from governance.registers import values
from governance.registers.entries import tidy
from governance.registers.forms import RecordForm
from governance.returns import reading
from governance.returns.declarations import MonthlyReturn
from governance.returns.reading import Row
from governance.returns.services import CellRefused, Typed

# A row's hidden field: the version of the record that the page showed.
VERSION = "version"


def name_of(row: Row, figure: str) -> str:
    """The name of a cell's field in the page's form."""
    return f"{row.key}.{figure}"


@dataclass
class Sheet:
    """What the page sent: the rows that say something new, what is wrong with which cell, and every text of theirs."""

    typed: dict[str, Typed] = field(default_factory=dict)
    # Messages, and texts to be shown again, by the names of cells.
    errors: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        return bool(self.kept)

    def refuse(self, form: MonthlyReturn, refused: list[CellRefused]) -> None:
        """Puts what the services refused beside the cells."""
        for one in refused:
            self.errors.setdefault(f"{one.key}.{one.field or form.fields[0]}", one.message)

    def forget(self, row: Row) -> None:
        """Takes a row out: what was typed into it is not meant any more."""
        self.typed.pop(row.key, None)
        for name in row.form.fields:
            self.errors.pop(name_of(row, name), None)
            self.kept.pop(name_of(row, name), None)


def read(form: MonthlyReturn, rows: list[Row], data: Mapping[str, str], *, district: int) -> Sheet:
    """The rows in which somebody typed.

    A cell left empty in a row that is not there yet means "as last month". Rows that others filled in since the page was
    opened, and that this person left alone, are theirs.
    """
    sheet, opened = Sheet(), _opened(form, rows, data, district)
    for row in rows:
        if row.is_covered:
            continue
        given = {name: _sent(row, name, opened[row.key], data) for name in form.fields}
        if given != {name: plain(form, opened[row.key], name) for name in form.fields}:
            sheet.kept |= {name_of(row, name): data.get(name_of(row, name), text) for name, text in given.items()}
            if opened[row.key] is None and row.has_month_before:
                given = {name: text or plain(form, row.earlier, name) for name, text in given.items()}
            _read_row(form, row, given, _version(row, data), sheet)
    return sheet


def plain(form: MonthlyReturn, record: Any, name: str) -> str:
    """A record's figure as one types it; empty for no record."""
    if record is None:
        return ""
    figure = values.of(form.kind)[name].initial(SimpleNamespace(**{name: getattr(record, name)}))[name]
    return "" if figure is None else str(figure)


def _opened(form: MonthlyReturn, rows: list[Row], data: Mapping[str, str], district: int) -> dict[str, Any]:
    """What the page showed of each row when it was opened: the record as it is, as it was, or nothing."""
    known = {row.key: _version(row, data) for row in rows}
    stale = [known[row.key] for row in rows if known[row.key] not in (0, row.version)]
    then = reading.versions(form, district=district, versions=stale) if stale else {}
    return {row.key: row.given if known[row.key] == row.version else then.get(known[row.key]) for row in rows}


def _version(row: Row, data: Mapping[str, str]) -> int:
    text = data.get(name_of(row, VERSION))
    if text is None:
        return row.version
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _sent(row: Row, name: str, opened: Any, data: Mapping[str, str]) -> str:
    """What stands in a cell; what the page did not send is as it was. Thousands may be marked off."""
    cell = data.get(name_of(row, name))
    return plain(row.form, opened, name) if cell is None else tidy(cell.replace("\x00", "")).replace(",", "")


def _read_row(form: MonthlyReturn, row: Row, given: dict[str, str], version: int, sheet: Sheet) -> None:
    made = RecordForm({**given, "reason": "-"}, register=form.kind, district=0, only=form.fields)
    if not made.is_valid():
        for name, messages in made.errors.items():
            sheet.errors[name_of(row, name if name in form.fields else form.fields[0])] = str(messages[0])
        return
    figures = made.attributes()
    if row.given is None or any(figures[name] != getattr(row.given, name) for name in form.fields):
        sheet.typed[row.key] = Typed(figures, version)
    else:
        sheet.forget(row)
