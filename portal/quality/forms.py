from django import forms
from django.utils.translation import gettext_lazy as _

from governance.registers.entries import DayField, Entry


class AcceptForm(Entry):
    """Why a finding is right as it is, and for how long."""

    until = DayField(
        label=_("accepted until"), required=False, help_text=_("The last day. Leave it open where it will stay so.")
    )
    reason = forms.CharField(
        label=_("why it is right so"), max_length=300, help_text=_("Everybody who sees the finding reads it."),
        error_messages={"required": _("Say in a few words why; it stands in the history.")},
    )
