"""How far a street's return of a month is, in a word and a tone."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from governance.returns.models import ReturnSubmission, SubmissionState
from governance.returns.reading import Standing

TONES = {
    SubmissionState.SUBMITTED: "warn", SubmissionState.RETURNED: "bad", SubmissionState.ACCEPTED: "good",
}


@dataclass(frozen=True)
class State:
    """Where a return stands on a day. `standing` counts its rows; `submission` is None before it was first handed in."""

    standing: Standing
    submission: ReturnSubmission | None
    due: date
    today: date

    @property
    def kind(self) -> str:
        return self.submission.state if self.submission else SubmissionState.OPEN

    @property
    def is_owed(self) -> bool:
        return self.standing.expected > 0

    @property
    def is_closed(self) -> bool:
        return bool(self.submission and self.submission.is_closed)

    @property
    def is_open(self) -> bool:
        """Whether the street still has to do something: fill it in, mend it, hand it in."""
        return self.is_owed and not self.is_closed

    @property
    def is_returned(self) -> bool:
        return self.kind == SubmissionState.RETURNED

    @property
    def is_submitted(self) -> bool:
        return self.kind == SubmissionState.SUBMITTED

    @property
    def is_accepted(self) -> bool:
        return self.kind == SubmissionState.ACCEPTED

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.today > self.due

    @property
    def label(self) -> str:
        if self.submission and self.kind != SubmissionState.OPEN:
            return str(SubmissionState(self.kind).label)
        if self.is_overdue:
            return _("overdue")
        return _("ready to hand in") if self.standing.is_complete else _("being filled in")

    @property
    def tone(self) -> str:
        return TONES.get(SubmissionState(self.kind), "bad" if self.is_overdue else "plain")
