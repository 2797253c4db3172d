from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.common.widgets import dress
from governance.registers.entries import DayField, Entry
from ratings import checklists
from ratings.choices import DemonstrationState


class MoveForm(Entry):
    """A step of a demonstration point; an assessment asks for each item of the checklist, a withdrawal for its ground."""

    moved_on = DayField(label=_("from"))
    document = forms.CharField(label=_("document"), max_length=160)

    def __init__(self, data: Mapping[str, Any] | None = None, *, state: DemonstrationState, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if state == DemonstrationState.WITHDRAWN:
            self.fields["ground"] = forms.CharField(label=_("ground"), max_length=200)
        if state == DemonstrationState.ASSESSED:
            for item in checklists.current().items:
                self.fields[f"mark_{item.code}"] = _mark(item)
        self.order_fields([name for name in self.fields if name != "reason"])
        dress(self)

    def items(self) -> list[tuple[checklists.Item, Any]]:
        """The items of the checklist with their fields."""
        return [(item, self[name]) for item in checklists.current().items if (name := f"mark_{item.code}") in self.fields]

    def marks(self) -> dict[str, Decimal]:
        """What was given, by item."""
        names = (name for name in self.fields if name.startswith("mark_"))
        return {name.removeprefix("mark_"): self.cleaned_data[name] for name in names}


def _mark(item: checklists.Item) -> forms.DecimalField:
    words = _("Give it a mark from 0 to its full mark, such as 4.5.")
    return forms.DecimalField(
        label=f"{item.code} {item.title}", min_value=0, max_value=item.full_mark, max_digits=5, decimal_places=2,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_digits", "max_decimal_places", "max_whole_digits"), words
        ),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
