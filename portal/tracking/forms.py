"""The answer to an objection, of whatever kind; it validates only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.common.widgets import Dressed


class AnswerForm(Dressed, forms.Form):
    """The answer to an objection; whoever has the tracking number reads it, so its signs stay as they were typed."""

    answer = forms.CharField(
        label=_("answer"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is shown to whoever has the tracking number: give the reasons, and name no person."),
        error_messages={"required": _("Answer with the reasons; the objector reads them.")},
    )
