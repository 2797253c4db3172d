"""The progress of what the worker does."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.jobs.models import Job
from governance.people.permissions import requires
from ratings.models import RatingRound


@requires("records.read")
def JobDetail(request: Any, job: int) -> HttpResponse:
    """A job and how far it is; htmx fetches the progress anew until it is over."""
    found = get_object_or_404(Job.objects.select_related("requested_by"), pk=job, district_id=request.portal.district.pk)
    template = "portal/job_progress.html" if request.htmx else "portal/job_detail.html"
    return render(request, template, {"job": found, "title": _title(found), "back": _back(request, found)})


def _title(job: Job) -> str:
    """What the job does, in words."""
    said = job.arguments
    return {
        "ratings.compute_round": _("Compute a rating round"),
        "subsidies.compute_month": _("Compute the subsidy of %(month)s") % {"month": said.get("month", "—")},
        "subsidies.compute_months": _("Compute the subsidy from %(first)s to %(last)s") % {
            "first": said.get("from", "—"), "last": said.get("to", "—")},
        "summaries.check": _("Compare the summaries with the records"),
        "quality.count": _("Count what the data lack"),
    }.get(job.kind, _("Job %(number)s") % {"number": job.pk})


def _back(request: Any, job: Job) -> str:
    """Where the job's outcome is to be seen."""
    code = request.portal.district.code
    if job.kind.startswith("ratings."):
        round_ = RatingRound.objects.filter(pk=job.arguments.get("round")).first()
        if round_:
            return reverse("ratings:round-detail", kwargs={"district": code, "year": round_.year})
    if job.kind.startswith("summaries."):
        return reverse("district:summary-detail", kwargs={"district": code})
    return reverse("subsidies:ledger", kwargs={"district": code})
