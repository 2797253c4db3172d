"""How one field of a register is shown, told to programs, typed, and written: an adapter per kind of column."""

from collections.abc import Container, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg2.extras import DateRange

from governance.common.fields import FenField, PersonalField
from governance.common.money import to_fen, to_yuan
from governance.common.periods import SHANGHAI
from governance.registers.declarations import Register, Text
from governance.registers.value import EMPTY, Value


class Personal(Value):
    """Personal data: masked for everybody; `open` is what a disclosure shows."""

    @property
    def label(self) -> Text:
        return gettext_lazy("full name") if self.name == "name" else self.field.verbose_name

    def open(self, record: Any) -> str:
        return str(self.read(record))

    def text(self, record: Any) -> str:
        return self.field.masked(self.read(record)) or EMPTY

    def told(self, record: Any) -> dict[str, Any]:
        return {self.name: self.field.masked(self.read(record))}


class Choice(Value):
    """One of the words of a list."""

    @property
    def schema(self) -> dict[str, Any]:  # type: ignore[override]
        values = [value for value, _label in self.field.choices]
        return {"type": "string", "enum": ["", *values] if self.field.blank else values}

    def text(self, record: Any) -> str:
        value = self.read(record)
        return str(dict(self.field.choices).get(value, value)) or EMPTY


class Choices(Value):
    """Several words of a list."""

    @property
    def schema(self) -> dict[str, Any]:  # type: ignore[override]
        return {"type": "array", "items": {"type": "string", "enum": [v for v, _l in self.field.base_field.choices]}}

    def text(self, record: Any) -> str:
        labels = dict(self.field.base_field.choices)
        return "、".join(str(labels.get(value, value)) for value in self.read(record)) or EMPTY


class Flag(Value):
    schema = {"type": "boolean"}


class Count(Value):
    schema = {"type": ["integer", "null"], "minimum": 0}

    def text(self, record: Any) -> str:
        value = self.read(record)
        if value is None:
            return EMPTY
        return str(value) if "year" in self.name else f"{value:,} {self.unit}".strip()


class Amount(Value):
    """A decimal with the unit that its name carries."""

    schema = {"type": ["string", "null"], "pattern": r"^-?\d+(\.\d+)?$", "description": "decimal"}

    def text(self, record: Any) -> str:
        value = self.read(record)
        return EMPTY if value is None else f"{value:,} {self.unit}".strip()


class Money(Value):
    """Fen in the table, yuan for people and programs."""

    schema = {"type": "string", "pattern": r"^\d+\.\d\d$", "description": "yuan"}

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name.removesuffix("_fen") + "_yuan",)

    def text(self, record: Any) -> str:
        return f"{to_yuan(self.read(record)):,}"

    def told(self, record: Any) -> dict[str, Any]:
        return {self.names[0]: to_yuan(self.read(record))}

    def initial(self, record: Any) -> dict[str, Any]:
        return {self.name: to_yuan(self.read(record))}

    def stored(self, yuan: Decimal | None) -> int:
        """Where an amount need not be said, saying none of it means none of it."""
        return 0 if yuan is None else to_fen(yuan)


class Day(Value):
    schema = {"type": ["string", "null"], "format": "date"}


class Moment(Value):
    """A moment, to the minute, as the clocks of the district show it."""

    schema = {"type": ["string", "null"], "format": "date-time"}

    def text(self, record: Any) -> str:
        value = self.read(record)
        return EMPTY if value is None else f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"

    def told(self, record: Any) -> dict[str, Any]:
        value = self.read(record)
        return {self.name: None if value is None else value.astimezone(SHANGHAI)}

    def initial(self, record: Any) -> dict[str, Any]:
        value = self.read(record)
        return {self.name: None if value is None else f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"}


class Term(Value):
    """A half-open range of days. Programs see it half-open (`…_from`, `…_to`), people with its last day."""

    schema = {"type": ["string", "null"], "format": "date"}

    @property
    def label(self) -> Text:
        return gettext_lazy("in force") if self.name == "valid" else self.field.verbose_name

    @property
    def names(self) -> tuple[str, ...]:
        return (f"{self.name}_from", f"{self.name}_to")

    @property
    def is_required(self) -> bool:
        return True

    def text(self, record: Any) -> str:
        days = self.read(record)
        if days.isempty:
            return _("never")
        start, end = days.lower, last_day(days)
        if end is None:
            return _("from %(start)s") % {"start": start.isoformat() if start else EMPTY}
        return f"{start or EMPTY} – {end}"

    def told(self, record: Any) -> dict[str, Any]:
        days = self.read(record)
        return {self.names[0]: days.lower, self.names[1]: days.upper}

    def initial(self, record: Any) -> dict[str, Any]:
        days = self.read(record)
        return {self.names[0]: days.lower, f"{self.name}_until": last_day(days)}


class Reference(Value):
    """Another record of the district."""

    schema = {
        "type": ["object", "null"], "required": ["id", "code", "name"],
        "properties": {"id": {"type": "integer"}, "code": {"type": "string"}, "name": {"type": "string"}},
    }

    @property
    def target(self) -> type[models.Model]:
        return self.field.related_model

    def text(self, record: Any) -> str:
        value = self.read(record)
        return EMPTY if value is None else str(value)

    def told(self, record: Any) -> dict[str, Any]:
        value = self.read(record)
        return {self.name: None if value is None else {"id": value.pk, "code": code_of(value), "name": str(value)}}


def last_day(days: DateRange) -> date | None:
    """The last day of a half-open range; None where it has none."""
    return days.upper - timedelta(days=1) if days.upper else None


def code_of(record: Any) -> str:
    """The code by which people know a record; empty where it has none."""
    return str(getattr(record, "code", "") or getattr(record, "uscc", ""))


def _kind(field: Any) -> type[Value]:
    if isinstance(field, ArrayField):
        return Choices
    if isinstance(field, PersonalField):
        return Personal
    if isinstance(field, FenField):
        return Money
    if isinstance(field, DateRangeField):
        return Term
    if field.is_relation:
        return Reference
    if field.choices:
        return Choice
    plain: tuple[tuple[type, type[Value]], ...] = (
        (models.BooleanField, Flag), (models.DecimalField, Amount), (models.IntegerField, Count),
        (models.DateTimeField, Moment), (models.DateField, Day),
    )
    return next((kind for column, kind in plain if isinstance(field, column)), Value)


@cache
def values(key: str) -> dict[str, Value]:
    """The adapters of a register's fields by attribute, in reading order."""
    from governance.registers import registry

    register = registry.every()[key]
    return {name: _value(register, name) for name in dict.fromkeys((*register.fields, *register.columns))}


def of(register: Register) -> dict[str, Value]:
    return values(register.key)


def _value(register: Register, name: str) -> Value:
    own = {f.name: f for f in register.model._meta.get_fields() if getattr(f, "concrete", False)}
    if name in own:
        return _kind(own[name])(register, own[name], False)
    field: Any = register.base_model._meta.get_field(name)
    return _kind(field)(register, field, True)


def related(register: Register, shown: Container[str] | None = None) -> Iterator[str]:
    """What a list joins so that it asks once: the base, the references of its fields, and what those are named by.

    `shown` names the fields that will be read; without it all of them.
    """
    if register.base:
        yield register.base
    for value in of(register).values():
        if isinstance(value, Reference) and (shown is None or value.name in shown):
            yield value.path
            yield from (f"{value.path}__{name}" for name in getattr(value.target, "named_by", ()))

