"""The catalogue of facts by subject: the fields of its register, and what the apps declare beside them."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from governance.registers import registry, values
from governance.registers.declarations import Register
from governance.reports.facts import Fact, Known, Source
from governance.spreadsheets import exporting


@cache
def sources() -> tuple[Source, ...]:
    """What the apps declare, in their order."""
    found: list[Source] = []
    for app in apps.get_app_configs():
        if app.name != "governance" and find_spec(f"{app.name}.facts"):
            found += getattr(import_module(f"{app.name}.facts"), "SOURCES", ())
    return tuple(found)


@cache
def of(subject: str) -> dict[str, Known]:
    """Every fact of a subject by key, in reading order. A declared fact stands for the field of the same key."""
    register = registry.find(subject)
    if register is None:
        return {}
    found = {known.fact.key: known for known in _own(register)}
    for source in sources():
        if source.subject == subject:
            found |= {fact.key: Known(fact, source, source.title) for fact in source.facts}
    return found


def place_of(subject: str) -> Source | None:
    """What says where the records of a subject lay on the day; None where the record says it itself."""
    return next((source for source in sources() if source.subject == subject and source.places), None)


def subjects() -> list[Register]:
    """The registers of which forms can be made."""
    return list(registry.every().values())


def _own(register: Register) -> list[Known]:
    """The fields of the register, under the headings of its form; then those that only its list shows."""
    groups = {name: group.title for group in register.groups for name in group.fields}
    found = []
    for name, value in values.of(register).items():
        title = groups.get(name) or register.noun
        found += [Known(fact, None, title) for fact in _facts(register, name, value)]
    return found


def _facts(register: Register, name: str, value: values.Value) -> list[Fact]:
    event = not register.is_dated
    lazily: Any = lazy(lambda at: exporting.columns_of(register, [name])[at].head, str)
    made = []
    for at, column in enumerate(exporting.columns_of(register, [name])):
        key = column.target or name
        if isinstance(value, values.Term):
            key = (value.names[0], f"{name}_until")[at]
        last = isinstance(value, values.Term) and at == 1
        empty = last or isinstance(value, values.Reference | values.Choices) or (event and not value.is_required)
        made.append(
            Fact(
                key=key, label=value.label if not isinstance(value, values.Term) else lazily(at),
                look=_look(value, column.sheet.look), places=column.sheet.places, unit=_unit(value), register=register.key,
                field=key, synonyms=register.synonyms.get(name, ()), may_be_empty=empty and not value.is_required,
                sums=_sums(value), read=value.read if isinstance(value, values.Flag) else column.cell, order=_order(value),
            )
        )
    return made


def _look(value: values.Value, look: str) -> str:
    if isinstance(value, values.Flag):
        return "flag"
    return "money" if isinstance(value, values.Money) else look


def _sums(value: values.Value) -> bool:
    """Areas, money and numbers of things; not rates, degrees and editions."""
    if isinstance(value, values.Amount):
        return value.name.endswith("_m2")
    return value.name != "number"


def _unit(value: values.Value) -> Any:
    if isinstance(value, values.Money):
        return lazy(lambda: _("yuan"), str)()
    return value.unit if isinstance(value, values.Count | values.Amount) else ""


def _order(value: values.Value) -> Callable[[Any], Any] | None:
    """Streets sort by their codes, names by their pinyin."""
    if isinstance(value, values.Reference):
        return lambda record: str(getattr(value.read(record), "code", "") or value.read(record) or "")
    if value.name == "name":
        return lambda record: str(getattr(value.row(record), "name_pinyin", "") or value.read(record))
    return None


def happened_on(register: Register) -> str:
    """The day of an event whose register has no term: its first day that must be given; empty where there is none."""
    if register.is_dated:
        return ""
    for name, value in values.of(register).items():
        if isinstance(value, values.Day | values.Moment) and not value.field.null:
            return name
    return ""
