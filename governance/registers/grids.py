"""The grid of a register: its columns, what stands in a row, and what the service answers to a typed one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from governance.audit import history
from governance.registers import cells, values
from governance.registers.declarations import Register, Text
from governance.registers.forms import RecordForm

MOST = 500


@dataclass(frozen=True)
class Column:
    """One column. `locked` says why nobody types in it, `locked_later` why not once the record is entered."""

    name: str
    label: Text
    unit: Text = ""
    # text, number, day, choice or reference: how it is shown, and what helps while typing.
    look: str = "text"
    locked: Text = ""
    locked_later: Text = ""
    is_required: bool = False
    options: tuple[str, ...] = ()
    # The attribute whose suggestions are fetched.
    suggest: str = ""
    hint: Text = ""


@dataclass(frozen=True)
class Row:
    """A row as somebody typed it: only the cells that were touched. `id` is None for a record yet to be entered."""

    key: str
    id: int | None
    version: int
    cells: Mapping[str, str]
    # The person looked at what is unusual in it, and it is right.
    confirmed: bool = False


class Status(StrEnum):
    """What became of a row."""

    SAVED = "saved"
    # Nothing differs from what stands there.
    SAME = "same"
    REFUSED = "refused"
    # Unusual: to be confirmed or mended.
    DOUBTED = "doubted"
    # Somebody else changed it since it was read.
    STALE = "stale"
    LOCKED = "locked"
    # Not there, or not in sight.
    GONE = "gone"


@dataclass
class Answer:
    """The answer to one row. `errors` stand at the cells; at "" what concerns the row as a whole."""

    key: str
    status: Status
    id: int | None = None
    version: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    # Who changed it meanwhile, and when.
    by: str = ""
    at: datetime | None = None


def columns(register: Register, form: RecordForm, meaning: cells.Meaning) -> list[Column]:
    """The columns of a register's grid, as its form words them."""
    adapters = values.of(register)
    return [
        _column(register, adapters[attribute], name, form, meaning)
        for attribute in register.grid for name in cells.names(adapters[attribute])
    ]


def _column(register: Register, value: values.Value, name: str, form: RecordForm, meaning: cells.Meaning) -> Column:
    made: Any = form.fields.get(name)
    label = format_lazy("{} · {}", value.label, made.label) if made and isinstance(value, values.Term) else value.label
    unit = value.unit if isinstance(value, cells.NUMBERS) else ""
    look = _look(value)
    if made is None:
        return Column(name, label, unit, look, locked=_("It is set by itself."))
    if isinstance(value, values.Personal):
        return Column(name, label, unit, look, locked=_("Masked. It is corrected on the record's own page."))
    later = _("Entered once. Remove a wrong entry and enter it anew.") if value.name in register.fixed else ""
    return Column(
        name, label, unit, look, "", later, made.required, cells.options(value, meaning),
        suggest=value.name if look == "reference" else "", hint=register.help.get(value.name, ""),
    )


def _look(value: values.Value) -> str:
    if isinstance(value, cells.NUMBERS):
        return "number"
    if isinstance(value, values.Day | values.Term):
        return "day"
    if isinstance(value, values.Choice | values.Flag):
        return "choice"
    if isinstance(value, values.Reference):
        return "choice" if value.target in cells.OFFERED_WHOLE else "reference"
    return "text"


def texts(register: Register, record: Any) -> dict[str, str]:
    """What stands in the cells of a record."""
    adapters = values.of(register)
    return {
        name: cells.text(adapters[attribute], record, name)
        for attribute in register.grid for name in cells.names(adapters[attribute])
    }


def attributes(register: Register) -> dict[str, values.Value]:
    """The attribute of each column."""
    adapters = values.of(register)
    return {name: adapters[attribute] for attribute in register.grid for name in cells.names(adapters[attribute])}


def is_enterable(register: Register, form: RecordForm) -> bool:
    """Whether a new record can be entered in the grid: it has a cell for everything that a record needs."""
    shown, adapters = attributes(register), values.of(register)
    typed = {
        name for attribute, value in adapters.items() if not isinstance(value, values.Personal)
        for name in cells.names(value) if name in shown or _stands_by_itself(form.fields.get(name))
    }
    return all(name in typed for name, made in form.fields.items() if made.required and name != "reason")


def _stands_by_itself(made: Any) -> bool:
    return made is not None and made.initial not in (None, "")


def beginnings(register: Register, form: RecordForm, meaning: cells.Meaning, today: date) -> dict[str, str]:
    """What a new row starts with: the usual word of a list, today, the only street or community in sight."""
    found = {}
    for name, value in attributes(register).items():
        made: Any = form.fields.get(name)
        offered = cells.options(value, meaning) if isinstance(value, values.Reference) else ()
        if made is None or isinstance(value, values.Personal):
            continue
        if name == "valid_from":
            found[name] = today.isoformat()
        elif isinstance(value, values.Choice) and made.initial:
            found[name] = str(dict(value.field.choices)[made.initial])
        elif len(offered) == 1 and made.required:
            found[name] = offered[0]
    return found


def versions(register: Register, records: Mapping[int, Any]) -> dict[int, history.Latest]:
    """The version of each record, as `entering.version_of` counts it with its base, and who made it."""
    own = history.latest(register.model, records.keys())
    if not register.base:
        return own
    bases = {pk: getattr(record, f"{register.base}_id") for pk, record in records.items()}
    of_base = history.latest(register.base_model, bases.values())
    found = {}
    for pk, version in own.items():
        base = of_base[bases[pk]]
        newer = max(version, base, key=lambda one: one.known_from)
        found[pk] = history.Latest(version.version_id + base.version_id, newer.known_from, newer.actor, newer.reason)
    return found
