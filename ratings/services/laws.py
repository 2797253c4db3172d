"""What holds for demonstration points: the place of the level, and the whole way of a point at each step."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from governance.registers.declarations import Refused
from party_org.models import PartyCover
from ratings import checklists
from ratings.choices import DemonstrationLevel, DemonstrationState
from ratings.models import DemonstrationMove, DemonstrationPoint
from ratings.rules.demonstrations import NEXT, Fault, State, Step, StepRefused, demand_way

# Where a fault of a step stands on the form.
FIELDS = {
    Fault.NOT_NEXT: "state", Fault.NOT_LATER: "moved_on", Fault.NO_PARTY: "state", Fault.NO_SCORE: "score",
    Fault.SCORE_ELSEWHERE: "score", Fault.TOO_LOW: "state", Fault.NO_GROUND: "ground",
}


def prepare_point(record: Any, before: Any) -> None:
    """Keeps the one place that the level needs. Raises Refused."""
    if record.level != DemonstrationLevel.COMMUNITY:
        record.community = None
    if record.level != DemonstrationLevel.COURTYARD:
        record.courtyard = None
    if record.level == DemonstrationLevel.COMMUNITY:
        if record.community is None:
            raise Refused(_("Choose the community."), "community")
        if record.community.street_id != record.street_id:
            raise Refused(_("This community lies in another street."), "community")
    if record.level == DemonstrationLevel.COURTYARD and record.courtyard is None:
        raise Refused(_("Choose the courtyard."), "courtyard")
    if before is not None:
        _demand(record, field="begun_on")


def prepare_move(record: Any, before: Any) -> None:
    """A step must fit into the whole way of its point, which no other step changes meanwhile. Raises Refused."""
    _demand(DemonstrationPoint.objects.select_for_update(of=("self",)).get(pk=record.point_id), move=record)


def leave_move(record: Any) -> None:
    """A step is taken back from the end: what follows it must still be possible without it. Raises Refused."""
    point = DemonstrationPoint.objects.select_for_update(of=("self",)).get(pk=record.point_id)
    try:
        _demand(point, without=record)
    except Refused as refused:
        raise Refused(_("Later steps rest on this one. Remove these first.")) from refused


def _demand(
    point: DemonstrationPoint, *, field: str = "", move: Any = None, without: DemonstrationMove | None = None
) -> None:
    """The rule, over the point as it would stand. `field` is where a fault is said; else at the step's own field."""
    kept = {row.pk: row for row in DemonstrationMove.objects.filter(district_id=point.district_id, point=point)}
    if without is not None:
        del kept[without.pk]
    moves = [row for pk, row in kept.items() if move is None or pk != move.pk] + ([move] if move is not None else [])
    steps = [Step(State.CREATION, point.begun_on), *(_step(point, row) for row in sorted(moves, key=lambda m: m.moved_on))]
    try:
        demand_way(steps, checklists.current().pass_mark)
    except StepRefused as refused:
        raise Refused(words(refused), field or FIELDS[refused.fault]) from refused


def _step(point: DemonstrationPoint, move: Any) -> Step:
    asked = move.state == DemonstrationState.APPLIED and point.level == DemonstrationLevel.COURTYARD
    score = None if move.score is None else Decimal(move.score)
    return Step(State(move.state), move.moved_on, score, move.ground, _has_party(point, move.moved_on) if asked else None)


def _has_party(point: DemonstrationPoint, day: date) -> bool:
    """Whether a Party organisation covers the courtyard on the day."""
    return PartyCover.objects.filter(
        district_id=point.district_id, courtyard=point.courtyard_id, valid_from__lte=day, valid_to__gt=day
    ).exists()


def words(refused: StepRefused) -> str:
    """Why a step can't be taken, and what to do."""
    labels = dict(DemonstrationState.choices)
    before, step = refused.before, refused.step
    following = "、".join(str(labels[state.value]) for state in NEXT[before.state])
    told = {
        "state": labels[step.state.value], "before": labels[before.state.value], "day": before.on, "next": following,
        "pass": checklists.current().pass_mark, "score": "—" if before.score is None else before.score,
    }
    return {
        Fault.NOT_NEXT: _("From “%(before)s” (%(day)s) it can't become “%(state)s”. Possible are: %(next)s."),
        Fault.NOT_LATER: _("This step must be later than %(day)s, when it became “%(before)s”."),
        Fault.NO_PARTY: _(
            "No Party organisation covers this courtyard on that day, so it may not apply. Enter its Party cover first."
        ),
        Fault.NO_SCORE: _("An assessment needs its score."),
        Fault.SCORE_ELSEWHERE: _("Only an assessment has a score."),
        Fault.TOO_LOW: _(
            "It was assessed with %(score)s points; %(pass)s are needed to be designated. Assess it again after mending."
        ),
        Fault.NO_GROUND: _("Say on what ground it is withdrawn."),
    }[refused.fault] % told
