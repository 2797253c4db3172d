"""A filled form as a workbook: title, head in two rows, real numbers, subtotals, lines to sign."""

import io
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from governance.reports.filling import Filled, FilledColumn, Line, Opened, Summed
from governance.reports.layout import groups_of, is_number, text_of
from governance.spreadsheets.writing import width_of

NARROWEST, WIDEST, MEASURED = 6, 36, 200
LOOKS = {"text": "@", "flag": "@", "count": "#,##0", "money": "#,##0.00", "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm",
         "percent": '0.00"%"', "plain": "General"}
HEAD = {"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#E8EEF7"}
GAP = "#FDF0D9"


def workbook(filled: Filled, *, unit: str, printed: str) -> bytes:
    """The bytes of an .xlsx. `unit` is who reports, `printed` the line that says when it was filled."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        _Writer(book, filled).write(unit, printed)
    return buffer.getvalue()


class _Writer:
    """One sheet and its formats."""

    def __init__(self, book: xlsxwriter.Workbook, filled: Filled) -> None:
        self.book, self.filled = book, filled
        self.formats: dict[tuple[Any, ...], Any] = {}
        self.sheet: Worksheet = book.add_worksheet(_("Ledger"))
        self.at = 0

    def write(self, unit: str, printed: str) -> None:
        last = len(self.filled.columns)
        self.sheet.set_row(0, 30)
        title = self.format(bold=True, font_size=18, align="center", valign="vcenter")
        self.sheet.merge_range(0, 0, 0, max(last, 1), str(self.filled.definition.title), title)
        self.sheet.write_string(1, 0, f"{unit}　{_('valid on')} {self.filled.on.isoformat()}　{printed}")
        self.at = 2
        self._head()
        for entry in self.filled.entries:
            self._entry(entry)
        self._sum(self.filled.total)
        self._signatures()
        self._fit(last)

    def format(self, **said: Any) -> Any:
        key = tuple(sorted(said.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(said)
        return self.formats[key]

    def _head(self) -> None:
        head = self.format(**HEAD)
        self.sheet.merge_range(self.at, 0, self.at + 1, 0, _("No."), head)
        at = 1
        for group, count in groups_of(self.filled, range(len(self.filled.columns))):
            if not group:
                self.sheet.merge_range(self.at, at, self.at + 1, at, self.filled.columns[at - 1].title, head)
                at += 1
                continue
            if count > 1:
                self.sheet.merge_range(self.at, at, self.at, at + count - 1, group, head)
            else:
                self.sheet.write_string(self.at, at, group, head)
            for column in self.filled.columns[at - 1 : at - 1 + count]:
                self.sheet.write_string(self.at + 1, at, column.title, head)
                at += 1
        self.at += 2
        self.sheet.freeze_panes(self.at, 3 if len(self.filled.columns) > 2 else 1)
        self.sheet.repeat_rows(self.at - 2, self.at - 1)

    def _entry(self, entry: Line | Summed | Opened) -> None:
        if isinstance(entry, Opened):
            said = self.format(bold=True, border=1, bg_color="#F4F6F9")
            self.sheet.merge_range(self.at, 0, self.at, len(self.filled.columns), entry.title, said)
            self.at += 1
        elif isinstance(entry, Summed):
            self._sum(entry)
        else:
            self.sheet.write_number(self.at, 0, entry.number, self.format(border=1, align="center"))
            for at, column in enumerate(self.filled.columns):
                value = entry.values[at]
                gap = {"bg_color": GAP} if value is None and not column.may_be_empty else {}
                self._cell(at, column, value, border=1, valign="top", **gap)
            self.at += 1

    def _sum(self, summed: Summed) -> None:
        said = {"bold": True, "border": 1, "bg_color": "#F4F6F9"}
        self.sheet.write_string(self.at, 0, "", self.format(**said))
        for at, column in enumerate(self.filled.columns):
            value = summed.values[at]
            if at == 0 and value is None:
                text = _("%(title)s: %(n)s") % {"title": summed.title, "n": summed.count}
                self.sheet.write_string(self.at, 1, text, self.format(**said))
            else:
                self._cell(at, column, value, **said)
        self.at += 1

    def _cell(self, at: int, column: FilledColumn, value: Any, **said: Any) -> None:
        look = LOOKS.get(column.look) or "#,##0." + "0" * (column.fact.places if column.fact else 2)
        if column.look == "flag" and not isinstance(value, bool):
            look = "#,##0"
        if column.look in ("text", "flag") and not is_number(column):
            said = {**said, "text_wrap": True}
        form = self.format(num_format=look, **said)
        if value is None:
            self.sheet.write_blank(self.at, at + 1, None, form)
        elif isinstance(value, date):
            self.sheet.write_datetime(self.at, at + 1, value, form)  # type: ignore[arg-type]  # it takes a date as well
        elif isinstance(value, bool | str):
            self.sheet.write_string(self.at, at + 1, text_of(column.fact, value), form)
        else:
            self.sheet.write_number(self.at, at + 1, value, form)

    def _signatures(self) -> None:
        self.at += 1
        if self.filled.definition.signatures:
            text = "　　　　　　".join(f"{line}：" for line in self.filled.definition.signatures)
            self.sheet.write_string(self.at, 0, text)

    def _fit(self, last: int) -> None:
        self.sheet.set_column(0, 0, NARROWEST)
        for at, column in enumerate(self.filled.columns):
            texts = [text_of(column.fact, line.values[at]) for line in self.filled.lines[:MEASURED]]
            texts.append(text_of(column.fact, self.filled.total.values[at]))
            wide = max([-(-width_of(column.title) // 2), *map(width_of, texts)])
            self.sheet.set_column(at + 1, at + 1, min(max(wide + 2, NARROWEST), WIDEST))
        self.sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        self.sheet.set_paper(9)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=1.10, right=1.02, top=1.46, bottom=1.38)
        self.sheet.set_footer("&C— &P —")
