"""Builders of the subsidies: a released scheme, and for each courtyard an enrolment and a line."""

from datetime import date
from decimal import Decimal
from typing import Any

from psycopg2.extras import DateRange

from subsidies.choices import Outcome, SchemeStatus
from subsidies.models import (
    Enrolment,
    EntitlementLine,
    RateRow,
    SchemeClause,
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
        "key": "cast", "version": 1, "title": f"Scheme{place.mark}", "status": SchemeStatus.RELEASED,
        "is_example": True, "in_force": DateRange(date(2021, 1, 1), None), "cap_clause": "1", "months_clause": "1",
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


@builds(EntitlementLine)
def line(place: Place) -> dict[str, Any]:
    return {
        "enrolment": place.mine(Enrolment), "scheme": place.mine(SubsidyScheme), "month": MONTH, "month_index": 1,
        "year_index": 1, "area_m2": Decimal("1000.00"), "star": 2, "rate_yuan_per_m2_month": RATE,
        "outcome": Outcome.ENTITLED, "entitled_fen": AMOUNT_FEN, "amount_fen": AMOUNT_FEN,
        "explanation": explanation(place),
    }


def explanation(place: Place) -> dict[str, Any]:
    """What the statement writes for such a line, with the mark of the place."""
    entered = {"version_id": 1, "recorded_at": "2021-02-01T00:00:00+08:00", "recorded_by": f"Clerk{place.mark}"}
    clause = {"number": "4", "text": f"Clause{place.mark}"}
    return {
        "month": f"{MONTH:%Y-%m}", "month_index": 1, "year_index": 1, "earlier": [], "earlier_fen": 0,
        "outcome": Outcome.ENTITLED, "entitled_fen": AMOUNT_FEN, "amount_fen": AMOUNT_FEN, "formula": place.mark,
        "area": {**entered, "name": place.mark, "value": "1000.00", "courtyard": place.mark},
        "rate": {**entered, "row": 1, "star": 2, "year_index": 1, "value": str(RATE), "clause": clause},
        "star": {**entered, "round": 2021, "score": "70.00", "value": 2, "result": 1, "revision": 0, "is_vetoed": False},
        "scheme": {
            **entered, "cap": "0.3000", "months": 36, "key": "cast", "title": place.mark, "version": 1,
            "document": place.mark, "cap_clause": clause, "months_clause": clause, "is_example": True,
        },
        "enrolment": {**entered, "ended_on": None, "first_month": str(MONTH)},
        "acceptance": {**entered, "document": place.mark, "accepted_on": "2020-12-01"},
    }
