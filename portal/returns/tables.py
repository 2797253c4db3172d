"""The table of a month's return as its page shows it: last month's figures beside this month's, totals and rates."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from governance.common.money import percentage
from governance.common.periods import as_written
from governance.registers import values
from governance.registers.declarations import Text
from governance.returns import cells
from governance.returns.declarations import MonthlyReturn, Rate
from governance.returns.months import range_of
from governance.returns.reading import Row

# A page of a hundred rows stays far below the number of fields that a form may send.
PER_PAGE = 100
# Which rows are shown.
MISSING, CHANGED = "missing", "changed"


@dataclass(frozen=True)
class Head:
    """The heading of a figure, with the unit that its cells leave out."""

    label: Text
    unit: Text


@dataclass(frozen=True)
class Cell:
    """One figure of one row: last month's, this month's, what stands in its field, and what is wrong with it."""

    name: str
    label: str
    last: str
    now: str
    typed: str
    # What is saved, as one would type it.
    plain: str
    error: str
    # How this month's figure moved: ↑, ↓ or nothing.
    trend: str

    @property
    def is_unsaved(self) -> bool:
        """Typed on this page and not saved yet."""
        return self.typed != self.plain

    @property
    def element(self) -> str:
        """Its id in the page."""
        return "cell-" + self.name.replace(".", "-")


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    row: Row
    cells: list[Cell]
    # Where the last figures are not last month's: of when they are; where a longer return covers the month, which.
    note: str

    @property
    def has_inputs(self) -> bool:
        return not self.row.is_covered

    @property
    def is_in(self) -> bool:
        return self.row.given is not None

    @property
    def under(self) -> str:
        """The small words below the name."""
        return " · ".join(text for text in (self.row.detail, self.note) if text)


@dataclass(frozen=True)
class Sum:
    """The total of a figure over the whole return."""

    label: Text
    last: str
    now: str


@dataclass(frozen=True)
class Share:
    """A rate with its numerator and denominator, this month's and the last."""

    title: Text
    now: str
    now_parts: str
    last: str


@dataclass(frozen=True)
class Table:
    """The whole page's table."""

    heads: list[Head]
    lines: list[Line]
    page: Page[Row]
    sums: list[Sum]
    shares: list[Share]
    # How many owe the return, how many are there, how many can take last month's figures.
    expected: int
    given: int
    carriable: int

    @property
    def missing(self) -> int:
        return self.expected - self.given

    @property
    def bare(self) -> int:
        """Those that have no figures to carry forward."""
        return self.missing - self.carriable

    @property
    def is_complete(self) -> bool:
        return self.expected > 0 and self.missing == 0

    @property
    def has_inputs(self) -> bool:
        return any(line.has_inputs for line in self.lines)


def table(form: MonthlyReturn, rows: list[Row], query: Mapping[str, str], sheet: cells.Sheet | None = None) -> Table:
    """The rows that the address asks for, with what was typed; totals are those of all rows."""
    sheet = sheet or cells.Sheet()
    shown = [row for row in rows if _is_asked_for(row, query)]
    # A cell that must be mended is never hidden by a filter or on another page.
    if sheet.errors:
        wrong = {name.partition(".")[0] for name in sheet.errors}
        shown.sort(key=lambda row: row.key not in wrong)
    page = Paginator(shown, PER_PAGE).get_page(query.get("page"))
    counted = [row for row in rows if row.given is not None and not row.is_covered]
    now = _totals(form, [row.given for row in counted])
    last = _totals(form, [row.earlier for row in rows if row.has_month_before])
    return Table(
        heads=[Head(adapter.label, adapter.unit) for adapter in _adapters(form)],
        lines=[_line(row, sheet) for row in page], page=page,
        sums=[Sum(adapter.label, _text(adapter, last), _text(adapter, now)) for adapter in _adapters(form)],
        shares=[_share(form, rate, now, last) for rate in form.rates if counted or getattr(last, rate.denominator)],
        expected=len(rows), given=sum(row.given is not None for row in rows), carriable=sum(row.can_carry for row in rows),
    )


def _is_asked_for(row: Row, query: Mapping[str, str]) -> bool:
    if query.get("show") == MISSING and row.given is not None:
        return False
    if query.get("show") == CHANGED and not has_changed(row):
        return False
    wanted = (query.get("q") or "").strip().lower()
    return wanted in f"{row.code} {row.title} {row.detail}".lower()


def has_changed(row: Row) -> bool:
    """Whether this month's figures are others than the last month's: what a reviewer looks at first."""
    if row.given is None or row.is_covered:
        return False
    earlier = row.earlier if row.has_month_before else None
    return earlier is None or any(getattr(row.given, name) != getattr(earlier, name) for name in row.form.fields)


def _adapters(form: MonthlyReturn) -> list[values.Value]:
    return [values.of(form.kind)[name] for name in form.fields]


def _text(adapter: values.Value, record: Any) -> str:
    """A figure without its unit, which stands in the heading; empty for no record."""
    figure = None if record is None else getattr(record, adapter.name)
    if figure is None:
        return ""
    return adapter.text(SimpleNamespace(**{adapter.name: figure})).removesuffix(str(adapter.unit)).strip()


def _line(row: Row, sheet: cells.Sheet) -> Line:
    note = ""
    if row.is_covered:
        note = _("in the return of %(period)s") % {"period": as_written(row.given.period)}
    elif row.earlier is None:
        note = _("no figures before")
    elif not row.has_month_before:
        note = _("last: %(period)s, longer than a month") % {"period": as_written(row.earlier.period)}
    elif row.earlier.period != range_of(row.month.plus(-1)):
        note = _("last: %(period)s") % {"period": f"{row.earlier.period.lower:%Y-%m}"}
    return Line(row, [_cell(row, adapter, sheet) for adapter in _adapters(row.form)], note)


def _cell(row: Row, adapter: values.Value, sheet: cells.Sheet) -> Cell:
    name = cells.name_of(row, adapter.name)
    given = None if row.is_covered else row.given
    earlier = row.earlier if row.has_month_before else None
    plain = cells.plain(row.form, given, adapter.name)
    return Cell(
        name=name, label=str(adapter.label), last=_text(adapter, earlier), now=_text(adapter, given),
        typed=sheet.kept.get(name, plain), plain=plain, error=sheet.errors.get(name, ""),
        trend=_trend(adapter.name, earlier, given),
    )


def _trend(name: str, earlier: Any, given: Any) -> str:
    if earlier is None or given is None:
        return ""
    was, now = getattr(earlier, name) or 0, getattr(given, name) or 0
    return "↑" if now > was else "↓" if now < was else ""


def _totals(form: MonthlyReturn, records: list[Any]) -> SimpleNamespace:
    """Sums by figure, as a record would have them."""
    return SimpleNamespace(**{
        name: sum((getattr(record, name) or 0 for record in records), Decimal(0) if _is_decimal(form, name) else 0)
        for name in form.fields
    })


def _is_decimal(form: MonthlyReturn, name: str) -> bool:
    return isinstance(values.of(form.kind)[name], values.Amount)


def _share(form: MonthlyReturn, rate: Rate, now: SimpleNamespace, last: SimpleNamespace) -> Share:
    of = values.of(form.kind)

    def percent(totals: SimpleNamespace) -> str:
        value = percentage(getattr(totals, rate.numerator), getattr(totals, rate.denominator))
        return values.EMPTY if value is None else f"{value} %"

    parts = f"{_text(of[rate.numerator], now)} / {_text(of[rate.denominator], now)}"
    return Share(rate.title, percent(now), parts, percent(last))


