"""The way of a street's monthly return: handed in by the clerk, accepted or given back by somebody else."""

from datetime import datetime

from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.common.periods import Month
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.returns import closing, reading
from governance.returns.declarations import MonthlyReturn
from governance.returns.models import ReturnSubmission, SubmissionState
from governance.returns.reading import Row
from governance.returns.registry import every


class StillMissing(Refused):
    """A return is handed in and accepted whole; `rows` lists whose figures are missing."""

    def __init__(self, rows: list[Row]) -> None:
        some = "、".join(str(row) for row in rows[:5])
        told = {"n": len(rows), "some": some}
        super().__init__(_("%(n)d returns are still missing: %(some)s. Fill them in first.") % told)
        self.rows = rows


class NothingOwed(Refused):
    """Nobody in the street owes this return in the month."""


class AlreadySubmitted(Refused):
    """It is handed in and waits for the reviewer."""


class AlreadyAccepted(Refused):
    """It is accepted; it must be reopened before anything else happens to it."""


class NotSubmitted(Refused):
    """Only what is handed in can be accepted, given back or taken back; only what is accepted can be reopened."""


class OwnSubmission(Refused):
    """Whoever hands a return in does not accept it."""


class CommentMissing(Refused):
    """What is given back needs a comment: the clerk must know what to mend."""


def submit(
    form: MonthlyReturn, *, district: int, street: int, month: Month, by: User, reason: str, now: datetime
) -> ReturnSubmission:
    """Hands the month in; from then on its figures stay. Raises StillMissing, NothingOwed, AlreadySubmitted, AlreadyAccepted."""
    with change(district=district, by=by, reason=reason, street=street):
        _wait(district, form.key, street)
        made = reading.submission(form, district=district, street=street, month=month) or ReturnSubmission(
            district_id=district, street_id=street, form=form.key, month=month.first
        )
        if made.state == SubmissionState.SUBMITTED:
            raise AlreadySubmitted(_("It is handed in already and waits for the reviewer."))
        if made.state == SubmissionState.ACCEPTED:
            raise AlreadyAccepted(_("It is accepted already."))
        _demand_whole(form, district, street, month)
        made.state, made.submitted_by, made.submitted_by_name, made.submitted_at = (
            SubmissionState.SUBMITTED, by, by.name, now
        )
        made.decided_by, made.decided_by_name, made.decided_at = None, "", None
        made.save()
    return made


def accept(*, submission: ReturnSubmission, by: User, reason: str, now: datetime) -> ReturnSubmission:
    """Accepts what was handed in. Raises NotSubmitted, OwnSubmission, StillMissing, AlreadyAccepted."""
    with change(district=submission.district_id, by=by, reason=reason, street=submission.street_id):
        current = _locked(submission)
        if current.state == SubmissionState.ACCEPTED:
            raise AlreadyAccepted(_("It is accepted already."))
        _demand_submitted(current)
        if current.submitted_by_id == by.pk:
            raise OwnSubmission(_("You handed this return in yourself. Somebody else must accept it."))
        # A contract may have been entered since: whoever owes is asked again.
        _demand_whole(every()[current.form], current.district_id, current.street_id, Month.of(current.month))
        return _decided(current, SubmissionState.ACCEPTED, "", by, now)


def give_back(*, submission: ReturnSubmission, comment: str, by: User, reason: str, now: datetime) -> ReturnSubmission:
    """Gives it back to be mended. Raises NotSubmitted, CommentMissing, AlreadyAccepted."""
    if not comment.strip():
        raise CommentMissing(_("Say what must be mended."), "comment")
    with change(district=submission.district_id, by=by, reason=reason, street=submission.street_id):
        current = _locked(submission)
        if current.state == SubmissionState.ACCEPTED:
            raise AlreadyAccepted(_("It is accepted already. Reopen it instead."))
        _demand_submitted(current)
        return _decided(current, SubmissionState.RETURNED, comment, by, now)


def take_back(*, submission: ReturnSubmission, by: User, reason: str, now: datetime) -> ReturnSubmission:
    """The street takes back what it handed in, before anybody decided. Raises NotSubmitted, AlreadyAccepted."""
    with change(district=submission.district_id, by=by, reason=reason, street=submission.street_id):
        current = _locked(submission)
        if current.state == SubmissionState.ACCEPTED:
            raise AlreadyAccepted(_("It is accepted already. Ask the reviewer to reopen it."))
        _demand_submitted(current)
        return _decided(current, SubmissionState.OPEN, "", by, now)


def reopen(*, submission: ReturnSubmission, by: User, reason: str, now: datetime) -> ReturnSubmission:
    """Opens an accepted month again, so that its figures can be corrected; the reason stands beside it. Raises NotSubmitted."""
    with change(district=submission.district_id, by=by, reason=reason, street=submission.street_id):
        current = _locked(submission)
        if current.state != SubmissionState.ACCEPTED:
            raise NotSubmitted(_("Only an accepted return can be reopened."))
        return _decided(current, SubmissionState.OPEN, reason, by, now)


def _wait(district: int, form: str, street: int) -> None:
    """Until nobody writes figures of this return in the street; see `closing.demand_open`."""
    turns.take(district, closing.TURN, f"{form}:{street}")


def _locked(submission: ReturnSubmission) -> ReturnSubmission:
    """The submission as it stands now."""
    _wait(submission.district_id, submission.form, submission.street_id)
    return ReturnSubmission.objects.select_for_update().get(pk=submission.pk)


def _demand_submitted(current: ReturnSubmission) -> None:
    if current.state != SubmissionState.SUBMITTED:
        raise NotSubmitted(_("It is not handed in."))


def _demand_whole(form: MonthlyReturn, district: int, street: int, month: Month) -> None:
    rows = reading.rows(form, district=district, street=street, month=month)
    if not rows:
        raise NothingOwed(_("Nobody in this street owes this return in this month."))
    if left := [row for row in rows if row.given is None]:
        raise StillMissing(left)


def _decided(current: ReturnSubmission, state: str, comment: str, by: User, now: datetime) -> ReturnSubmission:
    current.state, current.comment = state, comment.strip()[:300]
    current.decided_by, current.decided_by_name, current.decided_at = by, by.name, now
    current.save()
    return current
