"""Forms of the applications; they validate only."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courtyards.models import Courtyard
from governance.common.widgets import Dressed
from governance.registers.entries import DayField, Entry, OfStreetField
from subsidies.choices_applications import Applicant, ApplicationObjector, LeaveReason
from subsidies.forms import MonthField
from subsidies.models import Application, SubsidyScheme
from subsidies.services.absences import Leaving
from subsidies.services.applications import Given, Lodged, Notice


class ApplicationForm(Entry):
    """What a committee, a firm or the street applies with."""

    courtyard = OfStreetField(queryset=Courtyard.objects.none(), label=_("courtyard"))
    applicant = forms.ChoiceField(label=_("applicant"), choices=Applicant.choices)
    scheme = forms.ChoiceField(label=_("scheme"))
    first_month = MonthField(label=_("wished first month"))
    applied_on = DayField(label=_("paper received on"))
    why = forms.CharField(
        label=_("why it applies"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the money is for, and how the courtyard is managed. Leave out names and telephone numbers."),
    )

    def __init__(
        self, *args: Any, schemes: list[SubsidyScheme], courtyards: Any, application: Application | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.schemes = {str(one.pk): one for one in schemes}
        chosen: Any = self.fields["scheme"]
        chosen.choices = [(pk, str(one)) for pk, one in self.schemes.items()]
        of: Any = self.fields["courtyard"]
        of.queryset = courtyards
        if application is not None:
            del self.fields["courtyard"]

    def given(self) -> Given:
        """Raises nothing: the service says what is wrong with it."""
        told = self.cleaned_data
        return Given(
            Applicant(told["applicant"]), self.schemes[told["scheme"]], told["first_month"], told["why"], told["applied_on"]
        )


class NoticeForm(Dressed, forms.Form):
    """Of which part the approved applications are made public, where, and for how long."""

    street = forms.ChoiceField(label=_("part"), required=False)
    document = forms.CharField(label=_("notice, with its number"), max_length=160)
    place = forms.CharField(
        label=_("where it is shown"), max_length=160, help_text=_("Such as the notice boards of the courtyards and the website."),
    )
    days = forms.IntegerField(
        label=_("working days"), min_value=5, max_value=60, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("The day of publishing does not count."),
    )

    def __init__(self, *args: Any, streets: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.streets = {str(street.pk): street for street in streets}
        chosen: Any = self.fields["street"]
        chosen.choices = [("", _("the whole district")), *((pk, street.name) for pk, street in self.streets.items())]

    def notice(self) -> Notice:
        told = self.cleaned_data
        return Notice(told["document"], told["place"], told["days"], self.streets.get(told["street"]))


class ObjectionForm(Entry):
    """An objection as it came in, on paper or by word of mouth."""

    objector = forms.ChoiceField(label=_("who objects"), choices=ApplicationObjector.choices)
    received_on = DayField(label=_("received on"))
    grounds = forms.CharField(
        label=_("grounds"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is wrong with the area, the star or the conditions. Leave out names and telephone numbers."),
    )

    def told(self) -> Lodged:
        given = self.cleaned_data
        return Lodged(ApplicationObjector(given["objector"]), given["received_on"], given["grounds"])


class LeaveForm(Entry):
    """A courtyard leaves the subsidy."""

    on = DayField(
        label=_("first day outside"),
        help_text=_("Of the month in which this day lies nothing is paid any more, unless its scheme pays by days."),
    )
    ground = forms.ChoiceField(label=_("why it leaves"), choices=LeaveReason.choices)
    because = forms.CharField(label=_("what happened to it"), max_length=160)
    document = forms.CharField(label=_("document, with its number"), max_length=160)
    file = forms.FileField(
        label=_("the document as a file"), required=False, help_text=_("PDF, JPEG, PNG, DOCX or XLSX, up to 10 MB"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"}),
    )

    def told(self) -> Leaving:
        given = self.cleaned_data
        file = given["file"]
        return Leaving(
            given["on"], LeaveReason(given["ground"]), given["because"], given["document"],
            (file.name, file.read()) if file else None,
        )


class ConfirmForm(Entry):
    """An area that changed after the approval is right. `seen`: the area that was looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)


def first_wish(today: date) -> str:
    """The month that an application most often asks for: the next one."""
    return f"{today.year + today.month // 12:04d}-{today.month % 12 + 1:02d}"
