"""Forms of the verbs by which places change; they validate only."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from courtyards.models import Courtyard
from courtyards.services import MOST_PARTS, Part
from governance.common.widgets import dress
from governance.registers.entries import INTEGER_MAX, DayField, Entry, OfStreetField
from governance.registers.references import ReferenceField

OTHERS = 3
FEWEST_PARTS = 2


class MoveForm(Entry):
    """Where a courtyard lies from a day on. `communities` are those that the person may choose."""

    community = OfStreetField(
        queryset=Courtyard.objects.none(), label=_("new community"), empty_label=_("Choose"),
        error_messages={"invalid_choice": _("Choose one of those offered."), "required": _("Choose a community.")},
    )
    on = DayField(label=_("from"), help_text=_("The first day in the new place. Figures of earlier days stay as they are."))

    def __init__(self, data: Mapping[str, Any] | None = None, *, communities: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["community"]
        field.queryset = communities


class MergeForm(Entry):
    """Which courtyards go into which, existing or new. The page's own courtyard is one of them, or stands for them."""

    into = ReferenceField(
        rows=Courtyard.objects.none(), suggest="courtyard", label=_("existing courtyard that stands for them"),
        required=False, help_text=_("Its code, such as 410104001-0001, or its name."),
    )
    name = forms.CharField(
        label=_("or the name of a new one"), max_length=80, required=False,
        help_text=_("It gets a code of its own, and the sums of area, buildings, households and residents."),
    )
    on = DayField(label=_("from"), help_text=_("The first day after the merger."))
    carry = forms.BooleanField(
        label=_("Contracts, Party cover, assignments and buildings go on at the successor"), required=False
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, courtyard: Courtyard, rows: QuerySet[Any], **kwargs: Any
    ) -> None:
        self.courtyard = courtyard
        super().__init__(data, **kwargs)
        into: Any = self.fields["into"]
        into.rows = rows
        for number in range(1, OTHERS + 1):
            self.fields[f"other_{number}"] = ReferenceField(
                rows=rows, suggest="courtyard", required=False, label=_("further courtyard %(number)s") % {"number": number}
            )
        others = [f"other_{number}" for number in range(1, OTHERS + 1)]
        self.order_fields([*others, *(name for name in self.fields if name not in others)])
        dress(self)

    def ending(self) -> list[Courtyard]:
        """The courtyards that end: all that are named, but the one that stands for them."""
        named = [self.courtyard, *(self.cleaned_data[f"other_{n}"] for n in range(1, OTHERS + 1))]
        return [courtyard for courtyard in named if courtyard and courtyard != self.cleaned_data["into"]]


class SplitForm(Entry):
    """The new courtyards out of an old one, a line for each; a line that is left empty is none."""

    on = DayField(label=_("from"), help_text=_("The first day of the new courtyards."))
    parts = forms.IntegerField(widget=forms.HiddenInput, min_value=FEWEST_PARTS, max_value=MOST_PARTS)
    confirm = forms.BooleanField(label=_("The sums differ, but it is right"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, lines: int, **kwargs: Any) -> None:
        self.lines = max(FEWEST_PARTS, min(MOST_PARTS, lines))
        super().__init__(data, initial={"parts": self.lines, **kwargs.pop("initial", {})}, **kwargs)
        for number in range(1, self.lines + 1):
            self.fields |= {f"{name}_{number}": made for name, made in _part_fields().items()}
        self.order_fields([name for name in self.fields if name not in ("confirm", "reason")])
        dress(self)

    def rows(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The lines for the template."""
        for number in range(1, self.lines + 1):
            yield number, [self[f"{name}_{number}"] for name in ("name", "area_m2", "households")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(1, self.lines + 1):
            line = self._line(data, number)
            if not line.name and (line.area_m2 is not None or line.households is not None):
                self.add_error(f"name_{number}", _now("Give this courtyard a name, or leave the whole line empty."))
        return data

    def named(self) -> list[Part]:
        """What was typed, without the empty lines."""
        lines = [self._line(self.cleaned_data, number) for number in range(1, self.lines + 1)]
        return [line for line in lines if line.name]

    def _line(self, data: Mapping[str, Any], number: int) -> Part:
        return Part(
            name=data.get(f"name_{number}") or "", area_m2=data.get(f"area_m2_{number}"),
            households=data.get(f"households_{number}"),
        )


def _part_fields() -> dict[str, forms.Field]:
    area: Any = forms.DecimalField(
        label=_("floor area"), required=False, max_digits=12, decimal_places=2, min_value=Decimal("0.01"),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "invalid": _("Write the area as a number, such as 3521.60."),
            "max_decimal_places": _("The area has at most two decimals: write 3521.60, not 3521.605."),
            "max_digits": _("This area is too large to be true. Is it in square metres?"),
            "min_value": _("The area must be more than 0 ㎡. Leave it empty if it is not known."),
        },
    )
    area.unit = "㎡"
    households = forms.IntegerField(
        label=_("households"), required=False, min_value=0, max_value=INTEGER_MAX,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Write a whole number, such as 126."), "min_value": _("It can't be less than 0."),
            "max_value": _("This number is too large to be true."),
        },
    )
    name = forms.CharField(label=_("name"), max_length=80, required=False)
    return {"name": name, "area_m2": area, "households": households}
