"""Which version of a standard an address names, and who may do what with it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from ratings.choices import VersionStatus
from ratings.models import RatingStandard

TONES = {
    VersionStatus.DRAFT: "warn", VersionStatus.CHECKED: "warn", VersionStatus.RELEASED: "good", VersionStatus.SUPERSEDED: "plain"
}


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


def demand_present(request: Any) -> None:
    """Nobody writes into the past."""
    if request.portal.clock.is_past:
        raise PermissionDenied


def seen(request: Any) -> datetime | None:
    """What the person looked at: the moment when that text was written."""
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None


def token(standard: RatingStandard) -> str:
    """The same, for the form."""
    return standard.drafted_at.isoformat() if standard.drafted_at else ""
