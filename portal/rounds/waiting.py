"""What of the rounds waits for the person: given back, to be scored, to be re-checked, objections, decisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Count, DateField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from portal.rounds.doors import PERMISSIONS, of
from ratings.choices import OPEN_OBJECTIONS, DecisionKind, DecisionState, EntryDeed, EntryStep, Objector, RoundStatus, Scorer
from ratings.models import EntryAct, Objection, RatingEntry, RoundDeadline, ScorerSeat, StarDecision

SCORED = (EntryStep.SELF, EntryStep.OPINION, EntryStep.RATING)
SEEN = (EntryStep.RECHECK, EntryStep.REINSPECTION)
SHOWN = 50


def waiting(request: Any) -> list[dict[str, Any]]:
    """Queues for the person's home, by one statement for whoever has the role; a queue of nothing is left out."""
    portal = request.portal
    if portal.user is None or not any(portal.may(f"rating.{verb}") for verb in ("score", "recheck", "manage", "confirm")):
        return []
    listed: dict[str, list[Line]] = {}
    for row in _found(request):
        line = Line(*row)
        listed.setdefault(line.queue, []).append(line)
    queues = [
        _queue("rounds-returned", _("Ratings given back"), _("Mend what the comment says, then hand on again."),
               (_yard(request, one, "rounds:entry-detail") for one in listed.get("returned", ())), _lazy("Mend")),
        _queue("rounds-sheets", _("Score sheets of yours"),
               _("Fill them in, then hand them in; the other scorer sees nothing of them."),
               (_sheet(request, one) for one in listed.get("sheet", ())), _lazy("Open the sheet")),
        _queue("rounds-to-rate", _("Ratings to be handed on"), _("Score what is missing, then hand on, step by step."),
               [_step(request, one) for one in listed.get("step", ()) if one.key in SCORED], _lazy("Open the list")),
        _queue("rounds-to-recheck", _("Ratings to look at again"),
               _("Look at the sheets again, then pass them or give them back."),
               [_step(request, one) for one in listed.get("step", ()) if one.key in SEEN], _lazy("Open the list")),
        _queue("rounds-objections", _("Objections to stars"), _("Answer with the reasons, or order a re-inspection."),
               (_objection(request, one) for one in listed.get("objection", ())), _lazy("Answer")),
        _queue("rounds-decisions", _("Decisions on stars"), _("Confirm or decline what another person proposed."),
               (_decision(request, one) for one in listed.get("decision", ())), _lazy("Decide")),
    ]
    return [queue for queue in queues if queue["items"]]


@dataclass(frozen=True)
class Line:
    """What waits: a courtyard of a round, or so many (`number`) at a step (`key`). `number` may also be a record's id."""

    queue: str
    year: int
    name: str
    code: str
    key: str
    said: str
    due: date | None
    number: int


def _found(request: Any) -> list[tuple[Any, ...]]:
    """All that waits, the first of each kind, by one statement."""
    rest = (_steps(request), _sheets(request), _objections(request), _decisions(request))
    return list(_returned(request).union(*rest, all=True))


def _line(rows: Any, queue: str, **said: Any) -> Any:
    """Rows as the fields of a line; what is not said is empty."""
    plain: dict[str, Any] = {
        "name": Value(""), "code": Value(""), "key": Value(""), "said": Value(""),
        "due": Value(None, output_field=DateField()), "number": Value(0),
    }
    as_text = {name: Cast(one, CharField()) if name in ("name", "code", "key", "said") else one
               for name, one in (plain | said).items()}
    told = rows.annotate(
        line_queue=Value(queue), line_year=F("round__year"), **{f"line_{name}": one for name, one in as_text.items()}
    )
    return told.values_list(*(f"line_{name}" for name in ("queue", "year", *plain)))


YARD = {"name": F("courtyard__name"), "code": F("courtyard__code")}


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


