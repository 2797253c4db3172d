"""The form of a proposal on the board: a line per gap, and what holds for all. It validates only."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.registers.entries import DayField, Entry, tidy
from party_org.reading import Bearer

LINE = re.compile(r"line-(\d{1,18})")
ENDS_WITH_ID = re.compile(r"#(\d{1,18})$")


def line_name(gap: int) -> str:
    """The name of a gap's field. One field a line: hundreds of them fit into one form."""
    return f"line-{gap}"


class ProposalForm(Entry):
    """Lines name their carrier by `name #id` or by a name that only one has; an empty line is left out.

    `lines` holds carriers by gap, and `line_errors` what is wrong with a line.
    """

    first_day = DayField(
        label=gettext_lazy("first day"), help_text=gettext_lazy("From this day on all lines hold.")
    )
    agreement = forms.CharField(label=gettext_lazy("agreement"), max_length=120, required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, bearers: Sequence[Bearer], has_agreement: bool, day: date,
        only_look: bool = False,
    ) -> None:
        """With `only_look` the lines are read and counted, and nothing is asked of the other fields yet."""
        if data is not None and only_look:
            super().__init__(initial={name: data.get(name) for name in ("first_day", "agreement", "reason")})
            self.sent: Mapping[str, Any] = {name: tidy(str(text)) for name, text in data.items()}
        else:
            super().__init__(data, initial={"first_day": day})
            self.sent = self.data
        self.bearers, self.is_edited = bearers, data is not None
        self.lines: dict[int, int] = {}
        self.line_errors: dict[int, str] = {}
        if not has_agreement:
            del self.fields["agreement"]
        if self.is_edited:
            self._read_lines()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.line_errors:
            self.add_error(None, _("Some lines name nobody who can be chosen. They are marked below."))
        elif not self.lines:
            self.add_error(None, _("There is no line to enter."))
        return data

    def _read_lines(self) -> None:
        by_key = {bearer.carrier.key: bearer for bearer in self.bearers}
        by_name: dict[str, list[int]] = {}
        for bearer in self.bearers:
            for name in {bearer.label, bearer.spoken, bearer.shown}:
                by_name.setdefault(tidy(name), []).append(bearer.carrier.key)
        for name, text in self.sent.items():
            line = LINE.fullmatch(name)
            if line is None or not text:
                continue
            marked = ENDS_WITH_ID.search(text)
            found = [int(marked[1])] if marked and int(marked[1]) in by_key else [] if marked else by_name.get(text, [])
            if len(found) == 1:
                self.lines[int(line[1])] = found[0]
            elif found:
                self.line_errors[int(line[1])] = _("Several are called so. Choose one from the list.")
            else:
                self.line_errors[int(line[1])] = _("Nobody of this name can be chosen. Choose one from the list.")

    def typed(self, gap: int) -> str:
        """What stands in a line's field."""
        return str(self.sent.get(line_name(gap), ""))
