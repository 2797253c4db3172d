"""Where a report stands, in a word and a tone, and what the person may do with it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.seals import ways
from governance.seals.models import PeriodReport, ReportState, Seal
from governance.seals.ways import Deed

TONES = {ReportState.SUBMITTED: "warn", ReportState.ENDORSED: "warn", ReportState.RETURNED: "bad", ReportState.APPROVED: "good"}


@dataclass(frozen=True)
class Standing:
    """A report on a day; `report` is None, or not stored, before it is opened."""

    report: PeriodReport | None
    due: date
    today: date
    seal: Seal | None = None

    @property
    def state(self) -> str:
        return self.report.state if self.report else ReportState.OPEN

    @property
    def is_open(self) -> bool:
        return self.report is None or self.report.is_open

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.today > self.due

    @property
    def label(self) -> str:
        if self.state != ReportState.OPEN:
            return str(ReportState(self.state).label)
        if self.report is not None and self.report.revision > 1:
            return _("opened again")
        if self.report is None or self.report.pk is None:
            return _("not opened")
        return _("overdue") if self.is_overdue else str(ReportState.OPEN.label)

    @property
    def tone(self) -> str:
        if self.report is None or self.report.pk is None:
            return "plain"
        return TONES.get(ReportState(self.state), "bad" if self.is_overdue else "plain")


def permission(report: PeriodReport, deed: str) -> str:
    """The permission that a deed needs where the report stands."""
    if deed in (Deed.SUBMIT, Deed.TAKE_BACK):
        return "period.submit"
    if deed == Deed.ENDORSE:
        return "period.endorse"
    if deed == Deed.GIVE_BACK and report.street_id is not None and report.state == ReportState.SUBMITTED:
        return "period.endorse"
    return "period.approve" if deed in (Deed.APPROVE, Deed.GIVE_BACK) else "period.manage"


def may(request: Any, report: PeriodReport, deed: str) -> bool:
    """Whether the person may do it here; the past can only be read, and the district's report needs the whole district."""
    portal, wanted = request.portal, permission(report, deed)
    if portal.user is None or portal.clock.is_past or not portal.may(wanted):
        return False
    streets = portal.streets_for(wanted)
    return streets is None or report.street_id in streets


def open_deeds(request: Any, report: PeriodReport) -> list[str]:
    """What the person may do with the report now."""
    found = [
        deed.value for deed in Deed
        if ways.after(report.state, deed, of_street=report.street_id is not None)
        and may(request, report, deed) and not _is_own(request, report, deed)
    ]
    return [*found, "remind"] if report.pk and report.is_open and may(request, report, "remind") else found


def _is_own(request: Any, report: PeriodReport, deed: Deed) -> bool:
    if deed is Deed.APPROVE and report.endorsed_by_id == request.portal.user.pk:
        return True
    return deed in ways.BY_ANOTHER and report.submitted_by_id == request.portal.user.pk
