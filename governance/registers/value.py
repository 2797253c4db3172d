"""What every adapter of a column has in common: its label, its unit, how its value is read, shown, told and typed."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from governance.registers.declarations import Register, Text

EMPTY = "—"


class Value:
    """A column of one attribute. `path` leads to the row that has it: the record itself, or its base."""

    # How a program types it, for the OpenAPI document.
    schema: dict[str, Any] = {"type": "string"}

    def __init__(self, register: Register, field: Any, on_base: bool) -> None:
        self.register, self.field, self.on_base = register, field, on_base
        self.name: str = field.name

    @property
    def label(self) -> Text:
        return self.field.verbose_name

    @property
    def unit(self) -> Text:
        """The unit that a number is shown with; empty where it has none."""
        return self.register.units.get(self.name, "㎡" if self.name.endswith("_m2") else "")

    @property
    def path(self) -> str:
        """The path of a query."""
        return f"{self.register.base}__{self.name}" if self.on_base else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which programs know it."""
        return (self.name,)

    @property
    def is_required(self) -> bool:
        blank = getattr(self.field, "blank", False) or self.field.null or isinstance(self.field, models.BooleanField)
        return self.name in self.register.required or (not blank and not self.field.has_default())

    def row(self, record: Any) -> Any:
        return getattr(record, self.register.base) if self.on_base else record

    def read(self, record: Any) -> Any:
        return getattr(self.row(record), self.name)

    def text(self, record: Any) -> str:
        """For a screen."""
        value = self.read(record)
        if value is None or value == "":
            return EMPTY
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return str(value)

    def told(self, record: Any) -> dict[str, Any]:
        """For a program, by name."""
        return {self.name: self.read(record)}

    def initial(self, record: Any) -> dict[str, Any]:
        """For the form, by its field names."""
        return {self.name: self.read(record)}
