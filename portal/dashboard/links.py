"""Ways to pages of other parts."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from portal.dashboard.view import View


def map_of(request: Any) -> str:
    """The courtyard map in the page's time; empty where there is none."""
    return _address(request, "district:map", {})


def compare(view: View, indicator: Any) -> str:
    """What made the difference between the earlier day and this one, record by record; empty where no page tells it."""
    days = {"from": view.earlier.day.isoformat(), "to": view.on.isoformat(), **view.place.query}
    return _address(view.request, "district:figure-compare", days, indicator=indicator.key)


def _address(request: Any, name: str, query: dict[str, str], **named: str) -> str:
    try:
        url = reverse(name, kwargs={"district": request.portal.district.code, **named})
    except NoReverseMatch:
        return ""
    told = "&".join(part for part in (urlencode(query), request.portal.clock.query) if part)
    return f"{url}?{told}" if told else url
