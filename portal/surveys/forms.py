"""Forms of the surveys; they validate only."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.common.widgets import Dressed
from ratings.surveys.services import Sample

POPULATIONS = [
    ("three_no", _("three-no courtyards")), ("renovated", _("renovated courtyards")), ("all", _("all courtyards"))
]


def share(label: Any, initial: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal(0), max_value=Decimal(100), max_digits=5, decimal_places=2, initial=Decimal(initial)
    )


class PlanForm(Dressed, forms.Form):
    """What a survey asks whom and when; its last day is the last one on which links take answers."""

    title = forms.CharField(label=_("Title"), max_length=120)
    questionnaire = forms.ChoiceField(label=_("Questionnaire"))
    first_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}))
    last_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))
    population = forms.ChoiceField(label=_("Courtyards"), choices=POPULATIONS)
    streets = forms.MultipleChoiceField(
        label=_("Streets"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("None ticked: all of them."),
    )
    sample_share = share(_("Households asked, percent"), "15.00")
    sample_least = forms.IntegerField(label=_("but at least"), min_value=1, max_value=2000, initial=60)
    minimum_share = share(_("Valid answers needed, percent of the households"), "10.00")
    minimum_least = forms.IntegerField(label=_("but at least"), min_value=1, max_value=2000, initial=50)
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, questionnaires: Any, streets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["questionnaire"]
        chosen.choices = [(str(one.pk), str(one)) for one in questionnaires]
        offered: Any = self.fields["streets"]
        offered.choices = [(str(street.pk), street.name) for street in streets]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("first_on") and given.get("last_on") and given["last_on"] < given["first_on"]:
            self.add_error("last_on", _("The last day lies before the first. Choose the days again."))
        return given

    def days(self) -> tuple[Any, Any]:
        """The survey's days, half-open."""
        return self.cleaned_data["first_on"], self.cleaned_data["last_on"] + timedelta(days=1)

    def sample(self) -> Sample:
        told = self.cleaned_data
        return Sample(told["sample_share"], told["sample_least"], told["minimum_share"], told["minimum_least"])
