"""The way of a demonstration point (示范点): which step may follow which, and what each step asks for. No clock, no database.

A point is taken into creation, applies, is assessed, is designated; a designation is withdrawn when it is no longer
deserved. What was withdrawn, sent back or did not pass may begin again. Steps are dated, each later than the one before.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise


class State(StrEnum):
    """Where a point stands."""

    CREATION = "creation"
    APPLIED = "applied"
    ASSESSED = "assessed"
    DESIGNATED = "designated"
    WITHDRAWN = "withdrawn"


class Fault(StrEnum):
    """Why a step can't be taken."""

    NOT_NEXT = "not_next"
    NOT_LATER = "not_later"
    NO_PARTY = "no_party"
    NO_SCORE = "no_score"
    SCORE_ELSEWHERE = "score_elsewhere"
    TOO_LOW = "too_low"
    NO_GROUND = "no_ground"


NEXT: Mapping[State, tuple[State, ...]] = {
    State.CREATION: (State.APPLIED, State.WITHDRAWN),
    # Sent back to be mended, or assessed.
    State.APPLIED: (State.ASSESSED, State.CREATION, State.WITHDRAWN),
    # What did not pass goes on being created.
    State.ASSESSED: (State.DESIGNATED, State.CREATION, State.WITHDRAWN),
    State.DESIGNATED: (State.WITHDRAWN,),
    State.WITHDRAWN: (State.CREATION,),
}
# 在创建范围内: everything but what was withdrawn; a designated point stays in the scope it was created in.
IN_SCOPE = (State.CREATION, State.APPLIED, State.ASSESSED, State.DESIGNATED)


class StepRefused(ValueError):
    """A step of the way is impossible: `fault` says why, `step` which, `before` from where."""

    def __init__(self, fault: Fault, step: "Step", before: "Step") -> None:
        super().__init__(fault)
        self.fault, self.step, self.before = fault, step, before


@dataclass(frozen=True)
class Step:
    """A move into `state` on a day. `score` in points of 100; `has_party` is asked of a courtyard alone (else None)."""

    state: State
    on: date
    score: Decimal | None = None
    ground: str = ""
    has_party: bool | None = None


def demand_way(steps: Sequence[Step], pass_mark: Decimal) -> None:
    """Raises StepRefused at the first step that the one before it does not allow. The first one takes into creation."""
    for before, step in pairwise(steps):
        if fault := _fault(before, step, pass_mark):
            raise StepRefused(fault, step, before)


def _fault(before: Step, step: Step, pass_mark: Decimal) -> Fault | None:
    if step.state not in NEXT[before.state]:
        return Fault.NOT_NEXT
    if step.on <= before.on:
        return Fault.NOT_LATER
    # 没有党组织的小区不得申报 (precondition of the assessment table).
    if step.state is State.APPLIED and step.has_party is False:
        return Fault.NO_PARTY
    if (step.score is not None) != (step.state is State.ASSESSED):
        return Fault.NO_SCORE if step.score is None else Fault.SCORE_ELSEWHERE
    if step.state is State.DESIGNATED and (before.score is None or before.score < pass_mark):
        return Fault.TOO_LOW
    if step.state is State.WITHDRAWN and not step.ground.strip():
        return Fault.NO_GROUND
    return None


def state_on(steps: Sequence[Step], day: date) -> State | None:
    """The state that holds on the day; None before the point was taken into creation."""
    reached = [step.state for step in steps if step.on <= day]
    return reached[-1] if reached else None


def score(full_marks: Mapping[str, Decimal], marks: Mapping[str, Decimal]) -> Decimal:
    """The sum of a checklist's marks, unrounded. Raises ValueError naming the item that is missing, unknown or out of bounds."""
    if odd := sorted(full_marks.keys() ^ marks.keys()):
        raise ValueError(odd[0])
    for code, mark in marks.items():
        if not 0 <= mark <= full_marks[code]:
            raise ValueError(code)
    return sum(marks.values(), Decimal(0))
