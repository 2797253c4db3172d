"""Which kept scenario an address names, and the addresses."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from subsidies.models import Scenario


def scenario_for(request: Any, scenario: int) -> Scenario:
    """A kept scenario of the district. 404 for a missing and for a foreign one."""
    kept = Scenario.objects.filter(district_id=request.portal.district.pk, pk=scenario).select_related("scheme").first()
    if kept is None:
        raise Http404
    return kept


def of(request: Any, page: str, **where: Any) -> str:
    """The address of one of these pages."""
    return reverse(f"scenarios:{page}", kwargs={"district": request.portal.district.code, **where})
