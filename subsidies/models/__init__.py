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
from subsidies.models.eras import EarlierScheme
from subsidies.models.fund import ClawbackClaim, ClawbackLine, FundEntry, Repayment
from subsidies.models.incomes import PublicIncome
from subsidies.models.ledger import Enrolment, EntitlementLine
from subsidies.models.payments import (
    ApprovalRung,
    BatchAct,
    BatchLine,
    BatchPublicity,
    PaymentBatch,
    PaymentItem,
    PaymentObjection,
)
from subsidies.models.scenarios import Scenario, SubsidyBudget
from subsidies.models.schemes import (
    CEILING_MONTHS,
    CEILING_YUAN_PER_M2_MONTH,
    RateRow,
    SchemeClause,
    SchemeReading,
    ScoreShare,
    SubsidyScheme,
)
from subsidies.models.settlement import (
    BankFile,
    BankFileLine,
    PayeeAccount,
    PaymentLine,
    PaymentSample,
    ResultFile,
    ResultLine,
    SampleFinding,
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
    "ApprovalRung",
    "ApprovedArea",
    "BankFile",
    "BankFileLine",
    "BatchAct",
    "BatchLine",
    "BatchPublicity",
    "ClawbackClaim",
    "ClawbackLine",
    "EarlierScheme",
    "Enrolment",
    "EntitlementLine",
    "FundEntry",
    "LedgerBlock",
    "PayeeAccount",
    "PaymentBatch",
    "PaymentItem",
    "PaymentLine",
    "PaymentObjection",
    "PaymentSample",
    "PublicIncome",
    "RateRow",
    "Repayment",
    "ResultFile",
    "ResultLine",
    "SampleFinding",
    "Scenario",
    "SchemeClause",
    "SchemeReading",
    "ScoreShare",
    "SubsidyBudget",
    "SubsidyScheme",
]
