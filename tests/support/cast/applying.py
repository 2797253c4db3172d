"""Builders of the applications: one in publicity with all that hangs on it, an approved area, an absence."""

from datetime import date
from decimal import Decimal
from typing import Any

from governance.registers.models import Attachment
from subsidies.models import (
    Absence,
    Application,
    ApplicationAct,
    ApplicationMaterial,
    ApplicationObjection,
    ApplicationPublicity,
    ApplicationPublicityLine,
    ApprovedArea,
    EarlierScheme,
    Enrolment,
    SubsidyScheme,
)
from tests.support.cast.places import Place, builds
from tests.support.cast.rounds import tracking_number


@builds(Application)
def application(place: Place) -> dict[str, Any]:
    return {
        "number": f"{place.district}-2020-000{place.number}", "scheme": place.mine(SubsidyScheme), "applicant": "committee",
        "applicant_name": f"Committee{place.mark}", "first_month": date(2021, 1, 1), "why": f"Why{place.mark}",
        "applied_on": date(2020, 11, 2), "step": "rejected", "entered_by": place.by,
    }


@builds(ApplicationMaterial)
def material(place: Place) -> dict[str, Any]:
    return {
        "application": place.mine(Application), "code": "4", "source": "renovation", "record_id": 1,
        "told": f"Accepted{place.mark}", "attachment": place.mine(Attachment), "checked_by": place.by,
        "checked_by_name": f"Clerk{place.mark}", "checked_on": date(2020, 11, 2),
    }


@builds(ApplicationAct)
def act(place: Place) -> dict[str, Any]:
    return {
        "application": place.mine(Application), "deed": "reject", "came_from": "housing", "went_to": "rejected",
        "comment": f"Comment{place.mark}", "acted_on": date(2020, 11, 20),
    }


@builds(ApplicationPublicity)
def publicity(place: Place) -> dict[str, Any]:
    return {
        "document": f"Notice{place.mark}", "place": f"Board{place.mark}", "published_on": date(2020, 12, 1), "days": 7,
        "last_on": date(2020, 12, 10),
    }


@builds(ApplicationPublicityLine)
def publicity_line(place: Place) -> dict[str, Any]:
    return {
        "publicity": place.mine(ApplicationPublicity), "application": place.mine(Application), "area_m2": Decimal("1000.00"),
        "star": 2, "rate_yuan_per_m2_month": Decimal("0.2"), "months": 36, "month_fen": 20_000,
    }


@builds(ApplicationObjection)
def objection(place: Place) -> dict[str, Any]:
    return {
        "application": place.mine(Application), "line": place.mine(ApplicationPublicityLine),
        "number": tracking_number(place.district, place.number), "objector": "owners", "received_on": date(2020, 12, 2),
        "grounds": f"Grounds{place.mark}", "due_on": date(2020, 12, 16), "lodged_by": place.by,
    }


@builds(ApprovedArea)
def approved_area(place: Place) -> dict[str, Any]:
    return {
        "application": place.mine(Application), "deed": "approval", "area_m2": Decimal("900.00"), "reason": f"Area{place.mark}",
    }


@builds(EarlierScheme)
def earlier_scheme(place: Place) -> dict[str, Any]:
    return {"enrolment": place.mine(Enrolment), "scheme": place.mine(SubsidyScheme), "until": date(2022, 3, 1)}


@builds(Absence)
def absence(place: Place) -> dict[str, Any]:
    return {
        "enrolment": place.mine(Enrolment), "left_on": date(2021, 6, 1), "back_on": date(2021, 9, 1), "ground": "owners",
        "because": f"Because{place.mark}", "document": f"Decision{place.mark}", "left_by_name": f"Clerk{place.mark}",
    }
