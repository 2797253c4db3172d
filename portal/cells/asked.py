"""What the address of a figure's page asks for: the indicator, its population, and the place."""

from typing import Any

from django.http import Http404

from governance.divisions.models import Community, Street
from governance.indicators import catalogue, statistics
from governance.indicators.definitions import Indicator
from governance.indicators.statistics import Division

PER_PAGE = 50


def indicator_of(request: Any, name: str) -> Indicator:
    """The indicator of the address, as its version of the day has it: 404 for an unknown one."""
    try:
        return catalogue.find(name, request.portal.district.pk, request.portal.clock.on)
    except catalogue.UnknownIndicator as unknown:
        raise Http404 from unknown


def population_of(request: Any, indicator: Indicator) -> str:
    """The population of the address: 404 for one that the indicator does not know."""
    try:
        return statistics.population_of(indicator, request.GET.get("population"))
    except statistics.PopulationNotDefined as unknown:
        raise Http404 from unknown


def place_of(request: Any, code: str) -> tuple[dict[str, Any], Division]:
    """The street or community of a code, as a question takes it, and its name; the district where there is no code.

    A code that is not ours is like none at all: 404.
    """
    portal = request.portal
    if not code:
        return {}, Division(portal.district.code, portal.district.name)
    for name, model in (("street", Street), ("community", Community)):
        place: Any = model._default_manager.filter(district_id=portal.district.pk, code=code).first()
        if place is not None:
            return {name: place.pk}, Division(place.code, place.name)
    raise Http404


def page_number(request: Any) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) < 100_000 else 1
