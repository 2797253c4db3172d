"""A form filled from the records of a day: lines and subtotals, by as many questions for one row as for a thousand."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.common.periods import SHANGHAI
from governance.registers import registry, values
from governance.reports import catalogue
from governance.reports.definitions import Column, Condition, Definition
from governance.reports.facts import Fact, Known, Row, Source, Sum
from governance.tenancy import scope


@dataclass(frozen=True)
class FilledColumn:
    """A column with what its cells are. A blank one has no fact."""

    head: str
    group: str
    fact: Fact | None
    text: str = ""
    reason: str = ""
    may_be_empty: bool = True

    @property
    def look(self) -> str:
        return self.fact.look if self.fact else "text"

    @property
    def title(self) -> str:
        """The heading with its unit."""
        unit = str(self.fact.unit) if self.fact else ""
        return f"{self.head}（{unit}）" if unit and unit not in self.head and self.look != "percent" else self.head


@dataclass
class Line:
    """A record in the form. `origins` are the ids of the records that its cells come from, where it is one."""

    record: Any
    number: int = 0
    values: list[Any] = field(default_factory=list)
    origins: list[int | None] = field(default_factory=list)
    rows: list[Row | None] = field(default_factory=list)
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Summed:
    """A subtotal, or the total (level 0): how many lines, and what each column that adds up comes to."""

    level: int
    title: str
    count: int
    values: list[Any]


@dataclass(frozen=True)
class Opened:
    """The heading over a group's lines."""

    level: int
    title: str


@dataclass(frozen=True)
class Filled:
    """A form with its cells. `entries` are headings, lines and subtotals in reading order, without the total."""

    definition: Definition
    columns: list[FilledColumn]
    entries: list[Line | Summed | Opened]
    total: Summed
    on: date
    as_of: datetime | None
    place: str

    @property
    def lines(self) -> list[Line]:
        return [entry for entry in self.entries if isinstance(entry, Line)]


@contextmanager
def in_street(street: int | None) -> Iterator[None]:
    """Within it the transaction sees one street of those in its sight, whoever fills the form: the cells are the same."""
    if street is None:
        yield
        return
    before = scope.read()
    with transaction.atomic():
        scope.write({"streets": str(street)})
        yield
        scope.write({"streets": before["streets"]})


def fill(
    definition: Definition, *, district: int, on: date, as_of: datetime | None = None, street: int | None = None,
    place: str = "",
) -> Filled:
    """The form for the records of a day, of one street or of all in sight. `as_of` is told, not set: see `as_known_at`."""
    with in_street(street):
        return _Reader(definition, district, on, street).filled(as_of, place)


class _Reader:
    """What is read once: the records, and a row per record of each source that the form names."""

    def __init__(self, definition: Definition, district: int, on: date, street: int | None) -> None:
        self.definition, self.district, self.on, self.street = definition, district, on, street
        self.known = catalogue.of(definition.subject)
        register = registry.find(definition.subject)
        assert register is not None
        self.register = register
        self.columns = [_column(column, self.known) for column in definition.columns]
        places = catalogue.place_of(definition.subject)
        needed = dict.fromkeys(
            source for key in sorted(definition.facts()) if (source := self.known[key].source) is not None
        )
        self.rows: dict[Source, Mapping[int, Row]] = {
            source: source.rows(district, on) for source in ([places] if places else []) + list(needed)
        }
        self.places = places

    def filled(self, as_of: datetime | None, place: str) -> Filled:
        lines = [line for record in self._records() if (line := self._line(record)) is not None]
        lines.sort(key=self._sort)
        for number, line in enumerate(lines, start=1):
            line.number = number
        entries = list(_grouped(lines, self.columns, 0, len(self.definition.group_by)))
        total = _summed(lines, self.columns, 0, _("Total"))
        return Filled(self.definition, self.columns, entries, total, self.on, as_of, place)

    def _records(self) -> Any:
        register = self.register
        rows = register.on(register.rows(self.district), self.on)
        if happened := catalogue.happened_on(register):
            since = first_day(self.definition.period, self.on)
            rows = rows.filter(**{f"{happened}__lte": self._at(happened, self.on, datetime.max.time())})
            rows = rows.filter(**{f"{happened}__gte": self._at(happened, since, datetime.min.time())}) if since else rows
        own = {self.known[key].fact.field.removesuffix("_from").removesuffix("_until")
               for key in self.definition.facts() if self.known[key].source is None}
        return rows.select_related(*values.related(register, own)).order_by(*register.order)

    def _at(self, name: str, day: date, clock: time) -> Any:
        """The day itself, or where moments are kept that time of it."""
        kept = isinstance(values.of(self.register)[name], values.Moment)
        return datetime.combine(day, clock, SHANGHAI) if kept else day

    def _line(self, record: Any) -> Line | None:
        """The record's line; None where it does not belong to the form."""
        if self.places is not None and self._row(self.places, record) is None:
            return None
        if not self._lies_here(record) or not all(self._fits(record, c) for c in self.definition.conditions):
            return None
        line = Line(record)
        for column in self.columns:
            if column.fact is None:
                value, row = column.text or None, None
            else:
                value, row = self._value(record, column.fact.key), self._row(self.known[column.fact.key].source, record)
            line.values.append(value)
            line.rows.append(row)
            line.origins.append(row.get(column.fact.origin) if row is not None and column.fact else None)
        line.groups = tuple(str(self._value(record, key) or _("not given")) for key in self.definition.group_by)
        return line

    def _lies_here(self, record: Any) -> bool:
        if self.street is None:
            return True
        row = self._row(self.places, record)
        lies = row["street_id"] if row is not None else getattr(record, "street_id", None)
        if lies is None and self.definition.in_street:
            return bool(self._value(record, self.definition.in_street))
        return lies in (None, self.street)

    def _row(self, source: Source | None, record: Any) -> Row | None:
        return None if source is None else self.rows[source].get(getattr(record, source.by))

    def _value(self, record: Any, key: str) -> Any:
        known = self.known[key]
        if known.source is None:
            assert known.fact.read is not None
            return known.fact.read(record)
        return known.fact.value(self._row(known.source, record))

    def _fits(self, record: Any, condition: Condition) -> bool:
        return fits(self._value(record, condition.fact), condition, self._stored(record, condition.fact))

    def _stored(self, record: Any, key: str) -> Any:
        """The word that is kept, beside the one that is shown."""
        known = self.known[key]
        if known.source is not None:
            row = self._row(known.source, record)
            return None if row is None or known.fact.look == "percent" else row.get(known.fact.column or key)
        value = values.of(self.register).get(known.fact.field)
        return value.read(record) if isinstance(value, values.Choice) else None

    def _sort(self, line: Line) -> tuple[Any, ...]:
        keys = [*self.definition.group_by, *self.definition.order]
        return tuple(_sortable(self._sort_value(line.record, key)) for key in keys)

    def _sort_value(self, record: Any, key: str) -> Any:
        known = self.known[key]
        if known.source is None:
            return known.fact.order(record) if known.fact.order else self._value(record, key)
        row = self._row(known.source, record)
        return row[known.fact.sort] if row is not None and known.fact.sort else self._value(record, key)


