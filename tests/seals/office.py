"""The cast's first district with reports of a period that is over, brought as far as a test wants them."""

from datetime import UTC, date, datetime
from typing import Any

from governance.common.periods import Period
from governance.seals import services
from governance.seals.models import PeriodReport, ReportState, Seal

NOW = datetime(2024, 7, 3, 2, tzinfo=UTC)
TODAY = date(2024, 7, 3)
QUARTER = Period.parse("2024Q2")


class Office:
    """Opens and moves reports as the right people would."""

    def __init__(self, side: Any) -> None:
        self.side = side
        self.district = side.district

    def who(self, role: str) -> Any:
        return self.side.user(role)

    def report(self, street: int | None = 0, period: Period = QUARTER) -> PeriodReport:
        place = None if street is None else self.side.streets[street]
        return services.open_report(
            district=self.district, street=place, period=period, by=self.who("governance"), reason="开报", today=TODAY
        )

    def submit(self, report: PeriodReport, comment: str = "") -> PeriodReport:
        who = "clerk" if report.street_id else "governance"
        return services.submit(report=report, comment=comment, by=self.who(who), now=NOW)

    def endorse(self, report: PeriodReport) -> PeriodReport:
        return services.endorse(report=report, by=self.who("reviewer"), now=NOW)

    def approve(self, report: PeriodReport) -> Seal:
        return services.approve(report=report, by=self.who("governance" if report.street_id else "leader"), now=NOW)

    def reopen(self, report: PeriodReport, reason: str = "迟报更正") -> PeriodReport:
        return services.reopen(report=report, reason=reason, by=self.who("housing"), now=NOW)

    def sealed(self, street: int | None = 0, period: Period = QUARTER) -> Seal:
        return self.approve(self.bring(self.report(street, period), ReportState.APPROVED, short=True))

    def bring(self, report: PeriodReport, state: str, *, short: bool = False) -> PeriodReport:
        """The report in that state; `short`: just before it."""
        path = [ReportState.SUBMITTED, *([ReportState.ENDORSED] if report.street_id else []), ReportState.APPROVED]
        if state == ReportState.RETURNED:
            self.submit(report)
            services.give_back(report=report, comment="请核对", by=self.who("leader"), now=NOW)
        elif state in path:
            for step in path[: path.index(ReportState(state)) + (not short)]:
                {"submitted": self.submit, "endorsed": self.endorse, "approved": self.approve}[step](report)
        report.refresh_from_db()
        return report
