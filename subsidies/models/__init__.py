"""What the places receive: schemes as versioned data, enrolments, the append-only monthly ledger, payments."""

from subsidies.models.absences import Absence
from subsidies.models.applications import (
    Application,
    ApplicationAct,
    ApplicationMaterial,
    ApplicationObjection,
    ApplicationPublicity,
    ApplicationPublicityLine,
    ApprovedArea,
)
from subsidies.models.chain import LedgerBlock
from subsidies.models.incomes import PublicIncome
from subsidies.models.ledger import Enrolment, EntitlementLine
from subsidies.models.payments import PaymentBatch, PaymentLine
from subsidies.models.schemes import (
    CEILING_MONTHS,
    CEILING_YUAN_PER_M2_MONTH,
    RateRow,
    SchemeClause,
    SchemeReading,
    ScoreShare,
    SubsidyScheme,
)

__all__ = [
    "CEILING_MONTHS",
    "CEILING_YUAN_PER_M2_MONTH",
    "Absence",
    "Application",
    "ApplicationAct",
    "ApplicationMaterial",
    "ApplicationObjection",
    "ApplicationPublicity",
    "ApplicationPublicityLine",
    "ApprovedArea",
    "Enrolment",
    "EntitlementLine",
    "LedgerBlock",
    "PaymentBatch",
    "PaymentLine",
    "PublicIncome",
    "RateRow",
    "SchemeClause",
    "SchemeReading",
    "ScoreShare",
    "SubsidyScheme",
]
