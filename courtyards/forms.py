"""The form of a courtyard; it validates only."""

import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courtyards.models import Courtyard
from courtyards.services import FIELDS
from governance.common.widgets import Dressed
from governance.divisions.models import Community

AREA_MESSAGES = {
    "invalid": _("Write the area as a number, such as 3521.60."),
    "max_decimal_places": _("The area has at most two decimals: write 3521.60, not 3521.605."),
    "max_digits": _("This area is too large to be true. Is it in square metres?"),
}


class CommunityChoice(forms.ModelChoiceField):
    """Communities with their street, for people who see several."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.street.name} · {obj.name}"


class CourtyardForm(Dressed, forms.ModelForm):
    """Enters or corrects a courtyard; full-width digits are read as digits."""

    community = CommunityChoice(
        queryset=Community.objects.none(), label=_("community"), empty_label=_("Choose"),
        error_messages={
            "invalid_choice": _("Choose a community of your own street."), "required": _("Choose a community."),
        },
    )
    area_m2 = forms.DecimalField(
        label=_("floor area"), required=False, max_digits=12, decimal_places=2, error_messages=AREA_MESSAGES,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    registered_on = forms.DateField(
        label=_("in the register from"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Write the date as 2022-07-07.")},
    )
    reason = forms.CharField(
        label=_("reason of the change"), max_length=300, help_text=_("It stands in the record's history for ever."),
        error_messages={"required": _("Say in a few words why; it stands in the history.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Courtyard
        fields = list(FIELDS)

    def __init__(self, *args: Any, communities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["community"].queryset = communities  # type: ignore[attr-defined]
        for name, unit in (("area_m2", "㎡"), ("households", _("households (unit)")), ("residents", _("persons"))):
            self.fields[name].unit = unit  # type: ignore[attr-defined]
        if self.instance.pk:
            del self.fields["registered_on"]

    def clean_area_m2(self) -> Decimal | None:
        area: Decimal | None = self.cleaned_data["area_m2"]
        if area is not None and area <= 0:
            raise forms.ValidationError(_("The area must be more than 0 ㎡. Leave it empty if it is not known."))
        return area

    def clean_built_year(self) -> int | None:
        year: int | None = self.cleaned_data["built_year"]
        if year is not None and not 1900 <= year <= 2100:
            raise forms.ValidationError(_("The year built must lie between 1900 and 2100."))
        return year

    def _clean_fields(self) -> None:
        # Input methods leave full-width digits and letters behind.
        self.data = {
            key: unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else value
            for key, value in self.data.items()
        }
        super()._clean_fields()  # type: ignore[misc]

    def _post_clean(self) -> None:
        """Constraints of the whole record are the service's and the database's matter."""
