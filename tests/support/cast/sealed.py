"""Builders of the reports of periods: a rule, a report given back, and the seal of its first revision."""

from datetime import UTC, date, datetime
from typing import Any

from governance.seals import contents
from governance.seals.models import PeriodReport, ReportRule, ReportState, Seal
from tests.support.cast.places import Place, builds

MOMENT = datetime(2021, 4, 20, tzinfo=UTC)
# Somebody who is nobody here: the second of two people.
ANOTHER = 999_999


@builds(ReportRule)
def rule(place: Place) -> dict[str, Any]:
    return {"kind": "month", "days": 6}


@builds(PeriodReport)
def report(place: Place) -> dict[str, Any]:
    return {
        "period": "2021Q1", "kind": "quarter", "last_on": date(2021, 3, 31), "due_on": date(2021, 4, 10),
        "state": ReportState.RETURNED, "comment": f"Comment{place.mark}", "submitted_by": place.by,
        "submitted_by_name": place.by.name, "submitted_at": MOMENT, "decided_by_name": place.by.name, "decided_at": MOMENT,
    }


@builds(Seal)
def seal(place: Place) -> dict[str, Any]:
    """It holds no numbers, which the portal shows as such."""
    told: dict[str, Any] = {
        "report": place.mine(PeriodReport), "number": place.number + 1, "revision": 1, "period": "2021Q1",
        "on": date(2021, 3, 31), "as_of": MOMENT, "submitted_by": place.by, "submitted_by_name": place.by.name,
        "approved_by_id": ANOTHER, "approved_by_name": "Another", "previous": "0" * 64 if place.number else "",
    }
    heading = contents.heading(Seal(district_id=place.district, street_id=place.street, **told))
    where = {"level": "street" if place.number else "district", "code": "x", "name": f"Place{place.mark}"}
    told["content"] = contents.canonical(
        {"form": contents.FORM, "seal": heading | {"place": where}, "definitions": {}, "figures": {}, "divisions": {}}
    )
    return {**told, "sha256": contents.digest(told["content"])}
