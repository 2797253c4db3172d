"""The missing facts of a form, and the way to whoever can give them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from governance.people.choices import Role
from governance.people.permissions import RIGHTS
from governance.registers import references, registry
from governance.reports import catalogue
from governance.reports.filling import Filled, FilledColumn, Line


@dataclass(frozen=True)
class Gap:
    """A fact that some lines lack. `at` is its column."""

    at: int
    column: FilledColumn
    lines: list[Line]

    @property
    def key(self) -> str:
        assert self.column.fact is not None
        return self.column.fact.key

    @property
    def register(self) -> Any:
        """Where it is entered; None for what is computed."""
        assert self.column.fact is not None
        return registry.find(self.column.fact.register)

    @property
    def givers(self) -> str:
        """Who may enter it."""
        assert self.column.fact is not None
        rights = RIGHTS.get(self.column.fact.register, {})
        return "、".join(str(Role(role).label) for role in Role.values if "write" in rights.get(role, ()))


def of(filled: Filled) -> list[Gap]:
    """The facts that are missing somewhere, in the order of the form."""
    found = []
    for at, column in enumerate(filled.columns):
        if column.fact is not None and not column.may_be_empty:
            lines = [line for line in filled.lines if line.values[at] is None]
            if lines:
                found.append(Gap(at, column, lines))
    return found


def row(request: Any, subject: str, gap: Gap, line: Line) -> dict[str, Any]:
    """A record that lacks the fact, with the address of the field where it is entered, if the person may enter it."""
    return {"line": line, "name": references.written(line.record), "url": _address(request, subject, gap, line)}


def _address(request: Any, subject: str, gap: Gap, line: Line) -> str:
    fact, register = gap.column.fact, gap.register
    if register is None or fact is None or not _may_enter(request, register.key, line.record):
        return ""
    source = catalogue.of(subject)[fact.key].source
    origin = line.record.pk if source is None or (source.places and register.key == subject) else line.origins[gap.at]
    where: dict[str, Any] = {"district": request.portal.district.code, "key": register.key}
    if origin is not None:
        return reverse("registers:record-edit", kwargs={**where, "record": origin}) + f"#id_{fact.field}"
    about = ""
    if source is not None and source.named_in:
        named = line.record if source.by == "pk" else getattr(line.record, source.by.removesuffix("_id"))
        about = "?" + urlencode({source.named_in: references.written(named)})
    return reverse("registers:record-create", kwargs=where) + about + f"#id_{fact.field}"


def _may_enter(request: Any, key: str, record: Any) -> bool:
    """Whether the person may enter it for the record; also beside a form of an earlier day, which is left for it."""
    permission = f"{key}.write"
    streets, street = request.portal.streets_for(permission), getattr(record, "street_id", None)
    return request.portal.may(permission) and (streets is None or street is None or street in streets)
