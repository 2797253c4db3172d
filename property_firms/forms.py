"""Forms of credit rules and of contracts that change hands; they validate only."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.common.widgets import Dressed
from governance.registers.entries import DayField, Entry
from governance.registers.references import ReferenceField

LARGEST_FILE = 200_000


class ReleaseForm(Dressed, forms.Form):
    """The next version of the credit rules, as a file or as text.

    Unlike the entries of registers its text is kept letter by letter: it is what a document says.
    """

    in_force_from = DayField(label=gettext_lazy("in force from"))
    document = forms.CharField(
        label=gettext_lazy("document"), max_length=160, required=False,
        help_text=gettext_lazy("The notice that puts the rules in force, with its number."),
    )
    file = forms.FileField(
        label=gettext_lazy("file with the rules"), required=False, allow_empty_file=True,
        help_text=gettext_lazy("A JSON file. Where one is chosen, the text below is not read."),
    )
    rules = forms.CharField(
        label=gettext_lazy("the rules"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label=gettext_lazy("reason of the change"), max_length=300,
        help_text=gettext_lazy("It stands in the record's history for ever."),
        error_messages={"required": gettext_lazy("Say in a few words why; it stands in the history.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        text = data.get("rules") or ""
        if data.get("file"):
            read = self._text_of(data["file"])
            if read is None:
                return data
            text = read
            # What was in the file stands in the field, to be mended there.
            self.data = {**dict(self.data.items()), "rules": text}
        if not text.strip():
            self.add_error("rules", _("Choose a file, or write the rules here."))
            return data
        try:
            data["read"] = json.loads(text)
        except json.JSONDecodeError as wrong:
            self.add_error(
                "rules",
                _("Line %(line)s, character %(column)s: this is no JSON. Quotes, colons and commas must be the plain ones.")
                % {"line": wrong.lineno, "column": wrong.colno},
            )
        except (ValueError, RecursionError):
            self.add_error("rules", _("This is no JSON that could be a set of rules."))
        return data

    def _text_of(self, file: Any) -> str | None:
        if file.size > LARGEST_FILE:
            self.add_error("file", _("The file is too large to be a set of rules."))
            return None
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", _("The file is not written in UTF-8."))
            return None


class ReplaceForm(Entry):
    """Another firm takes a contract over."""

    from_day = DayField(
        label=gettext_lazy("first day of the new contract"),
        help_text=gettext_lazy("The old contract ends the day before."),
    )
    until = DayField(
        label=gettext_lazy("last day"), required=False, help_text=gettext_lazy("Empty while it goes on."),
    )
    started_on = DayField(
        label=gettext_lazy("service started on"), required=False,
        help_text=gettext_lazy("Empty until the new firm has really started."),
    )
    fee = forms.DecimalField(
        label=gettext_lazy("fee"), max_digits=6, decimal_places=2, min_value=Decimal(0),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={
            "invalid": gettext_lazy("Write it as a number, such as 0.50."),
            "max_decimal_places": gettext_lazy("At most %(max)s decimals, such as 3521.60."),
            "max_digits": gettext_lazy("This number is too large to be true."),
            "max_whole_digits": gettext_lazy("This number is too large to be true."),
            "min_value": gettext_lazy("It can't be less than %(limit_value)s."),
        },
    )

    def __init__(self, *args: Any, firms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["firm"] = ReferenceField(
            rows=firms, suggest="firm", label=_("new firm"), help_text=_("Its credit code or its name."),
        )
        self.fields["firm"].widget.attrs.setdefault("class", "form-control")
        self.fields["fee"].unit = _("yuan/㎡/month")  # type: ignore[attr-defined]
        self.order_fields(["firm", "from_day", "until", "fee", "started_on", "reason"])

    @property
    def first_day_after(self) -> date | None:
        """The half-open end of the new contract."""
        last: date | None = self.cleaned_data["until"]
        return last + timedelta(days=1) if last else None


class TakeBackForm(Entry):
    """A replacement was wrong."""
