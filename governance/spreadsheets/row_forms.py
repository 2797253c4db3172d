"""The register's form for many rows: made once, asked again for each; its references are resolved beforehand."""

from collections.abc import Mapping
from typing import Any

from django import forms

from governance.registers import values
from governance.registers.declarations import Register
from governance.registers.forms import RecordForm


class ResolvedField(forms.Field):
    """A record that was found already; its name was a sheet's cell."""

    def to_python(self, value: Any) -> Any:
        return value or None


class RowForm(RecordForm):
    """Validates one row after the other. `ask` gives the faults by field, and the attributes where there are none."""

    def __init__(self, *, register: Register, district: int, record: Any = None) -> None:
        super().__init__({}, register=register, district=district, record=record)
        # What the sheet as a whole says once: the reason, and that what is unusual is right.
        for name in ("reason", "confirm", "on_behalf_of", "version"):
            del self.fields[name]

    def _reference(self, value: values.Reference, required: bool) -> forms.Field:
        return ResolvedField(required=required, widget=forms.TextInput())

    def ask(self, given: Mapping[str, Any], record: Any = None) -> dict[str, list[tuple[str, str]]]:
        """[(code, message)] of every field that is at fault; `doubt` is the code of what is only unusual."""
        self.data, self.record = given, record
        self._bound_fields_cache: dict[str, Any] = {}
        if record is not None:
            # Fields that are entered once take what stands, whatever a sheet says; the comparison tells of it.
            self.initial = {name: given[name] for name in self.fields if self.fields[name].disabled and name in given}
            self._personal_kept(record)
        self.doubted = {}
        self.full_clean()
        return {
            name: [(error.code or "invalid", str(message)) for error in errors.as_data() for message in error.messages]
            for name, errors in self.errors.items()
        }

    def _personal_kept(self, record: Any) -> None:
        for value in self.typed():
            if isinstance(value, values.Personal):
                self.fields[value.name].required = value.is_required and not value.read(record)

    def standing(self, record: Any) -> dict[str, Any]:
        """What a correction starts from: the record as its form would show it."""
        known: dict[str, Any] = {}
        for value in self.typed():
            for name, said in value.initial(record).items():
                if isinstance(value, values.Personal):
                    continue
                known[name] = _as_typed(said)
        return known


def _as_typed(said: Any) -> Any:
    """As a form sends it; other records stay what they are."""
    if said is None:
        return ""
    if isinstance(said, bool):
        return "on" if said else ""
    if isinstance(said, list) or hasattr(said, "_meta"):
        return said
    return str(said)
