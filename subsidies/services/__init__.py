"""Subsidies: the only writers of schemes, enrolments, the ledger and payments."""

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
from subsidies.services.payments import (
    NothingToPay,
    PaidInFuture,
    PaidTooEarly,
    RecoveryDue,
    VoucherMissing,
    pay_month,
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
    "NothingToPay",
    "PaidInFuture",
    "PaidTooEarly",
    "RecoveryDue",
    "SchemeFaulty",
    "SchemeNotInForce",
    "VoucherMissing",
    "compute_month",
    "enrol",
    "leave",
    "load_scheme",
    "pay_month",
    "request_month",
    "request_months",
]
