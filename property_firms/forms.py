"""Forms of firms and contracts; they validate only."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as NumberError

from courtyards.models import Courtyard
from governance.common.widgets import Dressed
from governance.divisions.models import Street
from property_firms.choices import FirmKind

CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")


class FirmForm(Dressed, forms.Form):
    """A firm. A credit code of the wrong length or letters is refused; a wrong check character must be confirmed."""

    name = forms.CharField(label=_("name"), max_length=120)
    uscc = forms.CharField(
        label=_("unified social credit code"), max_length=40, help_text=_("18 digits and capital letters")
    )
    kind = forms.ChoiceField(label=_("kind"), choices=FirmKind.choices)
    street = forms.ModelChoiceField(
        label=_("street"), queryset=Street.objects.none(), required=False,
        help_text=_("Only for a street platform firm; a market firm belongs to the whole district."),
        error_messages={"invalid_choice": _("Choose your own street.")},
    )
    legal_representative = forms.CharField(label=_("legal representative"), max_length=40, required=False)
    staff = forms.IntegerField(label=_("staff"), min_value=0, max_value=100_000, initial=0)
    party_members = forms.IntegerField(label=_("Party members"), min_value=0, max_value=10_000, initial=0)
    phone = forms.CharField(label=_("telephone"), max_length=30, required=False)
    registered_on = forms.DateField(
        label=_("active in the district from"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write the date as 2022-07-07.")},
    )
    confirm = forms.BooleanField(
        label=_("The credit code is right although its check character is not"), required=False
    )
    reason = forms.CharField(
        label=_("reason of the change"), max_length=300, help_text=_("It stands in the record's history for ever."),
        error_messages={"required": _("Say in a few words why; it stands in the history.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, streets: Any, editing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["street"].queryset = streets  # type: ignore[attr-defined]
        if editing:
            del self.fields["registered_on"]
            del self.fields["street"]

    def clean_uscc(self) -> str:
        code = unicodedata.normalize("NFKC", self.cleaned_data["uscc"]).replace(" ", "").upper()
        if not CODE.fullmatch(code):
            raise forms.ValidationError(
                _("A unified social credit code has 18 digits and capital letters, without I, O, S, V and Z.")
            )
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "uscc" in data and not data.get("confirm"):
            try:
                uscc.validate(data["uscc"])
            except NumberError:
                self.add_error(
                    "uscc",
                    _("The last character does not fit the others. Check the code; if it is right, tick the box below."),
                )
        if "street" in self.fields and data.get("kind") == FirmKind.STREET_PLATFORM and not data.get("street"):
            self.add_error("street", _("A street platform firm needs its street."))
        if data.get("kind") == FirmKind.MARKET:
            data["street"] = None
        return data


class ContractForm(Dressed, forms.Form):
    """A contract of a firm for a courtyard."""

    courtyard: Any = forms.ModelChoiceField(
        label=_("courtyard"), queryset=Courtyard.objects.none(), to_field_name="code",
        widget=forms.TextInput(attrs={"list": "courtyards", "autocomplete": "off"}),
        help_text=_("Its code, such as 410104001-0001"),
        error_messages={"invalid_choice": _("There is no courtyard with this code that you may contract.")},
    )
    since = forms.DateField(label=_("contracted from"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    until = forms.DateField(
        label=_("contracted until"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("the first day without the contract; empty for an open one"),
    )
    started_on = forms.DateField(
        label=_("service started on"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    fee = forms.DecimalField(
        label=_("fee"), max_digits=6, decimal_places=2, min_value=Decimal(0), help_text=_("yuan/㎡/month")
    )
    reason = forms.CharField(label=_("reason of the change"), max_length=300)

    def __init__(self, *args: Any, courtyards: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["courtyard"].queryset = courtyards  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        since, until, started = data.get("since"), data.get("until"), data.get("started_on")
        if since and until and until <= since:
            self.add_error("until", _("The contract must end after it begins."))
        elif since and started and not (since <= started and (until is None or started < until)):
            self.add_error("started_on", _("Service must start inside the contract's term."))
        return data
