"""Builders of paying: a batch with an item for each courtyard, its acts, files and results; accounts, claims, the fund."""

from datetime import date
from decimal import Decimal
from typing import Any

from subsidies.models import (
    ApprovalRung,
    BankFile,
    BankFileLine,
    BatchAct,
    BatchLine,
    BatchPublicity,
    ClawbackClaim,
    ClawbackLine,
    EntitlementLine,
    FundEntry,
    PayeeAccount,
    PaymentBatch,
    PaymentItem,
    PaymentLine,
    PaymentObjection,
    PaymentSample,
    Repayment,
    ResultFile,
    ResultLine,
    SampleFinding,
)
from tests.support.cast.paid import AMOUNT_FEN, MONTH, RATE
from tests.support.cast.places import Place, builds
from tests.support.cast.rounds import tracking_number

PAID_ON = date(2021, 3, 1)
LADDER = [{"above_fen": 0, "role": "housing"}]


def batch_number(district: int) -> str:
    return f"{district}-202101-01"


@builds(ApprovalRung)
def rung(place: Place) -> dict[str, Any]:
    return {"above_fen": 0, "role": "housing", "document": f"Ladder{place.mark}"}


@builds(PaymentBatch)
def batch(place: Place) -> dict[str, Any]:
    return {
        "number": batch_number(place.district), "kind": "month", "month": MONTH, "until": date(2021, 2, 1),
        "prepared_on": date(2021, 2, 1), "prepared_by": place.by, "prepared_by_name": place.by.name, "courtyards": 2,
        "total_fen": 2 * AMOUNT_FEN, "ladder": LADDER,
    }


@builds(PaymentItem)
def item(place: Place) -> dict[str, Any]:
    return {
        "batch": place.mine(PaymentBatch), "reference": f"{batch_number(place.district)}-{place.number:04d}", "months": 1,
        "first_month": MONTH, "last_month": MONTH, "area_m2": Decimal("1000.00"), "star": 2, "rate_yuan_per_m2_month": RATE,
        "gross_fen": AMOUNT_FEN, "amount_fen": AMOUNT_FEN,
    }


@builds(BatchLine)
def batch_line(place: Place) -> dict[str, Any]:
    return {
        "item": place.mine(PaymentItem), "line": place.mine(EntitlementLine), "amount_fen": AMOUNT_FEN, "is_open": False,
    }


@builds(BatchAct)
def act(place: Place) -> dict[str, Any]:
    return {
        "batch": place.mine(PaymentBatch), "number": 1, "deed": "prepare", "hand": 1, "role": "housing", "actor": place.by,
        "actor_name": place.by.name, "went_to": "closed", "amount_fen": 2 * AMOUNT_FEN, "comment": f"Act{place.mark}",
        "acted_on": date(2021, 2, 1),
    }


@builds(BatchPublicity)
def publicity(place: Place) -> dict[str, Any]:
    return {
        "batch": place.mine(PaymentBatch), "published_on": date(2021, 2, 2), "days": 5, "last_on": date(2021, 2, 9),
        "place": f"Board{place.mark}", "document": f"Notice{place.mark}",
    }


@builds(PaymentObjection)
def objection(place: Place) -> dict[str, Any]:
    return {
        "item": place.mine(PaymentItem), "reference": f"{batch_number(place.district)}-{place.number:04d}-Y1",
        "number": tracking_number(place.district, place.number),
        "objector": f"Owner{place.mark}", "received_on": date(2021, 2, 3), "grounds": f"Grounds{place.mark}",
        "state": "rejected", "answer": f"Answer{place.mark}", "answered_on": date(2021, 2, 4), "entered_by": place.by,
        "entered_by_name": place.by.name, "answered_by": place.by, "answered_by_name": place.by.name,
    }


@builds(PayeeAccount)
def account(place: Place) -> dict[str, Any]:
    return {
        "holder": f"Holder{place.mark}", "bank": f"Bank{place.mark}", "account_number": f"62220000{place.district}{place.number}",
        "entered_by": place.by, "entered_by_name": place.by.name, "entered_on": date(2021, 1, 5),
    }


@builds(BankFile)
def bank_file(place: Place) -> dict[str, Any]:
    return {"batch": place.mine(PaymentBatch), "rows": 2, "total_fen": 2 * AMOUNT_FEN, "digest": "0" * 64}


@builds(BankFileLine)
def bank_file_line(place: Place) -> dict[str, Any]:
    return {
        "file": place.mine(BankFile), "item": place.mine(PaymentItem), "account": place.mine(PayeeAccount),
        "amount_fen": AMOUNT_FEN,
    }


@builds(ResultFile)
def result_file(place: Place) -> dict[str, Any]:
    return {
        "batch": place.mine(PaymentBatch), "name": f"Result{place.mark}.csv", "digest": "1" * 64, "rows": 2,
        "paid_fen": 2 * AMOUNT_FEN, "paid_on": PAID_ON, "voucher": f"Voucher{place.mark}",
    }


@builds(ResultLine)
def result_line(place: Place) -> dict[str, Any]:
    return {
        "file": place.mine(ResultFile), "item": place.mine(PaymentItem), "outcome": "paid", "sent_fen": AMOUNT_FEN,
        "paid_fen": AMOUNT_FEN,
    }


@builds(PaymentLine)
def payment(place: Place) -> dict[str, Any]:
    return {
        "batch": place.mine(PaymentBatch), "item": place.mine(PaymentItem), "line": place.mine(EntitlementLine),
        "due_fen": AMOUNT_FEN, "amount_fen": AMOUNT_FEN, "paid_on": PAID_ON,
    }


@builds(PaymentSample)
def sample(place: Place) -> dict[str, Any]:
    return {
        "batch": place.mine(PaymentBatch), "number": 1, "seed": "00ff", "percent": 20, "codes": ["x", "y"], "drawn": ["x"],
    }


@builds(SampleFinding)
def finding(place: Place) -> dict[str, Any]:
    return {
        "sample": place.mine(PaymentSample), "item": place.mine(PaymentItem), "found": "arrived",
        "comment": f"Found{place.mark}", "asked_on": date(2021, 3, 8), "asked_by_name": place.by.name,
    }


@builds(ClawbackClaim)
def claim(place: Place) -> dict[str, Any]:
    return {
        "number": f"{place.district}-Z2021-{place.number:03d}", "why": f"Why{place.mark}", "amount_fen": 100,
        "claimed_on": date(2021, 4, 1), "state": "settled",
    }


@builds(ClawbackLine)
def claim_line(place: Place) -> dict[str, Any]:
    return {"claim": place.mine(ClawbackClaim), "line": place.mine(EntitlementLine), "amount_fen": -100}


@builds(Repayment)
def repayment(place: Place) -> dict[str, Any]:
    return {
        "claim": place.mine(ClawbackClaim), "kind": "cash", "claim_fen": 100, "amount_fen": 100, "on": date(2021, 5, 1),
        "document": f"Receipt{place.mark}",
    }


@builds(FundEntry)
def entry(place: Place) -> dict[str, Any]:
    return {
        "number": 1, "kind": "income", "amount_fen": 1_000_000, "free_before_fen": 0, "free_after_fen": 1_000_000,
        "on": date(2021, 1, 5), "document": f"Allocation{place.mark}", "note": f"Note{place.mark}",
    }
