"""What people do with a survey: open it, close it, print the slips of a courtyard, look at its draw."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.common import codes
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.surveys.doors import of, site_for, survey_for
from ratings.rules import surveys as rules
from ratings.surveys import services


@require_POST
@requires("survey.manage")
def SurveyDeed(request: Any, survey: int) -> HttpResponse:
    """Opens or closes a survey, as the button says."""
    portal, found = request.portal, survey_for(request, survey)
    back = of(request, "survey-detail", survey=found.pk)
    try:
        if "open" in request.POST:
            services.open_survey(survey=found, by=portal.user)
            messages.success(request, _("The survey is open. Print the slips of each courtyard, or enter paper answers."))
        elif "close" in request.POST:
            services.close_survey(survey=found, on=portal.clock.today, by=portal.user)
            messages.success(request, _("The survey is closed and counted."))
            back = of(request, "survey-results", survey=found.pk)
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect(back)


@require_POST
@requires("survey.enter")
def SurveySlips(request: Any, survey: int, code: str) -> HttpResponse:
    """New slips of a courtyard, shown this once: the codes are kept as hashes alone."""
    portal, site = request.portal, site_for(request, survey, code)
    try:
        made = services.make_slips(site=site, by=portal.user, today=portal.clock.today)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(of(request, "survey-detail", survey=survey))
    answer = render(
        request, "surveys/slips.html",
        {
            "site": site, "survey": site.survey, "codes": [codes.shown(one) for one in made],
            "address": f"{request.get_host()}/s/", "last_on": rules.last_day(site.survey.valid_to),
            "back": of(request, "survey-detail", survey=survey),
        },
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


@requires("records.read")
def SurveyDraw(request: Any, survey: int, code: str) -> HttpResponse:
    """Which dwellings of a courtyard are asked; slips are handed out over them without being assigned."""
    site = site_for(request, survey, code)
    drawn = rules.draw(site.households, site.planned, f"{site.survey.seed}:{site.courtyard_id}") if site.households else []
    return render(
        request, "surveys/draw.html",
        {"site": site, "survey": site.survey, "drawn": drawn, "back": of(request, "survey-detail", survey=survey)},
    )
