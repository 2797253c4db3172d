"""Pages of the demonstration points: the board by level and street, one point's way, and its next step."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from governance.divisions.models import Street
from governance.indicators import registry, statistics
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from ratings import checklists, querysets, services
from ratings.choices import DEMONSTRATION_DEEDS, DemonstrationLevel, DemonstrationState
from ratings.forms import MoveForm
from ratings.models import DemonstrationMove, DemonstrationPoint
from ratings.rules.demonstrations import NEXT, State

SCOPE = "scope"
WRITE = "demonstration-moves.write"
TONES = {"creation": "plain", "applied": "warn", "assessed": "warn", "designated": "good", "withdrawn": "bad"}


@dataclass(frozen=True)
class Number:
    """A count, what it counts, and the list of exactly these points."""

    count: int
    label: str
    url: str
    tone: str = "plain"


@dataclass(frozen=True)
class Line:
    """A street, or the district, with its numbers: the scope of creation, then each state."""

    name: str
    numbers: list[Number] = field(default_factory=list)
    is_whole: bool = False

    @property
    def bar(self) -> list[tuple[Number, int]]:
        """The states of the scope as parts of a bar, each with where it begins."""
        parts, at = [], 0
        for number in self.numbers[1:-1]:
            parts.append((number, at))
            at += number.count
        return parts


@requires("records.read")
def DemonstrationBoard(request: Any) -> HttpResponse:
    """How many points of each level stand where on the day, by street; every number opens to its points."""
    portal = request.portal
    counts = DemonstrationPoint.objects.filter(district_id=portal.district.pk).standing(portal.clock.on)
    streets = list(Street.objects.filter(district_id=portal.district.pk).order_by("code"))
    level = request.GET.get("level", "")
    level = level if level in DemonstrationLevel.values else DemonstrationLevel.COURTYARD.value
    question = statistics.Question(portal.district.pk, portal.clock.on)
    indicator = registry.find("demonstration_completion")
    cells = statistics.values(
        question, [indicator], population=[f"level_{value}" for value in DemonstrationLevel.values],
        district_name=portal.district.name,
    )
    district = [
        (value, label, _line(request, portal.district.name, counts, value, streets, is_whole=True))
        for value, label in DemonstrationLevel.choices
    ]
    lines = [line for value, _label, line in district if value == level]
    return render(
        request, "ratings/demonstration_board.html",
        {
            "cards": [(label, value, cell, line) for (value, label, line), cell in zip(district, cells, strict=True)],
            "levels": DemonstrationLevel.choices, "level": level, "level_label": DemonstrationLevel(level).label,
            "heads": _heads(), "lines": [*lines, *(_line(request, s.name, counts, level, [s]) for s in streets)],
            "any": bool(counts), "list_url": _list(request),
            "may_enter": portal.may("demonstrations.write") and not portal.clock.is_past,
        },
    )


def _heads() -> list[str]:
    return [_("in the scope of creation"), *(str(label) for _value, label in DemonstrationState.choices)]


def _line(
    request: Any, name: str, counts: Counter[Any], level: str, streets: list[Street], *, is_whole: bool = False
) -> Line:
    by_state = {state: sum(counts[level, s.pk, state] for s in streets) for state in DemonstrationState.values}
    street = "" if is_whole else streets[0].code
    scope = sum(count for state, count in by_state.items() if state != DemonstrationState.WITHDRAWN)
    told = {SCOPE: scope} | by_state
    numbers = [
        Number(count, label, _list(request, level=level, street=street, state=state), TONES.get(state, "plain"))
        for (state, count), label in zip(told.items(), _heads(), strict=True)
    ]
    return Line(name, numbers, is_whole)


def _list(request: Any, **chosen: str) -> str:
    """The register's list of the page's day, narrowed."""
    portal = request.portal
    url = reverse("registers:register-list", kwargs={"district": portal.district.code, "key": "demonstrations"})
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"{url}?{'&'.join(part for part in (query, portal.clock.query) if part)}".rstrip("?")


@requires("records.read")
def DemonstrationDetail(request: Any, point: int) -> HttpResponse:
    """A point's way: every step with its day, document, person and reason; and what may follow."""
    portal, found = request.portal, _point(request, point)
    steps = _steps(request, found)
    acts, state = querysets.acts(steps, portal.clock.as_of), _state(steps)
    return render(
        request, "ratings/demonstration_detail.html",
        {
            "point": found, "state": DemonstrationState(state.value), "tone": TONES[state.value],
            "way": [(step, TONES[step.state], acts.get(step.pk), _marks(step)) for step in steps],
            "begun": querysets.acts([found], portal.clock.as_of).get(found.pk), "next": _next(request, found, state),
            "record_url": reverse(
                "registers:record-detail",
                kwargs={"district": portal.district.code, "key": "demonstrations", "record": found.pk},
            ),
        },
    )


def _point(request: Any, pk: int) -> DemonstrationPoint:
    rows = DemonstrationPoint.objects.select_related("street", "community", "courtyard")
    return get_object_or_404(rows, pk=pk, district_id=request.portal.district.pk)


def _steps(request: Any, point: DemonstrationPoint) -> list[DemonstrationMove]:
    portal = request.portal
    return list(point.moves.filter(district_id=portal.district.pk, moved_on__lte=portal.clock.on).order_by("moved_on"))


def _state(steps: list[DemonstrationMove]) -> State:
    return State(steps[-1].state if steps else State.CREATION.value)


def _marks(step: DemonstrationMove) -> list[tuple[checklists.Item, str]]:
    return [(item, step.marks[item.code]) for item in checklists.current().items if item.code in step.marks]


def _next(request: Any, point: DemonstrationPoint, state: State) -> list[tuple[DemonstrationState, Any]]:
    """The steps that the rule allows and their deeds, for whoever may take them; the past can only be read."""
    portal = request.portal
    streets = portal.streets_for(WRITE) if portal.may(WRITE) else []
    if not portal.may(WRITE) or portal.clock.is_past or (streets is not None and point.street_id not in streets):
        return []
    following = [DemonstrationState(one.value) for one in NEXT[state]]
    return [(one, DEMONSTRATION_DEEDS[one]) for one in following]


@requires(WRITE)
def DemonstrationMoveCreate(request: Any, point: int, state: str) -> HttpResponse:
    """Takes one step: day, document, reason; the checklist where it is assessed, the ground where it is withdrawn."""
    if state not in DemonstrationState.values:
        raise Http404
    portal, found, wanted = request.portal, _point(request, point), DemonstrationState(state)
    form = MoveForm(request.POST or None, state=wanted, initial={"moved_on": portal.clock.today})
    back = reverse("ratings:demonstration-detail", kwargs={"district": portal.district.code, "point": found.pk})
    if request.method == "GET" and State(state) not in NEXT[_state(_steps(request, found))]:
        # Somebody was quicker, or the address is old: the point's page says what may follow now.
        messages.error(request, _("This step can't be taken from where the point stands now."))
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.demonstrations.move(
                point=found, state=wanted, moved_on=data["moved_on"], document=data["document"], ground=data.get("ground", ""),
                marks=form.marks(), by=portal.user, reason=data["reason"],
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            messages.success(request, _("%(point)s: %(state)s.") % {"point": found, "state": wanted.label})
            return redirect(back)
    return render(
        request, "ratings/demonstration_move.html",
        {"point": found, "state": wanted, "deed": DEMONSTRATION_DEEDS[wanted], "form": form, "back": back,
         "checklist": checklists.current()},
        status=400 if form.errors else 200,
    )
