"""The district's summary: when it was brought up to date, when compared, and what differed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from governance.indicators import registry
from governance.indicators.definitions import POPULATION_WORDS
from governance.jobs import services as jobs
from governance.jobs.models import Job
from governance.people.permissions import requires
from governance.summaries import services
from governance.summaries.models import SummaryState


@requires("summary.check")
def SummaryDetail(request: Any) -> HttpResponse:
    """For operators; posting asks the worker for a comparison now."""
    portal = request.portal
    district = portal.district.pk
    if request.method == "POST":
        job = jobs.request(district=district, kind=services.CHECK, arguments={}, by=portal.user, now=portal.now)
        return redirect("district:job-detail", district=portal.district.code, job=job.pk)
    state = SummaryState.objects.filter(district_id=district).first()
    return render(
        request, "portal/summary_detail.html",
        {
            "state": state, "current": services.is_current(district),
            "differences": [_told(one) for one in state.differences] if state else [],
            "runs": Job.objects.filter(district_id=district, kind=services.CHECK).order_by("-id")[:10],
        },
    )


def _told(one: dict[str, Any]) -> dict[str, Any]:
    """A difference by the names of its figure; one that is no longer counted keeps its key."""
    indicator = registry.every().get(one["indicator"])
    words = POPULATION_WORDS.get(one["population"])
    return one | {"label": indicator.label if indicator else one["indicator"], "of": words or one["population"]}
