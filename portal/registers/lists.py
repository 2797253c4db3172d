"""One pattern for every list: columns, filters, search, sorting, paging, saved views, export of exactly what is seen."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext as _

from courtyards.choices import CommitteeKind, ManagementMode
from governance.divisions.models import Community, Street
from governance.registers import references, values
from governance.registers.declarations import Register
from portal.registers import columns, querysets
from ratings.choices import DemonstrationState

PER_PAGE = 50
LETTERS = re.compile(r"[a-z0-9]{2,20}", re.ASCII)
# Of initials: single letters, and numbers as a whole (the key pads them).
PIECES = re.compile(r"[a-z]|\d+", re.ASCII)
YES_NO = (("yes", True), ("no", False))


@dataclass(frozen=True)
class Choice:
    """A filter that a select offers; an unknown value filters nothing and is not kept."""

    name: str
    label: str | Promise
    options: Sequence[tuple[str, Any]]
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]]


class Listing:
    """A register's records on a day, as the query of the address wants to see them."""

    def __init__(self, register: Register, *, district: int, day: date, query: Mapping[str, str]) -> None:
        self.register, self.district, self.query = register, district, query
        self.columns = columns.chosen(register, query.get("columns", "").split(","))
        shown = {column.name for column in self.columns}
        self.rows = querysets.of(register, district, day, shown)
        self.choices = _choices(register, district, query.get("street", "").replace("\x00", ""))
        self.chosen: dict[str, str] = {}
        self._narrow()
        self._sort()

    def _narrow(self) -> None:
        text = self.query.get("q", "").strip().replace("\x00", "")
        if text:
            self.rows = searched(self.register, self.rows, text)
        for choice in self.choices:
            value = self.query.get(choice.name, "")
            if value and value in dict(choice.options):
                self.rows = choice.apply(self.rows, value)
                self.chosen[choice.name] = value

    def _sort(self) -> None:
        asked = self.query.get("sort", "")
        column = columns.offered(self.register).get(asked.removeprefix("-"))
        self.sort = asked if column is not None and column.path else ""
        if self.sort and column is not None:
            path = "-" + column.path if self.sort.startswith("-") else column.path
            self.rows = self.rows.order_by(path, "pk")
        else:
            self.rows = self.rows.order_by(*self.register.order)

    def page(self) -> Page:
        return Paginator(self.rows, PER_PAGE).get_page(self.query.get("page"))

    def cells(self, record: Any) -> list[tuple[columns.Column, str]]:
        return [(column, column.read(record)) for column in self.columns]

    def export(self) -> list[dict[str, Any]]:
        """Exactly what is seen: these columns, filters and order, all pages; numbers as numbers."""
        heads = [(column.head, column) for column in self.columns]
        return [{head: column.cell(record) for head, column in heads} for record in self.rows]

    def filters(self) -> list[dict[str, Any]]:
        """The selects for the template."""
        return [
            {"name": c.name, "label": c.label, "options": c.options, "chosen": self.chosen.get(c.name, "")}
            for c in self.choices
        ]


def searched(register: Register, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """By a part of what the register is searched in; names with a pinyin key also by full pinyin and by initials.

    Names of people only as `references.finds` says.
    """
    wanted = Q()
    for path in register.searched:
        if not path.endswith("name_pinyin"):
            wanted |= references.finds(register.model, path, text)
        elif LETTERS.fullmatch(text.lower()):
            rows = rows.alias(pinyin_run=Replace(path, Value(" "), Value("")))
            tokens = PIECES.findall(text.lower())
            initials = r"\m" + " ".join(f"0*{t}[a-z0-9]*" if t.isdigit() else f"{t}[a-z0-9]*" for t in tokens)
            wanted |= Q(pinyin_run__contains=text.lower()) | Q(**{f"{path}__regex": initials})
    return rows.filter(wanted)


def _choices(register: Register, district: int, street: str) -> list[Choice]:
    adapters = values.of(register)
    found = []
    for name in register.filters:
        if name == "street":
            found.append(_street(district))
        elif name == "community":
            found.append(_community(district, street))
        else:
            found.append(_of_value(adapters[name]))
    return found + _joined(register.key)


def _street(district: int) -> Choice:
    rows = Street.objects.filter(district_id=district).values_list("code", "name")
    # Asked for only by those who show or use the filter.
    options: Any = SimpleLazyObject(lambda: list(rows))
    return Choice("street", _("Street"), options, lambda rows, v: rows.filter(street__code=v))


def _community(district: int, street: str) -> Choice:
    """Offered once a street is chosen: a district has hundreds."""
    rows = Community.objects.filter(district_id=district, street__code=street)
    options = list(rows.values_list("code", "name")) if street else []
    return Choice("community", _("Community"), options, lambda rows, v: rows.filter(community__code=v))


def _of_value(value: values.Value) -> Choice:
    if isinstance(value, values.Flag):
        return _flag(value.name, value.label, value.path)
    path = value.path
    return Choice(value.name, value.label, value.field.choices or [], lambda rows, v: rows.filter(**{path: v}))


def _flag(name: str, label: Any, path: str) -> Choice:
    options = [("yes", _("yes")), ("no", _("no"))]
    return Choice(name, label, options, lambda rows, v: rows.filter(**{path: dict(YES_NO)[v]}))


def _or_none(name: str, label: Any, choices: Sequence[tuple[str, Any]]) -> Choice:
    return Choice(
        name, label, [*choices, ("none", _("none"))],
        lambda rows, v: rows.filter(**{f"{name}__isnull": True} if v == "none" else {name: v}),
    )


def _joined(key: str) -> list[Choice]:
    """Filters by what other registers say."""
    if key == "courtyards":
        return [
            _flag("three_no", _("Three-no"), "three_no"),
            _or_none("mode", _("Management mode"), ManagementMode.choices),
            _or_none("body", _("Governance body"), CommitteeKind.choices),
            Choice("provider", _("Service provider"), [("yes", _("yes")), ("no", _("no"))],
                   lambda rows, v: rows.filter(provider__isnull=v == "no")),
            _flag("party", _("Party cover"), "party"), _flag("renovated", _("Renovated"), "renovated"),
        ]
    if key == "firms":
        return [
            _flag("organised", _("Party organisation"), "organised"), _flag("instructed", _("Instructor"), "instructed"),
            _flag("contracted", _("Contracts"), "contracted"),
        ]
    if key == "demonstrations":
        # Among the choices also the scope as a whole, which is what the figures divide by.
        return [
            Choice("state", _("State"), [("scope", _("in the scope of creation")), *DemonstrationState.choices],
                   lambda rows, v: rows.exclude(state=DemonstrationState.WITHDRAWN) if v == "scope" else rows.filter(state=v)),
        ]
    return []
