"""What a list writes into a workbook, cell by cell: the same that an import of the workbook compares with.

The columns of a register's own fields are made here; what other registers say of a record is added by the list.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import models
from django.db.models import BigIntegerField, F, Func, QuerySet
from django.utils.translation import gettext as _

from governance.common.money import to_yuan
from governance.common.periods import SHANGHAI
from governance.divisions.models import Cluster, Community, Street
from governance.registers import values
from governance.registers.declarations import Register
from governance.spreadsheets.writing import SheetColumn

# The name of the hidden column that says which record a row is, and in which version it was exported.
KEY = "#key"
KEY_TEXT = re.compile(r"([a-z0-9-]+)#(\d+)@(\d+)", re.ASCII)
# Short lists of places, offered whole in the cells.
OFFERED_WHOLE = (Street, Community, Cluster)


@dataclass(frozen=True)
class ExportColumn:
    """One column of an exported list. `target` is the field of the register's form it fills; empty where nobody types it.

    `cell(record)` is what stands in the sheet: an import takes a cell that still says it as untouched.
    """

    name: str
    target: str
    sheet: SheetColumn
    cell: Callable[[Any], Any]

    @property
    def head(self) -> str:
        return self.sheet.head


def columns_of(register: Register, names: Sequence[str], *, district: int | None = None) -> list[ExportColumn]:
    """The columns of the register's own fields, in the order of `names`; a term becomes its first and its last day.

    With a `district` the cells of streets and communities offer its own.
    """
    adapters, found = values.of(register), []
    for name in names:
        if name in adapters:
            found += _of_term(adapters[name]) if isinstance(adapters[name], values.Term) else [_of(adapters[name], district)]
    return found


def typed(register: Register) -> frozenset[str]:
    """The fields that somebody types into an existing record."""
    never = {*register.derived, *register.constants, *register.untyped}
    return frozenset(name for name in register.fields if name not in never)


def key_column() -> ExportColumn:
    """The hidden last column."""
    head = _("record key (leave as it is)")
    return ExportColumn(KEY, KEY, SheetColumn(head, is_hidden=True, is_locked=True), lambda record: record.record_key)


def with_keys(register: Register, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows, each with its `record_key`: read in the same statement, of the same moment.

    The version is that of `governance.registers.services.entering.version_of`: a base adds to it.
    """
    version: Any = _Version(F("pk"), table=register.model._meta.db_table)
    if register.base:
        version = version + _Version(F(f"{register.base}_id"), table=register.base_model._meta.db_table)
    return rows.annotate(record_key=_Key(F("pk"), version, register=register.key))


def read_key(text: str) -> tuple[str, int, int] | None:
    """Register, id and version of a key; None for what is none."""
    found = KEY_TEXT.fullmatch(text.strip())
    return (found[1], int(found[2]), int(found[3])) if found else None


def properties(register: Register, *, district: str, on: str, language: str, now: datetime) -> dict[str, str]:
    """What the file says about itself to whoever reads it again."""
    return {
        "portal": "yuanzhi", "district": district, "register": register.key, "exported_at": now.isoformat(),
        "on": on, "language": language,
    }


class _Version(Func):
    """The id of the version of a row that stands now, or stood at the moment of knowledge."""

    template = (
        "(SELECT kept.version_id FROM history.\"%(table)s\" kept WHERE kept.id = %(expressions)s"
        " AND kept.known_from <= COALESCE(portal.as_of(), 'infinity')"
        " AND kept.known_to > COALESCE(portal.as_of(), '9999-12-31'))"
    )
    output_field = BigIntegerField()


class _Key(Func):
    """`<register>#<id>@<version>`; the register's key is our own."""

    template = "format('%(register)s#%%%%s@%%%%s', %(expressions)s)"


def _of_term(value: values.Value) -> list[ExportColumn]:
    start, until = value.names[0], f"{value.name}_until"
    locked = not _is_typed(value) or value.name in value.register.fixed

    def first(record: Any) -> Any:
        days = value.read(record)
        return None if days.isempty else days.lower

    def last(record: Any) -> Any:
        days = value.read(record)
        return None if days.isempty else values.last_day(days)

    heads = {start: _("%(label)s: first day"), until: _("%(label)s: last day")}
    return [
        ExportColumn(
            value.name, name if _is_typed(value) else "",
            SheetColumn(heads[name] % {"label": value.label}, "day", is_locked=locked), cell,
        )
        for name, cell in ((start, first), (until, last))
    ]


def _of(value: values.Value, district: int | None) -> ExportColumn:
    typed_here = _is_typed(value)
    locked = not typed_here or value.name in value.register.fixed
    look, places = _look(value)
    sheet = SheetColumn(
        _head(value), look, places=places, is_locked=locked, choices=_choices(value, district) if typed_here else (),
        hint=_hint(value) if typed_here else "",
    )
    return ExportColumn(value.name, value.name if typed_here else "", sheet, _cell(value))


def _is_typed(value: values.Value) -> bool:
    return value.name in typed(value.register)


def _head(value: values.Value) -> str:
    """The field's name with the unit that its cells leave out."""
    has_unit = isinstance(value, values.Count | values.Amount | values.Money)
    return f"{value.label} ({value.unit})" if has_unit and value.unit else str(value.label)


def _look(value: values.Value) -> tuple[str, int]:
    if isinstance(value, values.Count):
        return ("plain" if "year" in value.name else "count"), 0
    if isinstance(value, values.Money):
        return "amount", 2
    if isinstance(value, values.Amount):
        return "amount", value.field.decimal_places
    if isinstance(value.field, models.DateTimeField):
        return "moment", 0
    return ("day" if isinstance(value, values.Day) else "text"), 0


def _cell(value: values.Value) -> Callable[[Any], Any]:
    if isinstance(value.field, models.DateTimeField):
        return lambda record: _on_the_clock(value.read(record))
    if isinstance(value, values.Count | values.Amount | values.Day):
        return value.read
    if isinstance(value, values.Money):
        return lambda record: to_yuan(value.read(record))

    def text(record: Any) -> str | None:
        shown = value.text(record)
        return None if shown == values.EMPTY else shown

    return text


def _on_the_clock(moment: datetime | None) -> datetime | str | None:
    """A moment as the clocks of the district show it; a sheet knows no zones.

    Midnight goes as text: its number is that of the bare day, and would come back without a time.
    """
    if moment is None:
        return None
    local = moment.astimezone(SHANGHAI).replace(tzinfo=None)
    return local if local.time() != time.min else f"{local:%Y-%m-%d %H:%M}"


def _choices(value: values.Value, district: int | None) -> tuple[str, ...]:
    if isinstance(value, values.Flag):
        return (_("yes"), _("no"))
    if isinstance(value, values.Choice):
        return tuple(str(label) for _code, label in value.field.choices)
    if isinstance(value, values.Reference) and value.target in OFFERED_WHOLE and district is not None:
        rows = value.target._default_manager.filter(district_id=district)
        order = ("code",) if value.target is Street else ("street__code", "name")
        return tuple(dict.fromkeys(str(row) for row in rows.order_by(*order)))
    return ()


def _hint(value: values.Value) -> str:
    """What a cell says of itself when it is chosen: the words of a list of which several may stand there."""
    if not isinstance(value, values.Choices):
        return ""
    words = "、".join(str(label) for _code, label in value.field.base_field.choices)
    return _("One or several of: %(words)s") % {"words": words}
