"""Builders of what helps: complaints, repairs, projects, social organisations."""

from datetime import UTC, date, datetime
from typing import Any

from community_services.models import Complaint, EmergencyRepair, Incubator, ProjectSite, ServiceProject, SocialOrganisation
from tests.support.cast.places import Place, builds

MOMENT = datetime(2021, 5, 1, 2, 30, tzinfo=UTC)


@builds(Complaint)
def complaint(place: Place) -> dict[str, Any]:
    return {
        "number": f"TS-{place.mark}", "received_on": date(2021, 5, 1), "category": "parking", "summary": f"Complaint{place.mark}",
        "due_on": date(2021, 5, 8),
    }


@builds(EmergencyRepair)
def repair(place: Place) -> dict[str, Any]:
    return {"category": "water", "reported_at": MOMENT, "fund_source": f"Fund{place.mark}"}


@builds(ServiceProject)
def project(place: Place) -> dict[str, Any]:
    return {"name": f"Project{place.mark}", "project_class": "daily", "entered_on": date(2021, 5, 1)}


@builds(ProjectSite)
def site(place: Place) -> dict[str, Any]:
    return {"project": place.mine(ServiceProject), "kind": "children"}


@builds(Incubator)
def incubator(place: Place) -> dict[str, Any]:
    return {"name": f"Incubator{place.mark}"}


@builds(SocialOrganisation)
def organisation(place: Place) -> dict[str, Any]:
    return {"name": f"Social{place.mark}", "social_class": "charity", "incubator": place.mine(Incubator)}
