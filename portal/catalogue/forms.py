"""The form of a variant; it validates only. Its fields are those of the indicator: populations, and a choice per option."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.common.widgets import Dressed
from governance.indicators.definitions import POPULATION_WORDS, Indicator
from governance.indicators.models import IndicatorVariant
from governance.indicators.services import Reading
from governance.registers.entries import DayField

OPTION = "option_"


class VariantForm(Dressed, forms.Form):
    """What a variant says, since when, and why."""

    population = forms.ChoiceField(label=_("population"))
    label_zh = forms.CharField(
        label=_("name, Chinese"), max_length=80, required=False, help_text=_("Made up of the choice, if it is left empty.")
    )
    label_en = forms.CharField(label=_("name, English"), max_length=160, required=False)
    why_zh = forms.CharField(label=_("why it matters, Chinese"), max_length=200, required=False)
    why_en = forms.CharField(label=_("why it matters, English"), max_length=200, required=False)
    in_force_from = DayField(label=_("in force from"))
    reason = forms.CharField(
        label=_("reason of the change"), max_length=300,
        help_text=_("It stands in the list of versions for ever: which document or decision asks for it."),
        error_messages={"required": _("Say in a few words why; it stands in the history.")},
    )

    def __init__(self, *args: Any, of: Indicator, **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **kwargs)
        # What is chosen stands together, before what it is called.
        self.order_fields(["population", *(f"{OPTION}{option.name}" for option in of.options)])
        self.fields["population"].choices = [  # type: ignore[attr-defined]
            (code, POPULATION_WORDS[code]) for code in of.populations
        ]

    @staticmethod
    def for_indicator(of: Indicator) -> type["VariantForm"]:
        """The form with a field for each option of the indicator, behind its population."""
        fields = {
            f"{OPTION}{option.name}": forms.MultipleChoiceField(
                label=str(option.label), choices=[(code, str(words)) for code, words in option.codes], required=False,
                widget=forms.CheckboxSelectMultiple, help_text=_("Only what is ticked counts; without a tick all of it does."),
            )
            for option in of.options
        }
        made: type[VariantForm] = type("VariantForm", (VariantForm,), fields)
        return made

    @staticmethod
    def told(row: IndicatorVariant) -> dict[str, Any]:
        """The first values of the form of a next version: what the last one says."""
        names = ("population", "label_zh", "label_en", "why_zh", "why_en")
        return {name: getattr(row, name) for name in names} | {
            f"{OPTION}{name}": codes for name, codes in row.chosen.items()
        }

    @property
    def reading(self) -> Reading:
        data = self.cleaned_data
        return Reading(
            data["population"], {option.name: data[f"{OPTION}{option.name}"] for option in self.of.options},
            label_zh=data["label_zh"], label_en=data["label_en"], why_zh=data["why_zh"], why_en=data["why_en"],
        )
