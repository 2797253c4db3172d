"""Forms of paying; they validate only."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.common.money import to_fen
from governance.common.widgets import Dressed, dress
from governance.people.choices import Role
from governance.registers.entries import DayField, tidy
from subsidies.payments.choices import BY_HAND, FundKind
from subsidies.payments.services import Objected, Told
from subsidies.rules.payments import APPROVING, Rung
from subsidies.rules.spans import Span

MOST_YUAN = Decimal("99999999999.99")


class SpanField(forms.CharField):
    """A period by its name; cleaned to a Span."""

    def clean(self, value: Any) -> Span:
        try:
            return Span.parse(tidy(super().clean(value)).upper())
        except ValueError as odd:
            raise forms.ValidationError(_("Write the period as 2021-12, 2021Q4, 2021H2 or 2021.")) from odd


class YuanField(forms.DecimalField):
    """An amount in yuan; cleaned to whole fen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=Decimal("0.01"), max_value=MOST_YUAN, decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs,
        )
        self.unit = _("yuan")

    def clean(self, value: Any) -> Any:
        yuan = super().clean(tidy(value).replace(",", "") if isinstance(value, str) else value)
        return None if yuan is None else to_fen(yuan)


class Tidy(Dressed, forms.Form):
    """A form whose texts are read as tidy ones."""

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        return {name: tidy(value) if isinstance(value, str) else value for name, value in told.items()}


class PrepareForm(Tidy):
    """Which months are paid together."""

    period = SpanField(
        label=_("period"), max_length=8, help_text=_("A month 2021-12, a quarter 2021Q4, half a year 2021H2, or a year 2021."),
    )
    with_arrears = forms.BooleanField(
        label=_("with what remains unpaid of earlier months"), required=False,
        help_text=_("Payments that failed, were paid in part, or were left out."),
    )


class PublishForm(Tidy):
    """Where what a batch pays is shown, and for how long."""

    document = forms.CharField(label=_("notice, with its number"), max_length=160)
    place = forms.CharField(
        label=_("where it is shown"), max_length=160, help_text=_("Such as the notice boards of the courtyards and the website."),
    )
    days = forms.IntegerField(
        label=_("working days"), min_value=5, max_value=30, initial=5, widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class ObjectionForm(Dressed, forms.Form):
    """An objection as it came in; it is printed on the receipt, so its signs stay as they were typed."""

    objector = forms.CharField(
        label=_("who objects"), max_length=80, help_text=_("Such as the committee, the firm, or owners of building 3."),
    )
    received_on = DayField(label=_("received on"))
    grounds = forms.CharField(
        label=_("grounds"), max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is wrong with area, star, rate, months or amount. Leave out telephone and identity numbers."),
    )

    def told(self) -> Objected:
        given = self.cleaned_data
        return Objected(given["objector"], given["received_on"], given["grounds"])


class ResultForm(Tidy):
    """The bank's answer."""

    file = forms.FileField(
        label=_("result file"), help_text=_("The file that was downloaded here, with paid amount, result and reason filled in."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
    paid_on = DayField(label=_("paid on"))
    voucher = forms.CharField(label=_("voucher"), max_length=60)


class AccountForm(Tidy):
    """Where a courtyard's subsidy goes."""

    holder = forms.CharField(label=_("account holder"), max_length=120)
    bank = forms.CharField(label=_("bank, with its branch"), max_length=120)
    account_number = forms.CharField(
        label=_("account number"), max_length=50,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("8 to 34 digits; nobody sees it whole who has no reason."),
    )
    contact = forms.CharField(label=_("contact"), max_length=80, required=False)
    reason = forms.CharField(
        label=_("reason or source"), max_length=300, help_text=_("Such as the account certificate of the bank."),
    )

    def told(self) -> Told:
        given = self.cleaned_data
        return Told(given["holder"], given["bank"], given["account_number"], given["contact"])


class NoticeForm(Tidy):
    """The courtyard is told to pay back."""

    document = forms.CharField(label=_("notice, with its number"), max_length=160)
    due_on = DayField(label=_("to be paid back by"))


class RepayForm(Tidy):
    """A part of a claim came back."""

    amount = YuanField(label=_("amount"))
    on = DayField(label=_("on"))
    document = forms.CharField(label=_("receipt"), max_length=160)


class WaiverForm(Tidy):
    """The rest of a claim is no longer asked for."""

    document = forms.CharField(label=_("document, with its number"), max_length=160)
    ground = forms.CharField(label=_("ground"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class ClaimForm(Tidy):
    """Why it is claimed back."""

    why = forms.CharField(label=_("why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class FundForm(Tidy):
    """What came into the fund, or left it."""

    kind = forms.ChoiceField(label=_("kind"), choices=[(kind.value, kind.label) for kind in BY_HAND])
    amount = YuanField(label=_("amount"))
    on = DayField(label=_("on"))
    document = forms.CharField(label=_("document, with its number"), max_length=160)
    note = forms.CharField(label=_("note"), max_length=200, required=False)

    def kind_of(self) -> FundKind:
        return FundKind(self.cleaned_data["kind"])


class LadderForm(Tidy):
    """From which amount on whose word is needed as well; the first rung begins at nothing."""

    RUNGS = 3

    def __init__(self, *args: Any, rungs: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role, Role(role).label) for role in APPROVING]
        for at in range(self.RUNGS):
            now = rungs[at] if at < len(rungs) else None
            if at:
                self.fields[f"above_{at}"] = YuanField(
                    label=_("rung %(n)s: above") % {"n": at + 1}, required=False,
                    initial=None if now is None else Decimal(now.above_fen) / 100,
                )
            self.fields[f"role_{at}"] = forms.ChoiceField(
                label=_("rung %(n)s: whose word") % {"n": at + 1}, required=at == 0, initial=now.role if now else "",
                choices=roles if at == 0 else [("", "—"), *roles],
            )
        self.fields["document"] = forms.CharField(label=_("document, with its number"), max_length=160)
        dress(self)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        for at in range(1, self.RUNGS):
            if bool(told.get(f"role_{at}")) != bool(told.get(f"above_{at}")):
                self.add_error(f"above_{at}", _("A rung needs both its amount and its role."))
        return told

    def rungs(self) -> list[Rung]:
        """Those that are filled in."""
        told = self.cleaned_data
        found = [Rung(0, told["role_0"])]
        for at in range(1, self.RUNGS):
            if told.get(f"role_{at}") and told.get(f"above_{at}"):
                found.append(Rung(told[f"above_{at}"], told[f"role_{at}"]))
        return found
