"""The clerk's home: what waits for the person, in the order in which it presses. Nobody is ranked, and nothing is clocked."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.people.permissions import STREET_ROLES, requires
from governance.registers.declarations import Text
from portal.applications import waiting as applications
from portal.home import quality, queues
from portal.home.sections import Provider, in_order
from portal.home.waiting import provider
from portal.imports import waiting as imports
from portal.payments import waiting as payments
from portal.returns import waiting as returns
from portal.rounds import waiting as rounds
from portal.seals import waiting as seals

# What waits, part by part.
PROVIDERS: tuple[Provider, ...] = (
    provider(returns.waiting), provider(seals.waiting), provider(rounds.waiting), provider(applications.waiting),
    provider(payments.waiting), provider(imports.waiting), queues.sections, quality.sections,
)


@dataclass(frozen=True)
class Way:
    """A way from the home to where much is done at once."""

    label: Text
    address: str
    icon: str
    permission: str = "records.read"


WAYS = (
    Way(_("Import a workbook"), "imports:import-list", "download"),
    Way(_("Monthly returns"), "returns:return-overview", "receipt"),
    Way(_("Registers"), "registers:index", "list-details"),
    Way(_("All tasks"), "registers:tasks", "check"),
    Way(_("Data quality"), "quality:overview", "alert-triangle"),
    Way(_("Pairing and assignment"), "party_org:board", "users"),
)


@requires("records.read")
def Home(request: Any) -> HttpResponse:
    """The person's own work queue in the district."""
    portal = request.portal
    sections = in_order(request, PROVIDERS)
    ways = [
        (way, reverse(way.address, kwargs={"district": portal.district.code})) for way in WAYS if portal.may(way.permission)
    ]
    return render(
        request, "home/home.html",
        {"sections": sections, "waiting": sum(section.count for section in sections), "ways": ways},
    )


def begins_at_work(portal: Any, district: Any) -> bool:
    """Whether the person works in streets alone, and begins at what waits; the district's staff begin at the figures."""
    roles = {membership.role for membership in portal.memberships if membership.district_id == district.pk}
    return bool(roles) and roles <= STREET_ROLES


def first_page(portal: Any, district: Any) -> str:
    """Where a person begins in a district."""
    name = "district:home" if begins_at_work(portal, district) else "district:dashboard"
    return reverse(name, kwargs={"district": district.code})
