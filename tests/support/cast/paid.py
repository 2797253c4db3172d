"""Builders of the subsidies: a released scheme, and for each courtyard an enrolment and a line."""

from datetime import date
from decimal import Decimal
from typing import Any

from psycopg2.extras import DateRange

from subsidies.choices import Outcome, SchemeStatus
from subsidies.models import (
    Enrolment,
    EntitlementLine,
    LedgerBlock,
    PublicIncome,
    RateRow,
    Scenario,
    SchemeClause,
    SchemeReading,
    ScoreShare,
    SubsidyBudget,
    SubsidyScheme,
)
from tests.support.cast.places import Place, builds

MONTH = date(2021, 1, 1)
RATE = Decimal("0.2000")
# 1000.00 ㎡ × 0.2000 yuan = 200.00 yuan
AMOUNT_FEN = 20_000


@builds(SubsidyScheme)
def scheme(place: Place) -> dict[str, Any]:
    return {
        "key": "cast", "version": 1, "title": f"Scheme{place.mark}", "status": SchemeStatus.DRAFT,
        "is_example": True, "in_force": DateRange(date(2021, 1, 1), None), "clause_of": {"cap": "1", "months": "1"},
    }


@builds(SchemeClause)
def clause(place: Place) -> dict[str, Any]:
    return {"scheme": place.mine(SubsidyScheme), "number": "1", "text": f"Clause{place.mark}"}


@builds(RateRow)
def rate(place: Place) -> dict[str, Any]:
    return {
        "scheme": place.mine(SubsidyScheme), "year_index": 1, "star": 2, "rate_yuan_per_m2_month": RATE,
        "clause": place.mine(SchemeClause),
    }


@builds(Enrolment)
def enrolment(place: Place) -> dict[str, Any]:
    return {"scheme": place.mine(SubsidyScheme), "first_month": MONTH}


@builds(ScoreShare)
def share(place: Place) -> dict[str, Any]:
    return {
        "scheme": place.mine(SubsidyScheme), "score_from": Decimal("0.00"), "share_percent": Decimal("70.00"),
        "clause": place.mine(SchemeClause),
    }


@builds(SchemeReading)
def reading(place: Place) -> dict[str, Any]:
    """What the statement keeps of such a scheme, with the mark of the place."""
    entered = {"version_id": 1, "recorded_at": "2021-02-01T00:00:00+08:00", "recorded_by": f"Clerk{place.mark}"}
    clause = {"number": "4", "text": f"Clause{place.mark}"}
    return {
        "scheme": place.mine(SubsidyScheme),
        "content": {
            "scheme": {
                **entered, "cap": "0.3000", "months": 36, "key": "cast", "title": place.mark, "version": 1,
                "document": place.mark, "is_example": True, "in_force_from": "2021-01-01", "tiers": "star",
                "area_basis": "total", "start_rule": "next_month", "proration": "whole", "unit_fen": 1,
                "income_percent": "0.00", "district_percent": "100.00", "clauses": {"cap": clause, "months": clause},
                "conditions": {
                    "star_least": 1, "fees_least": None, "no_veto": False, "no_blacklist": False, "covenant": False,
                    "mode": False,
                },
            },
            "rates": {"1": {**entered, "row": 1, "star": 2, "year_index": 1, "value": str(RATE), "clause": clause}},
            "shares": {},
        },
    }


@builds(PublicIncome)
def income(place: Place) -> dict[str, Any]:
    return {"year": 2020, "amount_fen": 120_000, "document": f"Income{place.mark}"}


@builds(SubsidyBudget)
def budget(place: Place) -> dict[str, Any]:
    return {"year": 2021, "amount_fen": 9_000_000, "document": f"Budget{place.mark}"}


@builds(Scenario)
def scenario(place: Place) -> dict[str, Any]:
    return {
        "title": f"Scenario{place.mark}", "scheme": place.mine(SubsidyScheme), "kept_by": place.by,
        "kept_by_name": f"Leader{place.mark}", "kept_at": "2021-02-01T00:00:00+08:00",
        "content": {"first": "2021-01", "last": "2021-12", "scheme": None, "bounds": None, "places": [], "streets": []},
    }


@builds(EntitlementLine)
def line(place: Place) -> dict[str, Any]:
    entered = {"version_id": 1, "recorded_at": "2021-02-01T00:00:00+08:00", "recorded_by": f"Clerk{place.mark}"}
    return {
        "enrolment": place.mine(Enrolment), "scheme": place.mine(SubsidyScheme), "month": MONTH, "month_index": 1,
        "year_index": 1, "area_m2": Decimal("1000.00"), "paid_area_m2": Decimal("1000.00"), "star": 2,
        "score": Decimal("70.00"), "rate_yuan_per_m2_month": RATE, "outcome": Outcome.ENTITLED, "days": 31, "of_days": 31,
        "entitled_fen": AMOUNT_FEN, "amount_fen": AMOUNT_FEN, "district_fen": AMOUNT_FEN,
        "reading": place.mine(SchemeReading),
        "told": {
            "area": {**entered, "name": place.mark, "value": "1000.00", "courtyard": place.mark},
            "star": {**entered, "round": 2021, "score": "70.00", "value": 2, "result": 1, "revision": 0, "is_vetoed": False,
                     "revoked": None},
            "enrolment": {**entered, "ended_on": None, "started_on": None, "is_away": False, "first_month": str(MONTH)},
            "acceptance": {**entered, "document": place.mark, "accepted_on": "2020-12-01"},
            "fees": None, "income_fen": 0, "covenant": True, "mode": True, "blacklisted": False, "rate": 1, "share": None,
            "earlier": [],
        },
    }


@builds(LedgerBlock)
def block(place: Place) -> dict[str, Any]:
    digest = place.mark.ljust(64, "0")[:64]
    return {"number": 1, "kind": "lines", "last_id": 1, "rows": 1, "total_fen": AMOUNT_FEN, "digest": digest}
