"""What differs from last month is typed: many rows at once, through the register's own services."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.audit.locking import StaleRecord
from governance.audit.services import change
from governance.common.periods import Month
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.registers.services import correct, enter
from governance.returns import reading
from governance.returns.declarations import MonthlyReturn
from governance.returns.months import range_of
from governance.returns.reading import Row
from governance.returns.services.carrying import Carried, carry_forward


@dataclass(frozen=True)
class Typed:
    """The figures of one row as they shall stand, and the version of the record that the person saw (0: none yet)."""

    figures: Mapping[str, Any]
    version: int = 0


@dataclass(frozen=True)
class CellRefused:
    """Why a row can't be written like this; `field` is the figure to mend, or empty for the whole row."""

    key: str
    field: str
    message: str
    # Somebody else wrote the row meanwhile: what they wrote must be looked at first.
    is_overtaken: bool = False


class CellsRefused(Refused):
    """Nothing was written; `cells` says all that must be mended, at once."""

    def __init__(self, cells: list[CellRefused]) -> None:
        super().__init__("；".join(cell.message for cell in cells))
        self.cells = cells


def fill(
    form: MonthlyReturn, *, district: int, street: int, month: Month, typed: Mapping[str, Typed], by: User, reason: str,
    rest: str = "",
) -> Carried:
    """Writes what was typed, by the keys of rows, as one change; all of it or nothing.

    With `rest`, the reason for it, everything that is still missing then is carried forward, as a change of its own.
    Raises CellsRefused.
    """
    with transaction.atomic():
        written = _write(form, district, street, month, typed, by, reason) if typed else 0
        if not rest:
            return Carried(written, [])
        carried = carry_forward(form, district=district, street=street, month=month, by=by, reason=rest)
        return Carried(written + carried.written, carried.without)


def refusals(
    form: MonthlyReturn, *, district: int, street: int, month: Month, typed: Mapping[str, Typed], by: User, reason: str
) -> list[CellRefused]:
    """All that `fill` would refuse, without writing: told together with the cells that can't even be read."""
    try:
        with transaction.atomic():
            _write(form, district, street, month, typed, by, reason)
            raise _OnlyTried
    except CellsRefused as refused:
        return refused.cells
    except _OnlyTried:
        return []


class _OnlyTried(Exception):
    """Rolls back what was only tried."""


def _write(
    form: MonthlyReturn, district: int, street: int, month: Month, typed: Mapping[str, Typed], by: User, reason: str
) -> int:
    known = {row.key: row for row in reading.rows(form, district=district, street=street, month=month)}
    refused: list[CellRefused] = []
    with change(district=district, by=by, reason=reason, street=street):
        for key, one in typed.items():
            try:
                _write_row(form, district, known[key], one, by, reason)
            except StaleRecord:
                refused.append(CellRefused(key, "", _overtaken(), True))
            except Refused as refusal:
                field = refusal.field if refusal.field in form.fields else ""
                refused.append(CellRefused(key, field, str(refusal.message), isinstance(refusal, _Overtaken)))
        if refused:
            raise CellsRefused(refused)
    return len(typed)


class _Overtaken(Refused):
    """Somebody else gave the row's return after the page was opened."""


def _overtaken() -> str:
    return _("Somebody else filled in this row meanwhile; their figures are shown. Save again to put yours in their place.")


def _write_row(form: MonthlyReturn, district: int, row: Row, one: Typed, by: User, reason: str) -> None:
    """One row by the register's services. Raises Refused, StaleRecord."""
    if row.is_covered:
        raise Refused(_("A longer return covers this month. Correct that one in the register."))
    if row.given is None:
        data = {**_references(form, row), "period": range_of(row.month), **one.figures}
        enter(form.kind, district=district, data=data, by=by, reason=reason)
        return
    if one.version == 0:
        raise _Overtaken(_overtaken())
    record = form.model._default_manager.get(pk=row.given.pk)
    correct(form.kind, record=record, data=one.figures, version=one.version, by=by, reason=reason)


def _references(form: MonthlyReturn, row: Row) -> dict[str, Any]:
    """The records that the row is about."""
    found = {}
    for name, pk in row.identity.items():
        field: Any = form.model._meta.get_field(name)
        found[name] = field.related_model._default_manager.get(pk=pk)
    return found
