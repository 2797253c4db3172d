"""The form of any register, made from its declaration: validates only; screens and programs share it."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg2.extras import DateRange
from stdnum.cn import ric
from stdnum.exceptions import ValidationError as NumberError

from governance.divisions.models import Cluster, Community, Street
from governance.registers import values
from governance.registers.declarations import Register
from governance.registers.entries import (
    INTEGER_MAX,
    SMALLEST_INTEGER_MAX,
    DayField,
    Entry,
    MomentField,
    OfStreetField,
    count_field,
)
from governance.registers.references import ReferenceField

# Short lists are offered whole; anything longer is named by typing.
OFFERED_WHOLE = (Street, Community, Cluster)
IDENTITY_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dA-Za-z])")


class RecordForm(Entry):
    """Enters or corrects a record of a register.

    `record` is what is corrected, `initial` what is known beforehand; `only` cuts the form down to some fields.
    """

    on_behalf_of = forms.CharField(
        label=gettext_lazy("recorded on behalf of"), max_length=80, required=False,
        help_text=gettext_lazy("The caller, or the form on paper, where you only write down what somebody else said."),
    )

    confirm = forms.BooleanField(label=gettext_lazy("This is unusual, but it is right"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, register: Register, district: int, record: Any = None,
        initial: Mapping[str, Any] | None = None, only: tuple[str, ...] = (),
    ) -> None:
        self.register, self.district, self.record, self.only = register, district, record, only
        self.doubted: dict[str, Any] = {}
        known = {} if record is None else {k: v for value in self.typed() for k, v in value.initial(record).items()}
        super().__init__(data, initial={**known, **(initial or {})})
        for value in self.typed():
            for name, made in self._fields_of(value).items():
                self._word(value, made)
                if isinstance(value, values.Personal) and record is not None:
                    self._keep(value, made)
                made.disabled = record is not None and value.name in register.fixed
                self.fields[name] = made
        self._dress()

    def _word(self, value: values.Value, made: Any) -> None:
        """The field's label, unit and help, as the register says them."""
        made.label = made.label or value.label
        made.unit = value.unit
        made.help_text = made.help_text or self.register.help.get(value.name, "")

    def _keep(self, value: values.Personal, made: forms.Field) -> None:
        """Personal data is not shown to be corrected: an empty field keeps it, a dash takes it out."""
        self.initial.pop(value.name, None)
        if value.read(self.record):
            made.required = False
            made.widget.attrs["placeholder"] = value.text(self.record)
            made.help_text = (
                _("Leave it empty to keep it.") if value.is_required else _("Leave it empty to keep it; write - to take it out.")
            )

    def _dress(self) -> None:
        from governance.common.widgets import dress

        self.order_fields([name for name in self.fields if name not in ("confirm", "reason", "on_behalf_of")])
        dress(self)

    def typed(self) -> list[values.Value]:
        """The fields that a person types."""
        return self._typeable(self.only or self.register.fields)

    def _typeable(self, names: tuple[str, ...]) -> list[values.Value]:
        adapters = values.of(self.register)
        hidden = {*self.register.derived, *self.register.constants, *self.register.untyped}
        return [adapters[name] for name in names if name not in hidden]

    def rows_of(self, value: values.Reference) -> QuerySet[Any]:
        """What a reference may name: rows of the district in sight that the register allows."""
        rows = value.target._default_manager.filter(district_id=self.district)
        rows = rows.filter(self.register.limits.get(value.name, Q()))
        joined = getattr(value.target, "named_by", ())
        return rows.select_related(*joined) if joined else rows

    def _fields_of(self, value: values.Value) -> dict[str, forms.Field]:
        required = value.is_required
        if isinstance(value, values.Term):
            return self._term(value)
        if isinstance(value, values.Reference):
            return {value.name: self._reference(value, required)}
        if isinstance(value, values.Money):
            return {value.name: _decimal(12, 2, required, _("Write the amount in yuan, such as 1250.00."))}
        if isinstance(value, values.Day):
            return {value.name: DayField(required=required)}
        if isinstance(value, values.Moment):
            return {value.name: MomentField(required=required)}
        if isinstance(value, values.Choices):
            boxes = forms.MultipleChoiceField(
                choices=value.field.base_field.choices, widget=forms.CheckboxSelectMultiple, required=required
            )
            return {value.name: boxes}
        return {value.name: _plain(value, required)}

    def _term(self, value: values.Term) -> dict[str, forms.Field]:
        start, _end = value.names
        # A record may go on; a period that is reported on is over.
        goes_on = value.name == "valid"
        return {
            start: DayField(label=_("from")),
            f"{value.name}_until": DayField(
                label=_("last day"), required=not goes_on, help_text=_("Empty while it goes on.") if goes_on else ""
            ),
        }

    def _reference(self, value: values.Reference, required: bool) -> forms.Field:
        rows = self.rows_of(value)
        if value.target in OFFERED_WHOLE:
            kind: Any = OfStreetField
            if value.target is Street:
                kind = forms.ModelChoiceField
            else:
                rows = rows.select_related("street").order_by("street__code", "name")
            return kind(
                queryset=rows, required=required, empty_label=_("Choose"),
                error_messages={"invalid_choice": _("Choose one of those offered.")},
            )
        return ReferenceField(rows=rows, suggest=value.name, required=required)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, given in list(data.items()):
            if isinstance(given, str) and name != "uscc" and _has_identity_number(given):
                self.add_error(name, _("Identity-card numbers are not kept here. Take it out."))
        for value in self.typed():
            if isinstance(value, values.Term):
                self._check_term(value, data)
            elif isinstance(value, values.Personal):
                self._check_personal(value, data.get(value.name) or "")
        # Of some fields alone, without the rest of the record, nothing can be called unusual.
        if not self.errors and (self.record is not None or not self.only) and not data.get("confirm"):
            self._doubt()
        return data

    def _doubt(self) -> None:
        """What is unusual must be confirmed; the box for it appears with the doubt."""
        standing: dict[str, Any] = {}
        if self.record is not None:
            standing = {value.name: value.read(self.record) for value in self._typeable(self.register.fields)}
        self.doubted = self.register.doubts({**standing, **self.attributes()})
        if self.record is not None:
            # What was unusual before this correction is not asked about again.
            self.doubted = {name: said for name, said in self.doubted.items() if name not in self.register.doubts(standing)}
        for name, message in self.doubted.items():
            self.add_error(name if name in self.fields else None, forms.ValidationError(str(message), code="doubt"))

    def _check_term(self, value: values.Term, data: Mapping[str, Any]) -> None:
        start, until = data.get(value.names[0]), data.get(f"{value.name}_until")
        if start and until and until < start:
            self.add_error(f"{value.name}_until", _("The last day can't lie before the first."))

    def _check_personal(self, value: values.Personal, given: str) -> None:
        """A mask is nobody's name or number, and what must stand there can't be taken out."""
        standing = "" if self.record is None else value.read(self.record)
        if "*" in given and given != standing:
            message = _("This is the mask that lists show. Write it in full, or leave the field empty to keep what stands there.")
            self.add_error(value.name, forms.ValidationError(message, code="masked"))
        if given == "-" and value.is_required:
            self.add_error(value.name, _("This can't be taken out. Write it in full."))

    def attributes(self) -> dict[str, Any]:
        """What was typed, as attributes of the record; only fields that the data names, where it was partial."""
        data, found = self.cleaned_data, {}
        for value in self.typed():
            if isinstance(value, values.Term):
                found[value.name] = _half_open(data.get(value.names[0]), data.get(f"{value.name}_until"))
            elif isinstance(value, values.Money):
                found[value.name] = value.stored(data[value.name])
            elif isinstance(value, values.Personal) and self.record is not None:
                found[value.name] = _kept(data.get(value.name) or "", value.read(self.record), value.is_required)
            else:
                given = data.get(value.name)
                found[value.name] = _empty(value) if given is None else given
        return found


