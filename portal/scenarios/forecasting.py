"""Budget, spent, committed and free, and the cost of the next 36 months from what is enrolled."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from governance.people.permissions import requires
from subsidies.scenarios.forecast import forecast


@requires("records.read")
def Forecast(request: Any) -> HttpResponse:
    """The years against their budgets; the months by street. Whoever is held to a street sees that one, and no budget."""
    portal = request.portal
    told = forecast(portal.district.pk, portal.clock.on)
    most = max((told.of_month(month) for month in told.months), default=0)
    return render(
        request, "scenarios/forecast.html",
        {
            "forecast": told, "is_whole": portal.scope.streets is None, "may_play": portal.may("scenario.play"),
            "months": [
                {
                    "month": month, "fen": told.of_month(month), "courtyards": told.courtyards.get(month, 0),
                    "share": told.of_month(month) * 100 // most if most else 0,
                    "streets": [told.fen.get((month, street.pk), 0) for street in told.streets],
                }
                for month in told.months
            ],
            "streets": [(street, told.of_street(street.pk)) for street in told.streets], "total": told.total,
        },
    )


@requires("records.read")
def ForecastSummary(request: Any, year: int) -> HttpResponse:
    """A year's budget and what becomes of it, which the ledger's page asks for once it stands; none for a street."""
    portal = request.portal
    years = forecast(portal.district.pk, portal.clock.on).years
    return render(request, "scenarios/_budget.html", {"year": next((one for one in years if one.year == year), None)})
