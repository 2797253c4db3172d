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
from subsidies.services.scenarios import SomebodyElses, drop_scenario, keep_scenario, propose_scenario
from subsidies.services.schemes import (
    NotInForceThen,
    begin_next_scheme,
    check_scheme,
    discard_scheme,
    draft_scheme,
    load_scheme,
    release_scheme,
    save_scheme,
)

__all__ = [
    "COMPUTE_MONTH",
    "COMPUTE_MONTHS",
    "AlreadyEnrolled",
    "AlreadyLeft",
    "LeavesBeforeItBegan",
    "MonthNotOver",
    "MonthsOutOfOrder",
    "NotEligible",
    "NotInForceThen",
    "SchemeFaulty",
    "SchemeNotInForce",
    "SomebodyElses",
    "begin_next_scheme",
    "check_scheme",
    "compute_month",
    "discard_scheme",
    "draft_scheme",
    "drop_scenario",
    "enrol",
    "keep_scenario",
    "leave",
    "load_scheme",
    "propose_scenario",
    "release_scheme",
    "request_month",
    "request_months",
    "save_scheme",
]
