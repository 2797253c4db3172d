"""The way of a report up the tree, up to its approval; `ways` says what leads where."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.common.periods import day_of
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.seals import ways
from governance.seals.models import PeriodReport, ReportState
from governance.seals.ways import Deed


class NotItsTurn(Refused):
    """From where the report stands, this does not follow."""


class OwnReport(Refused):
    """Whoever hands a report in does not decide about it; whoever endorses it does not approve it."""


class WordsMissing(Refused):
    """What is given back needs a comment, what is opened again a reason."""


def submit(*, report: PeriodReport, comment: str, by: User, now: datetime) -> PeriodReport:
    """Hands the report in, with a word about what stands out in it. Raises NotItsTurn."""

    def write(current: PeriodReport) -> None:
        current.submitted_by, current.submitted_by_name, current.submitted_at = by, by.name, now
        current.endorsed_by, current.endorsed_by_name, current.endorsed_at = None, "", None
        current.handed_in_on = current.handed_in_on or day_of(now)
        current.comment = comment.strip()[:300]

    return _do(report, Deed.SUBMIT, by, _said(_("report handed in"), comment), write)


def take_back(*, report: PeriodReport, by: User) -> PeriodReport:
    """The place takes back what nobody has decided about yet. Raises NotItsTurn."""
    return _do(report, Deed.TAKE_BACK, by, _("report taken back"), lambda current: None)


def endorse(*, report: PeriodReport, by: User, now: datetime) -> PeriodReport:
    """The street's reviewer stands by it. Raises NotItsTurn, OwnReport."""

    def write(current: PeriodReport) -> None:
        current.endorsed_by, current.endorsed_by_name, current.endorsed_at = by, by.name, now

    return _do(report, Deed.ENDORSE, by, _("report endorsed"), write)


def give_back(*, report: PeriodReport, comment: str, by: User, now: datetime) -> PeriodReport:
    """Gives it back to be mended. Raises NotItsTurn, OwnReport, WordsMissing."""

    def write(current: PeriodReport) -> None:
        current.comment = comment.strip()[:300]
        current.decided_by, current.decided_by_name, current.decided_at = by, by.name, now

    return _do(report, Deed.GIVE_BACK, by, _said(_("report given back"), comment), write, words=comment)


def reopen(*, report: PeriodReport, reason: str, by: User, now: datetime) -> PeriodReport:
    """Begins the next revision of an approved report; its seal stays. Raises NotItsTurn, WordsMissing."""

    def write(current: PeriodReport) -> None:
        current.revision += 1
        current.revised_for, current.comment = reason.strip()[:300], ""
        current.decided_by, current.decided_by_name, current.decided_at = by, by.name, now
        current.endorsed_by, current.endorsed_by_name, current.endorsed_at = None, "", None

    return _do(report, Deed.REOPEN, by, _said(_("report opened again"), reason), write, words=reason)


def _said(deed: str, words: str) -> str:
    """A deed as the history tells it, with what was said."""
    return _("%(deed)s: %(words)s") % {"deed": deed, "words": words.strip()} if words.strip() else deed


def _do(
    report: PeriodReport, deed: Deed, by: User, reason: str, write: Callable[[PeriodReport], None], *, words: str | None = None
) -> PeriodReport:
    if deed in ways.IN_WORDS and not (words or "").strip():
        raise WordsMissing(_("Say why, in words."), "comment")
    with change(district=report.district_id, by=by, reason=reason, street=report.street_id):
        current = PeriodReport.objects.select_for_update().get(pk=report.pk)
        state = demand(current, deed, by)
        write(current)
        current.state = state
        current.save()
    return current


def demand(current: PeriodReport, deed: Deed, by: User) -> ReportState:
    """Where the deed leads. Raises NotItsTurn, OwnReport."""
    state = ways.after(current.state, deed, of_street=current.street_id is not None)
    if state is None:
        told = {"state": current.get_state_display()}
        raise NotItsTurn(_("This can't be done with a report that is “%(state)s”. Look at it anew.") % told)
    if deed in ways.BY_ANOTHER and current.submitted_by_id == by.pk:
        raise OwnReport(_("You handed this report in yourself. Somebody else must decide about it."))
    if deed is Deed.APPROVE and current.endorsed_by_id == by.pk:
        raise OwnReport(_("You endorsed this report yourself. Somebody else must approve it."))
    return state
