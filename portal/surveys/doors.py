"""Which survey and which courtyard of it an address names."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from ratings.surveys.models import SatisfactionSurvey, SurveySite


def survey_for(request: Any, survey: int) -> SatisfactionSurvey:
    """A survey of the district. 404 for a missing and for a foreign one."""
    found = SatisfactionSurvey.objects.filter(district_id=request.portal.district.pk, pk=survey)
    one = found.select_related("questionnaire").first()
    if one is None:
        raise Http404
    return one


def site_for(request: Any, survey: int, code: str) -> SurveySite:
    """A courtyard of a survey, in sight. 404 otherwise."""
    sites = SurveySite.objects.filter(district_id=request.portal.district.pk, survey=survey, courtyard__code=code)
    one = sites.select_related("survey__questionnaire", "courtyard__street").first()
    if one is None:
        raise Http404
    return one


def of(request: Any, page: str, **where: Any) -> str:
    """The address of one of these pages."""
    return reverse(f"surveys:{page}", kwargs={"district": request.portal.district.code, **where})
