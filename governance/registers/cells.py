"""One cell as text: what stands in it, and what somebody who typed or pasted into it means.

A record's cells hold what the register's form takes, in the words of the screen: 楼院 and not `courtyard`.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from governance.registers import references, values
from governance.registers.entries import tidy
from governance.registers.forms import OFFERED_WHOLE, RecordForm

DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?", re.ASCII)
COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)
THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
# What a sheet writes behind a number, in the form to which input methods' signs are tidied.
UNITS = ("m2", "平方米", "元", "户", "人", "栋", "年")
NUMBERS = (values.Count, values.Amount, values.Money)
YES = frozenset({"是", "有", "√", "✓", "1", "y", "yes", "true"})
NO = frozenset({"否", "无", "×", "✗", "0", "n", "no", "false"})


def names(value: values.Value) -> tuple[str, ...]:
    """The fields of the form that one attribute has: a term has two."""
    return (value.names[0], f"{value.name}_until") if isinstance(value, values.Term) else (value.name,)


def text(value: values.Value, record: Any, name: str) -> str:
    """What stands in the cell `name` of an attribute; personal data as its mask."""
    if isinstance(value, values.Personal | values.Choice | values.Choices):
        shown = value.text(record)
        return "" if shown == values.EMPTY else shown
    if isinstance(value, values.Reference):
        row = value.read(record)
        return "" if row is None else named(value, row)
    found = value.initial(record)[name]
    if isinstance(found, bool):
        return _("yes") if found else _("no")
    return "" if found is None else str(found)


def named(value: values.Reference, row: Any) -> str:
    """How a cell names another record; a street or community by its name alone."""
    return str(row) if value.target in OFFERED_WHOLE else references.written(row)


def plain(value: values.Value, given: str) -> str:
    """A typed text without what sheets dress it in: thousands, units, the many ways to write a day."""
    given = tidy(given)
    if given == values.EMPTY:
        return ""
    if isinstance(value, values.Day | values.Term):
        found = DAY.fullmatch(given) or COMPACT_DAY.fullmatch(given)
        return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else given
    if isinstance(value, NUMBERS):
        unit = next((unit for unit in (tidy(str(value.unit)), *UNITS) if unit and given.endswith(unit)), "")
        bare = given.removesuffix(unit).strip()
        return bare.replace(",", "") if THOUSANDS.fullmatch(bare) else bare
    return given


class Meaning:
    """What the form of a register takes for the texts of many rows; each name of a record is looked up once."""

    def __init__(self, form: RecordForm) -> None:
        self.fields = form.fields
        self.found: dict[tuple[str, str], Any] = {}

    def of(self, value: values.Value, name: str, given: str) -> Any:
        """The value for the form; a text that means nothing goes on as it is, for the form to refuse."""
        given = plain(value, given)
        if not given:
            return [] if isinstance(value, values.Choices) else ""
        if isinstance(value, values.Reference):
            if (name, given) not in self.found:
                self.found[name, given] = self._record(value, name, given)
            return self.found[name, given]
        if isinstance(value, values.Choice):
            return _word(value.field.choices, given)
        if isinstance(value, values.Choices):
            return [_word(value.field.base_field.choices, part) for part in re.split(r"[、,;；，\s]+", given) if part]
        if isinstance(value, values.Flag):
            return _flag(given)
        return given

    def _record(self, value: values.Reference, name: str, given: str) -> Any:
        field: Any = self.fields[name]
        if value.target in OFFERED_WHOLE:
            rows = [row for row in self.offered(name) if given in (str(row), str(getattr(row, "code", "")))]
            return rows[0].pk if len(rows) == 1 else given
        try:
            return field.clean(given)
        except forms.ValidationError:
            return given

    def offered(self, name: str) -> Sequence[Any]:
        """The rows of a short list, read once."""
        if (name, "") not in self.found:
            field: Any = self.fields[name]
            self.found[name, ""] = list(field.queryset)
        rows: Sequence[Any] = self.found[name, ""]
        return rows


def options(value: values.Value, meaning: Meaning) -> tuple[str, ...]:
    """What a list offers for the cell; nothing where anything may be typed."""
    if isinstance(value, values.Choice):
        return tuple(str(label) for word, label in value.field.choices if word != "")
    if isinstance(value, values.Flag):
        return (_("yes"), _("no"))
    if isinstance(value, values.Reference) and value.target in OFFERED_WHOLE:
        return tuple(dict.fromkeys(str(row) for row in meaning.offered(value.name)))
    return ()


def _word(choices: Any, given: str) -> str:
    """The stored word of a label; the given text where there is none."""
    by_label: Mapping[str, str] = {str(label): str(word) for word, label in choices}
    return by_label.get(given, given)


def _flag(given: str) -> Any:
    if given.lower() in YES or given == _("yes"):
        return True
    if given.lower() in NO or given == _("no"):
        return False
    raise Unclear(_("Write yes or no."))


class Unclear(ValueError):
    """A text that the cell's field would silently take for something else."""
