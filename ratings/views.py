"""Rounds and their stars."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from governance.jobs.models import Job
from governance.people.permissions import requires
from ratings import services
from ratings.choices import RoundStatus, Star
from ratings.models import RatingResult, RatingRound
from ratings.scores import hint

PER_PAGE = 50


@requires("records.read")
def RoundList(request: Any) -> HttpResponse:
    """The yearly rounds of the district."""
    rounds = RatingRound.objects.filter(district_id=request.portal.district.pk).select_related("standard")
    may_open = request.portal.may("rating.manage") and not request.portal.clock.is_past
    return render(request, "ratings/round_list.html", {"rounds": rounds, "may_open": may_open})


@requires("records.read")
def RoundDetail(request: Any, year: int) -> HttpResponse:
    """A round: its standard, the distribution of stars, the results, and the button that computes it."""
    portal = request.portal
    round_ = get_object_or_404(
        RatingRound.objects.select_related("standard"), district_id=portal.district.pk, year=year
    )
    results = RatingResult.objects.filter(round=round_).latest_revisions()
    counts = dict(results.values_list("star").annotate(n=Count("pk")).order_by())
    chosen = request.GET.get("star", "")
    if chosen.isdigit() and int(chosen) in Star.values:
        results = results.filter(star=int(chosen))
    rows = results.select_related("courtyard__street").order_by("-star", "-score", "courtyard__name_pinyin")
    return render(
        request, "ratings/round_detail.html",
        {
            "round": round_, "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), "chosen": chosen,
            "distribution": [(star, Star(star).label, counts.get(star, 0)) for star in (5, 4, 3, 2, 1, 0)],
            "may_compute": portal.may("rating.compute") and round_.status != RoundStatus.ANNOUNCED,
            "job": Job.objects.filter(
                district_id=portal.district.pk, kind=services.COMPUTE_ROUND, arguments={"round": round_.pk}
            ).order_by("-pk").first(),
            "items": [(item, hint(item)) for item in round_.standard.items.select_related("category")],
            "thresholds": round_.standard.thresholds.all(),
            "vetoes": round_.standard.vetoes.all(),
        },
    )


@require_POST
@requires("rating.compute")
def RoundCompute(request: Any, year: int) -> HttpResponse:
    """Hands the round to the worker; the page then shows its progress."""
    portal = request.portal
    round_ = get_object_or_404(RatingRound, district_id=portal.district.pk, year=year)
    if round_.status == RoundStatus.ANNOUNCED:
        messages.error(request, str(services.RoundAnnounced(round_)))
        return redirect("ratings:round-detail", district=portal.district.code, year=year)
    job = services.request_round(round=round_, by=portal.user, now=portal.now)
    return redirect("district:job-detail", district=portal.district.code, job=job.pk)
