"""Forms of the ledger; they validate only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.common.periods import Month
from governance.common.widgets import Dressed

WRONG_MONTH = _("Write the month as 2021-06.")


class MonthField(forms.CharField):
    """A month, YYYY-MM; cleaned to a Month."""

    widget = forms.TextInput(attrs={"type": "month"})

    def clean(self, value: Any) -> Month:
        try:
            return Month.parse(super().clean(value))
        except ValueError as wrong:
            raise forms.ValidationError(WRONG_MONTH) from wrong


class MonthsForm(Dressed, forms.Form):
    """Which months to compute."""

    first = MonthField(label=_("from month"))
    last = MonthField(label=_("to month"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "first" in data and "last" in data and data["last"] < data["first"]:
            self.add_error("last", _("The last month lies before the first."))
        return data
