"""Forms of the front hall; they validate only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.common.widgets import Dressed
from governance.people.choices import TokenScope


class SignInForm(Dressed, forms.Form):
    username = forms.CharField(
        label=_("User name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"), max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def refuse(self) -> None:
        """One answer for a wrong name and a wrong password."""
        self.add_error(
            None, _("User name and password do not match. After five failures the account rests for ten minutes.")
        )


class TokenForm(Dressed, forms.Form):
    """A new token of a program."""

    name = forms.CharField(
        label=_("What the token is for"), max_length=80, help_text=_("For example: monthly report of the city office")
    )
    scopes = forms.MultipleChoiceField(label=_("May fetch"), widget=forms.CheckboxSelectMultiple)
    all_districts = forms.BooleanField(
        label=_("For all my districts"), required=False,
        help_text=_("Statistics of every district that you read as a whole on the day of the request."),
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"), coerce=int, choices=[(30, _("30 days")), (90, _("90 days")), (365, _("one year"))],
        initial=90,
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def __init__(self, *args: Any, scopes: Any, several: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = scopes  # type: ignore[attr-defined]
        if not several:
            del self.fields["all_districts"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("all_districts") and given.get("scopes", [TokenScope.STATISTICS]) != [TokenScope.STATISTICS]:
            self.add_error("scopes", _("A token for many districts reads statistics alone."))
        return given
