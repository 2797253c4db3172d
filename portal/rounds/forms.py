"""Forms of a round's way; they validate only."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.common.periods import Month
from governance.common.widgets import Dressed
from governance.registers.entries import DayField, Entry
from ratings.choices import DecisionKind, EntryStep, Objector
from ratings.models import RatingStandard
from ratings.rounds.services import Lodged, Plan, Proposal
from ratings.rules.rounds import TIMED, Step

# What the steps take where nobody says otherwise, in working days.
DAYS = {Step.SELF: 10, Step.OPINION: 5, Step.RATING: 15, Step.RECHECK: 10}


class MonthField(forms.CharField):
    """A month, kept as its first day."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "month"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return Month.parse(text).first
        except ValueError as odd:
            raise forms.ValidationError(_("Write the month as 2022-07.")) from odd


class OpenForm(Entry):
    """What a round is opened by."""

    standard = forms.ChoiceField(label=_("standard"))
    year = forms.IntegerField(label=_("year"), min_value=2000, max_value=2100)
    eligible_on = DayField(label=_("day of eligibility"), help_text=_("Who is rated is decided by the records of this day."))
    first_month = MonthField(label=_("counts from the month"))
    last_month = MonthField(label=_("counts until the month"))

    def __init__(self, *args: Any, standards: list[RatingStandard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standards = {str(one.pk): one for one in standards}
        chosen: Any = self.fields["standard"]
        chosen.choices = [(pk, str(one)) for pk, one in self.standards.items()]
        for step in TIMED:
            self.fields[f"days_{step.value}"] = forms.IntegerField(
                label=_("%(step)s, working days") % {"step": EntryStep(step.value).label}, min_value=1, max_value=250,
                initial=DAYS[step], widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "form-control"}),
            )
        self.order_fields([name for name in self.fields if name != "reason"])

    def plan(self) -> Plan:
        """Raises nothing: the service says what is wrong with it."""
        told = self.cleaned_data
        until = Month.of(told["last_month"]).next().first
        return Plan(
            standard=self.standards[told["standard"]], year=told["year"], eligible_on=told["eligible_on"],
            applies=(told["first_month"], until), days={step: told[f"days_{step.value}"] for step in TIMED},
        )


class PublicityForm(Dressed, forms.Form):
    """Of which part of a round the stars are published, and where."""

    street = forms.ChoiceField(label=_("part"), required=False)
    document = forms.CharField(label=_("notice, with its number"), max_length=160)
    place = forms.CharField(
        label=_("where it is shown"), max_length=160, help_text=_("Such as the notice boards of the courtyards and the website."),
    )

    def __init__(self, *args: Any, streets: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["street"]
        chosen.choices = [("", _("the whole round")), *((str(street.pk), street.name) for street in streets)]


class ObjectionForm(Entry):
    """An objection as it came in, on paper or by word of mouth."""

    objector = forms.ChoiceField(label=_("who objects"), choices=Objector.choices)
    signed = forms.IntegerField(
        label=_("owners who signed"), required=False, min_value=1, max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}), help_text=_("Of owners only: one signature for each household."),
    )
    received_on = DayField(label=_("received on"))
    grounds = forms.CharField(
        label=_("grounds"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is wrong with the star, item by item. Leave out names and telephone numbers."),
    )

    def told(self) -> Lodged:
        given = self.cleaned_data
        return Lodged(Objector(given["objector"]), given["received_on"], given["grounds"], given["signed"])


class DecisionForm(Entry):
    """What changes an announced star."""

    document = forms.CharField(label=_("document, with its number"), max_length=160)

    def __init__(self, *args: Any, kind: DecisionKind, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind == DecisionKind.REVOCATION:
            self.fields["counts_from"] = MonthField(
                label=_("counts no more from the month"), initial=str(Month.of(today).next()),
                widget=forms.TextInput(attrs={"type": "month", "class": "form-control"}),
                help_text=_("From this month on no subsidy follows from the star; months already paid are corrected."),
            )
        self.order_fields([name for name in self.fields if name != "reason"])

    def told(self) -> Proposal:
        given = self.cleaned_data
        return Proposal(self.kind, given["document"], given["reason"], given.get("counts_from"))
