"""A round as a pipeline: how many courtyards of which street stand at which step; who is left out; the draw; the publicity."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from governance.people.permissions import requires
from portal.rounds.doors import TONES, found, may, of, round_for
from portal.tracking import receipts
from ratings.choices import EntryStep, ObjectionState, RoundStatus, Star
from ratings.models import LeftOut, Publicity, PublicityLine, RecheckDraw
from ratings.rounds import eligibility, pipeline
from ratings.rounds.services.steps import is_sampled

PER_PAGE = 50


@requires("records.read")
def RoundWay(request: Any, year: int) -> HttpResponse:
    """The steps of a round with their deadlines and counts, by street; each count opens its list."""
    portal, round_ = request.portal, round_for(request, year)
    lines = pipeline.by_street(round_)
    due = {one.step: one for one in round_.deadlines.all()}
    whole = {step: sum(line.steps[step] for line in lines) for step in EntryStep.values}
    objections = pipeline.objection_counts(round_)
    manages = may(request, "rating.manage") and portal.scope.streets is None
    unready = pipeline.unready(round_, portal.clock.today)
    return render(
        request, "rounds/round_way.html",
        {
            "round": round_, "lines": lines, "total": sum(whole.values()),
            "steps": [(s, EntryStep(s).label, whole[s], due.get(s), TONES.get(EntryStep(s), "plain")) for s in EntryStep.values],
            "publicities": round_.publicities.select_related("street").all(), "today": portal.clock.today,
            "objections": [(ObjectionState(s).label, n) for s, n in sorted(objections.items())],
            "draws": round_.draws.all(), "left_out": LeftOut.objects.filter(round=round_).count(),
            "is_announced": round_.status == RoundStatus.ANNOUNCED, "manages": manages, "unready": unready,
            "may_draw": manages and is_sampled(round_) and whole[EntryStep.RECHECK] > 0,
            "may_publish": manages and whole[EntryStep.PASSED] > 0,
            "may_announce": manages and round_.status == RoundStatus.COMPUTED and not unready,
        },
    )


@requires("records.read")
def LeftOutList(request: Any, year: int) -> HttpResponse:
    """Who is not rated in a round, and why; each opens its page, where it can be mended for the next one."""
    round_ = round_for(request, year)
    rows = LeftOut.objects.filter(district_id=round_.district_id, round=round_).select_related("courtyard__street")
    page = Paginator(rows.order_by("street__code", "courtyard__name_pinyin", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "rounds/left_out_list.html",
        {"round": round_, "page": page, "rows": [(one, eligibility.sentence(one.reason, one.since)) for one in page]},
    )


@requires("records.read")
def DrawDetail(request: Any, year: int, draw: int) -> HttpResponse:
    """A draw with its seed: whoever wants can repeat it."""
    round_ = round_for(request, year)
    made = found(RecheckDraw.objects.filter(district_id=round_.district_id, round=round_).select_related("change"), number=draw)
    drawn = set(made.drawn)
    return render(
        request, "rounds/draw_detail.html",
        {"round": round_, "draw": made, "codes": [(code, code in drawn) for code in made.codes]},
    )


@requires("records.read")
def PublicityDetail(request: Any, year: int, publicity: int) -> HttpResponse:
    """The stars as they were published, for the notice board: until when, and how to object."""
    round_ = round_for(request, year)
    shown = found(Publicity.objects.filter(district_id=round_.district_id, round=round_).select_related("street"), pk=publicity)
    rows = PublicityLine.objects.filter(district_id=round_.district_id, publicity=shown)
    rows = rows.select_related("courtyard__street", "result").order_by("street__code", "-result__score", "pk")
    counts = dict.fromkeys(sorted(Star.values, reverse=True), 0)
    for star in rows.values_list("result__star", flat=True):
        counts[star] += 1
    today = request.portal.clock.today
    return render(
        request, "rounds/publicity_detail.html",
        {
            "round": round_, "publicity": shown, "page": Paginator(rows, 2000).get_page(request.GET.get("page")),
            "counts": [(star, Star(star).label, n) for star, n in counts.items()], "is_over": today > shown.last_on,
            "may_object": may(request, "rating.object") and today >= shown.published_on
            and round_.status != RoundStatus.ANNOUNCED,
            "track": receipts.address(request), "back": of(request, "round-way", year=year),
        },
    )
