"""What the places receive: schemes as versioned data, enrolments, the append-only monthly ledger, payments."""

from subsidies.models.incomes import PublicIncome
from subsidies.models.ledger import Enrolment, EntitlementLine
from subsidies.models.payments import PaymentBatch, PaymentLine
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

__all__ = [
    "CEILING_MONTHS", "CEILING_YUAN_PER_M2_MONTH", "Enrolment", "EntitlementLine", "PaymentBatch", "PaymentLine", "PublicIncome",
    "RateRow", "Scenario", "SchemeClause", "SchemeReading", "ScoreShare", "SubsidyBudget", "SubsidyScheme",
]
