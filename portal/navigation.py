"""The main menu: what a person may see in the district they stand in."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from portal.home import views as home


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation`, the items of the menu, for the pages of a district."""
    portal = getattr(request, "portal", None)
    if portal is None or portal.district is None or portal.user is None:
        return {"navigation": []}
    first = [
        (_("My work"), "district:home", "home", "records.read"),
        (_("Dashboard"), "district:dashboard", "chart-bar", "records.read"),
    ]
    # First what the person's day begins with.
    items = [
        *(first if home.begins_at_work(portal, portal.district) else reversed(first)),
        (_("Map"), "district:map", "map-pin", "statistics.read"),
        (_("Courtyards"), "registers:courtyard-list", "building-community", "records.read"),
        (_("Firms"), "registers:firm-list", "building-store", "records.read"),
        (_("Registers"), "registers:index", "list-details", "records.read"),
        (_("Monthly returns"), "returns:return-overview", "receipt", "records.read"),
        (_("Periods"), "seals:period-board", "history", "statistics.read"),
        (_("Reports"), "reports:form-list", "file-text", "records.read"),
        (_("Ratings"), "ratings:round-list", "star", "records.read"),
        (_("Surveys"), "surveys:survey-list", "users", "records.read"),
        (_("Subsidies"), "subsidies:ledger", "coin-yuan", "records.read"),
        (_("Tokens"), "district:token-list", "key", "token.manage"),
    ]
    found = []
    for label, name, icon, permission in items:
        if portal.may(permission):
            try:
                url = reverse(name, kwargs={"district": portal.district.code})
            except NoReverseMatch:
                continue
            # Everything of the district lies below its dashboard's address.
            active = request.path == url or request.path.startswith(f"{url}dashboard/" if name == "district:dashboard" else url)
            found.append({"label": label, "url": url, "icon": icon, "active": active})
    return {"navigation": found}
