"""A register is declared once; its list, form, record page, REST endpoints, rights and tests follow from that."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.tenancy.fields import Dated

Text = str | Promise


class Shelf(models.TextChoices):
    """The six shelves of the mission, under which the single ones stand, and that of figures."""

    PLACES = "places", _("Places")
    BODIES = "bodies", _("Self-governance")
    FIRMS = "firms", _("Firms")
    PARTY = "party", _("Party")
    SERVICES = "services", _("Services")
    TIES = "ties", _("Who is tied to whom")
    FIGURES = "figures", _("Figures")


class Refused(ValueError):
    """A law of the register forbids this entry. `field` is the attribute it stands at; empty for the whole."""

    def __init__(self, message: Text, field: str = "") -> None:
        super().__init__(str(message))
        self.message, self.field = message, field


def nothing_follows(record: Any, before: Any) -> None:
    """`after` of a register in which nothing else follows a record."""


def may_leave(record: Any) -> None:
    """`leave` of a register from which any wrong entry may be removed."""


@dataclass(frozen=True)
class Group:
    """Fields that belong together on the form and on the record's page."""

    title: Text
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """One register. Fields are named by their attributes; a date range by its one attribute (`valid`).

    `prepare(record, before)` sets what nobody types and raises Refused where a law forbids the entry; `number` then
    numbers a new one; `after(record, before)` keeps what follows from it in line. All run inside the change; `before`
    is None at entry. `leave(record)` raises Refused where a law keeps a record from going to the bin.
    """

    key: str
    model: type[Model]
    noun: Text
    nouns: Text
    shelf: Shelf
    groups: tuple[Group, ...]
    columns: tuple[str, ...]
    filters: tuple[str, ...] = ()
    # What its grid shows, in order; empty where it has no grid.
    grid: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    order: tuple[str, ...] = ("pk",)
    # The natural key by which addresses name a record (`code`, `unit__uscc`); the id where there is none.
    natural_key: str = ""
    # A row of another table that belongs to this one alone and is written with it (a firm's unit).
    base: str = ""
    # Which rows of the table belong to the register, where others of them belong to another one.
    only: Q = field(default_factory=Q)
    # Attributes nobody types, from others: {"courtyard": "committee.courtyard"}.
    derived: Mapping[str, str] = field(default_factory=dict)
    # Shown, but set by `prepare` and typed by nobody.
    untyped: frozenset[str] = frozenset()
    # Values that rows of this register always have.
    constants: Mapping[str, Any] = field(default_factory=dict)
    # Tables whose rows are parts of a record and go with it, and the field by which they name it.
    parts: tuple[tuple[type[Model], str], ...] = ()
    # Its records without a street are kept up by every street.
    shared: bool = False
    required: frozenset[str] = frozenset()
    # Entered once; what they say can't be corrected into something else.
    fixed: frozenset[str] = frozenset()
    # Fields that may be set for many records at once.
    bulk: tuple[str, ...] = ()
    # What a reference may name: {"organ_branch": Q(standing="organ")}.
    limits: Mapping[str, Q] = field(default_factory=dict)
    # A field that only some kinds need: {"unit": ("standing", ("firm", "organ"))}.
    shown_for: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    help: Mapping[str, Text] = field(default_factory=dict)
    units: Mapping[str, Text] = field(default_factory=dict)
    # How else clerks head the column of a field in their own sheets: {"area_m2": ("建筑面积", "面积")}.
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Unusual but possible: {field: message} for the typed attributes; the person confirms, or mends.
    doubts: Callable[[Mapping[str, Any]], dict[str, Text]] = lambda typed: {}
    prepare: Callable[[Any, Any], None] = lambda record, before: None
    after: Callable[[Any, Any], None] = nothing_follows
    leave: Callable[[Any], None] = may_leave
    # Gives new records, all of one district, the numbers that nobody types; it holds their turn until the transaction ends.
    # It reads no more of them than district and street.
    number: Callable[[Sequence[Any]], None] | None = None
    # `after` for many new records at once: the district and their ids.
    after_all: Callable[[int, Sequence[int]], None] | None = None
    # `prepare` writes to other records: it runs record by record, and is tried out in a transaction that is taken back.
    prepares_others: bool = False
    # The fields by which a row of a sheet is recognised as a record that is there already; `valid` is met by any
    # overlap, `valid_from` by the same first day. Empty: as `governance.spreadsheets.identity` reads it from the rest.
    identity: tuple[str, ...] = ()
    # The entities and relations of the domain that it records, such as "R9" or "23 self-management committee".
    records: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether its records begin and end."""
        return issubclass(self.timed, Dated)

    @property
    def timed(self) -> type[Model]:
        """The table that carries the time: the base's, where there is one."""
        return self.base_model if self.base else self.model

    @property
    def base_model(self) -> type[Model]:
        related: Any = self.model._meta.get_field(self.base)
        return related.related_model

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field of the groups, in reading order."""
        return tuple(name for group in self.groups for name in group.fields)

    def rows(self, district: int) -> QuerySet[Any]:
        """All records of the district in sight."""
        return self.model._default_manager.filter(self.only, district_id=district, **self.constants)

    def on(self, rows: QuerySet[Any], day: Any) -> QuerySet[Any]:
        """Those that hold on the day."""
        prefix = f"{self.base}__" if self.base else ""
        if not self.is_dated:
            return rows
        return rows.filter(**{f"{prefix}valid_from__lte": day, f"{prefix}valid_to__gt": day})

    def base_of(self, record: Any) -> Any:
        """The row that carries the time of a record: itself, or its base."""
        return getattr(record, self.base) if self.base else record


def by_key(registers: Iterable[Register]) -> dict[str, Register]:
    """Registers by key. Raises ValueError for two of one name."""
    found: dict[str, Register] = {}
    for register in registers:
        if register.key in found:
            raise ValueError(f"two registers are called {register.key}")
        found[register.key] = register
    return found
