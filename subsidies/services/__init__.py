"""Subsidies: the only writers of schemes, enrolments and the ledger (payments: `subsidies.payments`)."""

from subsidies.services.enrolments import (
    AlreadyEnrolled,
    AlreadyLeft,
    LeavesBeforeItBegan,
    NotEligible,
    SchemeNotInForce,
    enrol,
    leave,
)
from subsidies.services.ledger import (
    COMPUTE_MONTH,
    COMPUTE_MONTHS,
    MonthNotOver,
    MonthsOutOfOrder,
    SchemeFaulty,
    compute_month,
    request_month,
    request_months,
)
from subsidies.services.schemes import load_scheme

__all__ = [
    "COMPUTE_MONTH",
    "COMPUTE_MONTHS",
    "AlreadyEnrolled",
    "AlreadyLeft",
    "LeavesBeforeItBegan",
    "MonthNotOver",
    "MonthsOutOfOrder",
    "NotEligible",
    "SchemeFaulty",
    "SchemeNotInForce",
    "compute_month",
    "enrol",
    "leave",
    "load_scheme",
    "request_month",
    "request_months",
]
