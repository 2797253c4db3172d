"""What of the rounds waits for the person: given back, to be scored, to be re-checked, objections, decisions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from portal.rounds.doors import PERMISSIONS, of
from ratings.choices import OPEN_OBJECTIONS, DecisionState, EntryDeed, EntryStep, RoundStatus
from ratings.models import EntryAct, Objection, RatingEntry, RoundDeadline, ScorerSeat, StarDecision

SCORED = (EntryStep.SELF, EntryStep.OPINION, EntryStep.RATING)
SEEN = (EntryStep.RECHECK, EntryStep.REINSPECTION)
SHOWN = 50


def waiting(request: Any) -> list[dict[str, Any]]:
    """Queues for the person's home, equally many statements for everybody with the role; a queue of nothing is left out."""
    portal = request.portal
    if portal.user is None or not any(portal.may(f"rating.{verb}") for verb in ("score", "recheck", "manage", "confirm")):
        return []
    counts = _counts(request)
    queues = [
        _queue("rounds-returned", _("Ratings given back"), _("Mend what the comment says, then hand on again."),
               _returned(request), _lazy("Mend")),
        _queue("rounds-sheets", _("Score sheets of yours"),
               _("Fill them in, then hand them in; the other scorer sees nothing of them."),
               _sheets(request), _lazy("Open the sheet")),
        _queue("rounds-to-rate", _("Ratings to be handed on"), _("Score what is missing, then hand on, step by step."),
               [_item(request, *row) for row in counts if row[1] in SCORED], _lazy("Open the list")),
        _queue("rounds-to-recheck", _("Ratings to look at again"),
               _("Look at the sheets again, then pass them or give them back."),
               [_item(request, *row) for row in counts if row[1] in SEEN], _lazy("Open the list")),
        _queue("rounds-objections", _("Objections to stars"), _("Answer with the reasons, or order a re-inspection."),
               _objections(request), _lazy("Answer")),
        _queue("rounds-decisions", _("Decisions on stars"), _("Confirm or decline what another person proposed."),
               _decisions(request), _lazy("Decide")),
    ]
    return [queue for queue in queues if queue["items"]]


def _mine(request: Any) -> Any:
    """The entries at a step where the person's role acts: the street's of what it rates, the district's of its own."""
    portal, wanted = request.portal, Q(pk__in=[])
    for step in (*SCORED, *SEEN):
        if not portal.may(PERMISSIONS[step]):
            continue
        streets = portal.streets_for(PERMISSIONS[step])
        here = Q(step=step)
        if step == EntryStep.RATING:
            here &= Q(by_district=streets is None)
        if streets is not None:
            here &= Q(street__in=streets)
        elif step in (EntryStep.SELF, EntryStep.OPINION):
            continue
        wanted |= here
    rows = RatingEntry.objects.filter(wanted, district_id=portal.district.pk, round__opened_on__isnull=False)
    return rows.filter(~Q(round__status=RoundStatus.ANNOUNCED) | Q(step=EntryStep.REINSPECTION))


def _counts(request: Any) -> list[tuple[int, str, date | None, int]]:
    """The round's year, step, by when it is due, and how many."""
    times = RoundDeadline.objects.filter(district=OuterRef("district"), round=OuterRef("round"), step=OuterRef("step"))
    rows = _mine(request).annotate(due=Subquery(times.values("due_on")[:1])).order_by("round__year", "step")
    return list(rows.values_list("round__year", "step", "due").annotate(n=Count("pk")))


def _item(request: Any, year: int, step: str, due: date | None, count: int) -> dict[str, Any]:
    places = ngettext("%(n)d courtyard", "%(n)d courtyards", count) % {"n": count}
    return {
        "text": f"{year} · {EntryStep(step).label}", "detail": places, "due": due,
        "url": f"{of(request, 'entry-list', year=year)}?step={step}",
    }


def _returned(request: Any) -> Iterable[dict[str, Any]]:
    last = EntryAct.objects.filter(district=OuterRef("district"), entry=OuterRef("pk")).order_by("-pk")
    rows = _mine(request).annotate(deed=Subquery(last.values("deed")[:1]), said=Subquery(last.values("comment")[:1]))
    rows = rows.filter(deed=EntryDeed.GIVE_BACK).select_related("courtyard", "round").order_by("pk")[:SHOWN]
    return [
        {"text": f"{one.round.year} · {one.courtyard.name}", "detail": one.said, "due": None,
         "url": of(request, "entry-detail", year=one.round.year, code=one.courtyard.code)}
        for one in rows
    ]


def _sheets(request: Any) -> Iterable[dict[str, Any]]:
    """Of courtyards that two people score, the person's own sheets that are not handed in."""
    portal = request.portal
    rows = ScorerSeat.objects.filter(district_id=portal.district.pk, user=portal.user, handed_in_at__isnull=True)
    rows = rows.exclude(round__status=RoundStatus.ANNOUNCED).select_related("courtyard", "round")
    return [
        {"text": f"{one.round.year} · {one.courtyard.name}", "detail": one.returned_for or one.get_scorer_display(), "due": None,
         "url": reverse("stars:sheet-detail",
                        kwargs={"district": portal.district.code, "year": one.round.year, "code": one.courtyard.code})}
        for one in rows.order_by("round__year", "courtyard__name_pinyin", "pk")[:SHOWN]
    ]


def _objections(request: Any) -> Iterable[dict[str, Any]]:
    if not request.portal.may("rating.manage"):
        return []
    rows = Objection.objects.filter(district_id=request.portal.district.pk, state=OPEN_OBJECTIONS[0])
    return [
        {"text": f"{one.round.year} · {one.courtyard.name}", "detail": one.get_objector_display(), "due": one.due_on,
         "url": of(request, "objection-detail", objection=one.pk)}
        for one in rows.select_related("courtyard", "round").order_by("due_on", "pk")[:SHOWN]
    ]


def _decisions(request: Any) -> Iterable[dict[str, Any]]:
    if not request.portal.may("rating.confirm"):
        return []
    rows = StarDecision.objects.filter(district_id=request.portal.district.pk, state=DecisionState.PROPOSED)
    rows = rows.exclude(proposed_by=request.portal.user).select_related("courtyard", "round")
    return [
        {"text": f"{one.round.year} · {one.courtyard.name} · {one.get_kind_display()}", "detail": one.document, "due": None,
         "url": of(request, "entry-detail", year=one.round.year, code=one.courtyard.code)}
        for one in rows.order_by("pk")[:SHOWN]
    ]


def _queue(key: str, title: str, todo: str, items: Iterable[dict[str, Any]], deed: Any) -> dict[str, Any]:
    told = list(items)
    return {
        "key": key, "title": title, "todo": todo, "count": len(told), "items": told, "deed": deed,
        "url": told[0]["url"] if told else "", "due": min((i["due"] for i in told if i["due"]), default=None),
    }