def fits(value: Any, condition: Condition, stored: Any = None) -> bool:
    """Whether a value meets a condition. Words of lists are met by the word that is kept and by the one that is shown."""
    if condition.test == "filled":
        return value is not None and value is not False
    if condition.test == "missing":
        return value is None or value is False
    if condition.test in ("is", "not"):
        if isinstance(value, bool):
            same = value == (condition.value.lower() in ("yes", "true", "1", "是", _("yes")))
        else:
            same = condition.value in ("" if value is None else str(value), str(stored) if stored is not None else "")
        return same == (condition.test == "is")
    if value is None or isinstance(value, bool):
        return False
    try:
        asked = type(value).fromisoformat(condition.value) if isinstance(value, date) else type(value)(condition.value)
    except (ValueError, ArithmeticError):
        return False
    return bool(value >= asked if condition.test == "at_least" else value <= asked)


def first_day(period: str, on: date) -> date | None:
    """The first day of the month, quarter or year of a day; None where everything up to it counts."""
    if period == "month":
        return on.replace(day=1)
    if period == "quarter":
        return on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)
    return on.replace(month=1, day=1) if period == "year" else None


def _column(column: Column, known: Mapping[str, Known]) -> FilledColumn:
    if column.is_blank:
        return FilledColumn(str(column.head), str(column.group), None, column.text, column.reason)
    one = known[column.fact]
    may_be_empty = one.fact.may_be_empty if column.may_be_empty is None else column.may_be_empty
    head, group = str(column.head) or str(one.fact.label), str(column.group) or str(one.group)
    return FilledColumn(head, group, one.fact, may_be_empty=may_be_empty)


def _grouped(lines: Sequence[Line], columns: list[FilledColumn], level: int, levels: int) -> Iterator[Line | Summed | Opened]:
    """Headings, lines and subtotals, group by group."""
    if level == levels:
        yield from lines
        return
    for title, group in groupby(lines, key=lambda line: line.groups[level]):
        inside = list(group)
        yield Opened(level + 1, title)
        yield from _grouped(inside, columns, level + 1, levels)
        yield _summed(inside, columns, level + 1, _("Subtotal of %(group)s") % {"group": title})


def _summed(lines: Sequence[Line], columns: list[FilledColumn], level: int, title: str) -> Summed:
    sums = [Sum(column.fact) if column.fact and column.fact.adds else None for column in columns]
    for line in lines:
        for at, one in enumerate(sums):
            if one is not None:
                one.add(line.values[at], line.rows[at])
    return Summed(level, title, len(lines), [one.value if one else None for one in sums])


def _sortable(value: Any) -> tuple[int, str, Any]:
    """Nothing comes last; numbers and days among themselves."""
    if value is None:
        return (1, "", "")
    return (0, "", value) if isinstance(value, str) else (0, type(value).__name__, value)
