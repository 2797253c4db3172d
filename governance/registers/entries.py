"""What the forms of all registers share: tidy input, a reason, the version they were opened with."""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from governance.common.widgets import Dressed

# Column limits of PostgreSQL; a typing error beyond them is a sentence at the field, not a fault of the server.
SMALLEST_INTEGER_MAX, INTEGER_MAX = 32_767, 2_147_483_647
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


def tidy(text: str) -> str:
    """Full-width digits, letters and spaces as the plain ones; input methods leave them behind."""
    return unicodedata.normalize("NFKC", text).strip()


class DayField(forms.DateField):
    """A calendar day that may stand in a register of this century or the last."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)
        self.error_messages = {**self.error_messages, "invalid": _("Write the date as 2022-07-07.")}

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not EARLIEST <= value <= LATEST:
            raise forms.ValidationError(_("The year of this date can't be right."), code="implausible")


class MomentField(forms.DateTimeField):
    """A moment to the minute, as the district's clocks show it; programs may name another zone."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}))
        super().__init__(input_formats=["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"], **kwargs)
        self.error_messages = {**self.error_messages, "invalid": _("Write day and time as 2022-07-07 08:30.")}

    def prepare_value(self, value: Any) -> Any:
        """The browser's field wants a T between day and time."""
        return value.replace(" ", "T") if isinstance(value, str) else super().prepare_value(value)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not EARLIEST <= value.date() <= LATEST:
            raise forms.ValidationError(_("The year of this date can't be right."), code="implausible")


class Entry(Dressed, forms.Form):
    """A form that writes to a register. It reads tidy text, and asks for the reason that the history keeps."""

    reason = forms.CharField(
        label=_("reason of the change"), max_length=300, help_text=_("It stands in the record's history for ever."),
        error_messages={"required": _("Say in a few words why; it stands in the history.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    # The reason is asked for last, whatever the form's own fields are.
    field_order: list[str] | None = None

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(None if data is None else _tidied(data), *args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"])

    def open_again(self, version: int) -> None:
        """The same input, to be saved over the record as it is now."""
        opened: Any = self.data
        opened = opened.copy()
        opened[self.add_prefix("version")] = str(version)
        self.data = opened


def _tidied(data: Mapping[str, Any]) -> Any:
    """The input with tidy texts; a field of several boxes keeps every one that is ticked."""
    if isinstance(data, MultiValueDict):
        return MultiValueDict({name: [_tidy(value) for value in given] for name, given in data.lists()})
    return {name: _tidy(value) for name, value in data.items()}


def _tidy(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


class _Grouped(forms.models.ModelChoiceIterator):
    """Options under the name of their street; a plain list where there is one street only."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        found = [
            (street, [self.choice(row) for row in rows])
            for street, rows in groupby(self.queryset, key=lambda row: row.street.name)
        ]
        if len(found) == 1:
            yield from found[0][1]
        else:
            yield from found


class OfStreetField(forms.ModelChoiceField):
    """A choice among rows of the streets in sight. The queryset is ordered by street and has it joined."""

    iterator = _Grouped


def count_field(model_field: Any, *, most: int, **kwargs: Any) -> forms.IntegerField:
    """A whole number of a column, with its own name, from nought to what its column can hold."""
    return forms.IntegerField(
        label=model_field.verbose_name, required=not model_field.null, min_value=0, max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write a whole number, such as 126."),
            "min_value": _("It can't be less than 0."),
            "max_value": _("This number is too large to be true."),
        },
        **kwargs,
    )
