"""Which version of a standard an address names, and who may do what with it."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from ratings.models import RatingStandard


def standard_for(request: Any, standard: int) -> RatingStandard:
    """A version of the district. 404 for a missing and for a foreign one."""
    found = RatingStandard.objects.filter(district_id=request.portal.district.pk, pk=standard).first()
    if found is None:
        raise Http404
    return found


def of(request: Any, page: str, **where: Any) -> str:
    """The address of one of these pages."""
    return reverse(f"standards:{page}", kwargs={"district": request.portal.district.code, **where})


def may(request: Any, verb: str) -> bool:
    """The past can only be read."""
    return request.portal.may(f"standard.{verb}") and not request.portal.clock.is_past
