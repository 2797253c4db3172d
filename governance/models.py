"""The tables of the ground floor; each is defined in its room."""

from governance.audit.models import Change, DataVersion, FigureClaim
from governance.divisions.models import Cluster, Community, Street
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
from governance.spreadsheets.models import ColumnMemory, ImportContent, ImportRow, SheetImport
from governance.summaries.models import SummaryState, SummaryYear
from governance.tenancy.models import District
from governance.units.models import Unit

__all__ = [
    "ApiToken", "Attachment", "AttachmentContent", "BinEntry", "Change", "Cluster", "ColumnMemory", "Community",
    "DataVersion", "Disclosure", "District", "ExportLog", "FigureClaim", "FormFilling", "GivenAnswer", "ImportContent",
    "ImportRow", "Job", "Membership", "QualityCount", "QualityException", "ReportForm", "ReturnSubmission", "SavedView",
    "SheetImport", "Street", "SummaryState", "SummaryYear", "Unit", "User",
]
