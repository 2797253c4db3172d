"""A monthly return is declared once: who owes it and what it asks for; its pages, tasks and totals follow from that."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from governance.common.periods import Month
from governance.registers import registry
from governance.registers.declarations import Register, Text


@dataclass(frozen=True)
class Rate:
    """A percentage of the return's totals; it is divided when shown and typed by nobody."""

    title: Text
    numerator: str
    denominator: str


@dataclass(frozen=True)
class MonthlyReturn:
    """A return that a street hands in for every month: one record of its register for each of those who owe it.

    `<app>/sql/returns/<key>.sql` says who owes it. Every figure is carried forward from the last return of the same
    `identity`, and typed only where it differs.
    """

    key: str
    title: Text
    # What one row of it is about: a courtyard with its firm, an organisation.
    about: Text
    app: str
    # The key of the register whose records it writes; they have a `period`, and a street.
    register: str
    # The references that name who owes it; the statement has a column for each.
    identity: tuple[str, ...]
    # The figures it asks for, in reading order.
    fields: tuple[str, ...]
    rates: tuple[Rate, ...] = ()
    # The day of the next month on which it is due.
    due_day: int = 5

    @property
    def kind(self) -> Register:
        return registry.every()[self.register]

    @property
    def model(self) -> type[Model]:
        return self.kind.model

    def due(self, month: Month) -> date:
        """The last day on which the return of the month is in time."""
        return month.next().first.replace(day=self.due_day)

    def identity_of(self, record: Any) -> str:
        """The key of the row that a record of the register belongs to."""
        return "-".join(str(getattr(record, f"{name}_id")) for name in self.identity)