def _empty(value: values.Value) -> Any:
    """What stands for nothing in the column."""
    if value.field.null:
        return None
    return value.field.get_default() if value.field.has_default() else ""


def _kept(typed: str, standing: str, is_required: bool) -> str:
    if typed == "-" and not is_required:
        return ""
    return typed or standing


def _half_open(start: date | None, until: date | None) -> DateRange:
    return DateRange(start, until + timedelta(days=1) if until else None)


def _has_identity_number(text: str) -> bool:
    for found in IDENTITY_NUMBER.findall(text):
        try:
            ric.validate(found.upper())
        except NumberError:
            continue
        return True
    return False


def _decimal(digits: int, places: int, required: bool, words: str, least: Any = 0) -> forms.DecimalField:
    said = {
        "invalid": words,
        "max_decimal_places": _("At most %(max)s decimals, such as 3521.60."),
        "max_digits": _("This number is too large to be true."),
    }
    if least is not None:
        said["min_value"] = _("It can't be less than %(limit_value)s.")
    return forms.DecimalField(
        max_digits=digits, decimal_places=places, min_value=least, required=required, error_messages=said,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def _plain(value: values.Value, required: bool) -> forms.Field:
    """A field for text, words of a list, numbers and yes or no."""
    column = value.field
    if isinstance(value, values.Choice):
        choices = [*([("", _("Choose"))] if column.blank or not column.has_default() else []), *column.choices]
        # A word of the list must stand there, even where one stands there by itself.
        return forms.ChoiceField(choices=choices, required=required or not column.blank, initial=column.get_default())
    if isinstance(value, values.Flag):
        return forms.BooleanField(required=False)
    if isinstance(value, values.Count):
        most = SMALLEST_INTEGER_MAX if "Small" in type(column).__name__ else INTEGER_MAX
        made = count_field(column, most=most)
        made.required = required
        return made
    if isinstance(value, values.Amount):
        words = _("Write it as a number, such as 3521.60.")
        made_decimal = _decimal(column.max_digits, column.decimal_places, required, words, None)
        made_decimal.validators.extend(column._validators)
        return made_decimal
    return forms.CharField(max_length=column.max_length, required=required)
