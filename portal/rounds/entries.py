"""The courtyards of a round at a step, and one of them with its history and what may be done with it."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from governance.people.permissions import requires
from portal.rounds.doors import PERMISSIONS, TONES, deeds_at, entry_for, may, of, round_for
from ratings.choices import DecisionKind, DecisionState, EntryStep, ObjectionState, RoundStatus
from ratings.models import EntryAct, Objection, Plaque, PublicityLine, RatingEntry, RatingResult
from ratings.rounds import pipeline
from ratings.rules.rounds import Deed

PER_PAGE = 50
OBJECTION_TONES = {
    ObjectionState.LODGED: "warn", ObjectionState.REINSPECTION: "warn", ObjectionState.CHANGED: "good",
}
DECISION_TONES = {DecisionState.PROPOSED: "warn", DecisionState.CONFIRMED: "bad"}


def listed(request: Any, round: Any, asked: Any) -> Any:
    """The entries in sight that the list's filters ask for."""
    rows = RatingEntry.objects.filter(district_id=request.portal.district.pk, round=round)
    if asked.get("step") in EntryStep.values:
        rows = rows.filter(step=asked["step"])
    if asked.get("street", "").isdigit():
        rows = rows.filter(street__code=asked["street"])
    if words := asked.get("q", "").strip():
        rows = rows.filter(Q(courtyard__name__icontains=words) | Q(courtyard__code=words))
    return rows


@requires("records.read")
def EntryList(request: Any, year: int) -> HttpResponse:
    """Courtyards by step and street, with their star; what stands at one step can be handed on together."""
    round_ = round_for(request, year)
    rows = pipeline.with_star(listed(request, round_, request.GET)).select_related("courtyard__street")
    page = Paginator(
        rows.order_by("street__code", "courtyard__name_pinyin", "pk"), PER_PAGE
    ).get_page(request.GET.get("page"))
    step = request.GET.get("step", "")
    step = step if step in EntryStep.values else ""
    return render(
        request, "rounds/entry_list.html",
        {
            "round": round_, "page": page, "step": step, "steps": EntryStep.choices, "street": request.GET.get("street", ""),
            "streets": [(line.code, line.name) for line in pipeline.by_street(round_)], "q": request.GET.get("q", ""),
            "rows": [(one, TONES.get(EntryStep(one.step), "plain")) for one in page],
            "deeds": [deed for deed in deeds_at(request, round_, step) if deed is Deed.HAND_ON] if step else [],
        },
    )


@requires("records.read")
def EntryDetail(request: Any, year: int, code: str) -> HttpResponse:
    """Where a courtyard stands in a round: its acts, its results, objections and decisions, and the deeds allowed."""
    entry = entry_for(request, year, code)
    round_, at = entry.round, {"district_id": entry.district_id, "round": entry.round_id, "courtyard": entry.courtyard_id}
    acts = EntryAct.objects.filter(district_id=entry.district_id, entry=entry).select_related("change").order_by("pk")
    line = PublicityLine.objects.filter(**at).select_related("publicity", "result").first()
    results = list(RatingResult.objects.filter(**at).order_by("-revision"))
    objections = Objection.objects.filter(**at).order_by("pk")
    decisions = list(entry.decisions.order_by("pk"))
    is_announced, manages = round_.status == RoundStatus.ANNOUNCED, may(request, "rating.manage", entry.street_id)
    today = request.portal.clock.today
    return render(
        request, "rounds/entry_detail.html",
        {
            "entry": entry, "round": round_, "tone": TONES.get(EntryStep(entry.step), "plain"), "acts": acts,
            "due": round_.deadlines.filter(step=entry.step).first(), "line": line, "results": results,
            "latest": results[0] if results else None, "plaque": Plaque.objects.filter(**at).last(),
            "objections": [(one, OBJECTION_TONES.get(ObjectionState(one.state), "plain")) for one in objections],
            "decisions": [(one, DECISION_TONES.get(DecisionState(one.state), "plain"),
                           may(request, "rating.confirm") and one.state == DecisionState.PROPOSED
                           and one.proposed_by_id != request.portal.user.pk) for one in decisions],
            "deeds": [deed.value for deed in deeds_at(request, round_, entry.step, entry.street_id)],
            "closed": pipeline.closed(round_, entry.step), "is_announced": is_announced,
            "may_score": may(request, "rating.score", entry.street_id),
            "may_object": line is not None and may(request, "rating.object", entry.street_id) and not is_announced
            and today >= line.publicity.published_on,
            "kinds": DecisionKind.choices if manages and is_announced else [],
            "permission": PERMISSIONS[EntryStep(entry.step)], "back": of(request, "round-way", year=year),
        },
    )
