"""The tables of the ground floor; each is defined in its room."""

from governance.audit.models import Change, DataVersion
from governance.boundaries.models import Boundary, BoundaryDraft
from governance.calendar.models import CalendarDay, CalendarYear
from governance.claims.models import FigureClaim
from governance.dashboards.models import DashboardArrangement
from governance.divisions.models import Cluster, Community, Street
from governance.indicators.models import IndicatorVariant
from governance.jobs.models import Job
from governance.people.models import ApiToken, Membership, User
from governance.quality.models import QualityCount, QualityException
from governance.registers.models import (
    Attachment,
    AttachmentContent,
    BinEntry,
    Disclosure,
    ExportLog,
    GivenAnswer,
    SavedView,
)
from governance.reports.models import FormFilling, ReportForm
from governance.returns.models import ReturnSubmission
from governance.seals.models import PeriodReport, ReportRule, Seal
from governance.spreadsheets.models import ColumnMemory, ImportContent, ImportRow, SheetImport
from governance.summaries.models import SummaryState, SummaryYear
from governance.targets.models import FigureTarget
from governance.tenancy.models import District
from governance.units.models import Unit

__all__ = [
    "ApiToken", "Attachment", "AttachmentContent", "BinEntry", "Boundary", "BoundaryDraft", "CalendarDay", "CalendarYear",
    "Change", "Cluster", "ColumnMemory", "Community", "DashboardArrangement", "DataVersion", "Disclosure", "District",
    "ExportLog", "FigureClaim", "FigureTarget", "FormFilling", "GivenAnswer", "ImportContent", "ImportRow",
    "IndicatorVariant", "Job", "Membership", "PeriodReport", "QualityCount", "QualityException", "ReportForm", "ReportRule",
    "ReturnSubmission", "SavedView", "Seal", "SheetImport", "Street", "SummaryState", "SummaryYear", "Unit", "User",
]
