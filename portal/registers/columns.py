"""What a list can show: the fields of the register's declaration, and what other registers say of the record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courtyards.choices import CommitteeKind, ManagementMode
from governance.registers import values
from governance.registers.declarations import Register, Text
from ratings.choices import DemonstrationState

NUMBERS = (values.Count, values.Amount, values.Money)
UNSORTED = (values.Choices, values.Personal)


@dataclass(frozen=True)
class Column:
    """One column. `path` is what a query sorts by; empty where it can't be sorted."""

    name: str
    label: Text
    read: Callable[[Any], str]
    path: str = ""
    is_number: bool = False
    is_short: bool = False
    unit: Text = ""
    plain: Callable[[Any], Any] | None = None

    @property
    def head(self) -> str:
        """The head of a sheet, with the unit that its cells leave out."""
        return f"{self.label} ({self.unit})" if self.unit else str(self.label)

    def cell(self, record: Any) -> Any:
        """For a sheet: a number without its unit, which stands in the head."""
        text = self.plain(record) if self.plain else self.read(record)
        return "" if text is None or text == values.EMPTY else text

    @property
    def look(self) -> str:
        """The class of its cells: numbers stand in columns, codes and days are not broken."""
        return "number" if self.is_number else "nowrap" if self.is_short else ""


def _yes_no(name: str) -> Callable[[Any], str]:
    return lambda record: _("yes") if getattr(record, name) else _("no")


def _labelled(name: str, labels: Any) -> Callable[[Any], str]:
    return lambda record: str(labels.get(getattr(record, name)) or values.EMPTY)


# What the rows of portal.registers.querysets add to a record; the app of the register can't know it.
JOINED: dict[str, tuple[Column, ...]] = {
    "courtyards": (
        Column("three_no", gettext_lazy("Three-no"), _yes_no("three_no"), "three_no"),
        Column("body", gettext_lazy("Governance body"), _labelled("body", dict(CommitteeKind.choices)), "body"),
        Column("provider", gettext_lazy("Service provider"), lambda r: r.provider or values.EMPTY, "provider"),
        Column("mode", gettext_lazy("Management mode"), _labelled("mode", dict(ManagementMode.choices)), "mode"),
        Column("party", gettext_lazy("Party cover"), _yes_no("party"), "party"),
        Column("renovated", gettext_lazy("Renovated"), _yes_no("renovated"), "renovated"),
    ),
    "firms": (
        Column("organised", gettext_lazy("Party organisation"), _yes_no("organised"), "organised"),
        Column("instructed", gettext_lazy("Instructor"), _yes_no("instructed"), "instructed"),
    ),
    "demonstrations": (
        Column("place", gettext_lazy("Which place"), lambda r: str(r.place)),
        Column("state", gettext_lazy("State"), _labelled("state", dict(DemonstrationState.choices)), "state"),
        Column("since", gettext_lazy("Since"), lambda r: r.since.isoformat(), "since", is_short=True),
    ),
}
# What a list of records begins with that have no name of their own.
LED_BY = {"demonstrations": ("place",)}
SHOWN_FIRST = {"courtyards": ("three_no", "body", "provider", "mode", "party"), "firms": ("organised", "instructed"),
               "demonstrations": ("state", "since")}


def offered(register: Register) -> dict[str, Column]:
    """Every column of a register by name, in reading order."""
    found = {name: _of_value(value) for name, value in values.of(register).items()}
    return found | {column.name: column for column in JOINED.get(register.key, ())}


def _of_value(value: values.Value) -> Column:
    path = "" if isinstance(value, UNSORTED) else value.path
    if isinstance(value, values.Term):
        path = f"{value.path}_from" if value.name == "valid" else value.path
    elif isinstance(value, values.Reference):
        path = _name_of(value)
    unit = value.unit if isinstance(value, values.Count | values.Amount) else ""
    plain = value.read if isinstance(value, values.Count | values.Amount) else None
    return Column(value.name, _headed(value), value.text, path, isinstance(value, NUMBERS), _is_short(value), unit, plain)


def _headed(value: values.Value) -> Text:
    """The heading; money says its unit there, because its cells are bare numbers."""
    unit = value.register.units.get(value.name, "") if isinstance(value, values.Money) else ""
    return format_lazy("{} ({})", value.label, unit) if unit else value.label


def _is_short(value: values.Value) -> bool:
    return isinstance(value, values.Term | values.Day | values.Moment | values.Flag) or value.name in ("code", "uscc")


def _name_of(value: values.Reference) -> str:
    """A reference sorts by what it is called by."""
    names = [f.name for f in value.target._meta.concrete_fields]
    wanted = next((name for name in ("name_pinyin", "code", "name") if name in names), "")
    if wanted:
        return f"{value.path}__{wanted}"
    named_by = getattr(value.target, "named_by", ())
    return f"{value.path}__{named_by[0]}__name" if named_by else value.path


def chosen(register: Register, wanted: Sequence[str]) -> list[Column]:
    """The columns asked for, in that order; the register's own choice where none is known."""
    known = offered(register)
    found = [known[name] for name in wanted if name in known]
    own = (*LED_BY.get(register.key, ()), *register.columns, *SHOWN_FIRST.get(register.key, ()))
    return found or [known[name] for name in own]