def _steps(request: Any) -> Any:
    """How many of a round stand at a step of the person's, by when it is due."""
    times = RoundDeadline.objects.filter(district=OuterRef("district"), round=OuterRef("round"), step=OuterRef("step"))
    rows = _mine(request).annotate(until=Subquery(times.values("due_on")[:1])).order_by()
    grouped = rows.values("round__year", "step", "until").annotate(n=Count("pk"))
    return _line(grouped, "step", key=F("step"), due=F("until"), number=F("n"))


def _returned(request: Any) -> Any:
    last = EntryAct.objects.filter(district=OuterRef("district"), entry=OuterRef("pk")).order_by("-pk")
    rows = _mine(request).annotate(deed=Subquery(last.values("deed")[:1]), comment=Subquery(last.values("comment")[:1]))
    rows = rows.filter(deed=EntryDeed.GIVE_BACK).order_by("pk")[:SHOWN]
    return _line(rows, "returned", **YARD, said=F("comment"))


def _sheets(request: Any) -> Any:
    """Of courtyards that two people score, the person's own sheets that are not handed in."""
    rows = ScorerSeat.objects.filter(
        district_id=request.portal.district.pk, user=request.portal.user, handed_in_at__isnull=True
    ).exclude(round__status=RoundStatus.ANNOUNCED)
    rows = rows.order_by("round__year", "courtyard__name_pinyin", "pk")[:SHOWN]
    return _line(rows, "sheet", **YARD, key=F("scorer"), said=F("returned_for"))


def _objections(request: Any) -> Any:
    rows = Objection.objects.filter(district_id=request.portal.district.pk, state=OPEN_OBJECTIONS[0])
    if not request.portal.may("rating.manage"):
        rows = rows.none()
    return _line(rows.order_by("due_on", "pk")[:SHOWN], "objection", **YARD, key=F("objector"), due=F("due_on"), number=F("pk"))


def _decisions(request: Any) -> Any:
    rows = StarDecision.objects.filter(district_id=request.portal.district.pk, state=DecisionState.PROPOSED)
    rows = rows.exclude(proposed_by=request.portal.user)
    if not request.portal.may("rating.confirm"):
        rows = rows.none()
    return _line(rows.order_by("pk")[:SHOWN], "decision", **YARD, key=F("kind"), said=F("document"))


def _item(text: str, detail: Any, url: str, due: date | None = None) -> dict[str, Any]:
    return {"text": text, "detail": str(detail), "due": due, "url": url}


def _yard(request: Any, one: Line, page: str) -> dict[str, Any]:
    where = {"district": request.portal.district.code, "year": one.year, "code": one.code}
    return _item(f"{one.year} · {one.name}", one.said, reverse(page, kwargs=where))


def _sheet(request: Any, one: Line) -> dict[str, Any]:
    return _yard(request, one, "stars:sheet-detail") | {"detail": one.said or str(Scorer(int(one.key)).label)}


def _step(request: Any, one: Line) -> dict[str, Any]:
    places = ngettext("%(n)d courtyard", "%(n)d courtyards", one.number) % {"n": one.number}
    page = f"{of(request, 'entry-list', year=one.year)}?step={one.key}"
    return _item(f"{one.year} · {EntryStep(one.key).label}", places, page, one.due)


def _objection(request: Any, one: Line) -> dict[str, Any]:
    page = of(request, "objection-detail", objection=one.number)
    return _item(f"{one.year} · {one.name}", Objector(one.key).label, page, one.due)


def _decision(request: Any, one: Line) -> dict[str, Any]:
    page = of(request, "entry-detail", year=one.year, code=one.code)
    return _item(f"{one.year} · {one.name} · {DecisionKind(one.key).label}", one.said, page)


def _queue(key: str, title: str, todo: str, items: Iterable[dict[str, Any]], deed: Any) -> dict[str, Any]:
    told = list(items)
    return {
        "key": key, "title": title, "todo": todo, "count": len(told), "items": told, "deed": deed,
        "url": told[0]["url"] if told else "", "due": min((i["due"] for i in told if i["due"]), default=None),
    }
