"""The way of a payment batch as a table: which deed leads from where to where, who does it, and whom it is not for.

Whoever enters does not approve, whoever approves does not pay. Amounts are whole fen. No clock, no database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import pairwise


class Step(StrEnum):
    """Where a batch stands."""

    PREPARED = "prepared"
    REVIEW = "review"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    APPROVED = "approved"
    SENT = "sent"
    PAID = "paid"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Deed(StrEnum):
    """What is done with a batch."""

    PREPARE = "prepare"
    SUBMIT = "submit"
    ENDORSE = "endorse"  # a rung of the ladder
    GIVE_BACK = "give_back"
    PUBLISH = "publish"
    APPROVE = "approve"
    SEND = "send"  # the file goes to the bank
    RECORD = "record"  # its result comes in
    CLOSE = "close"
    WITHDRAW = "withdraw"


class Hand(IntEnum):
    """The three hands that are never one person's in a batch."""

    ENTERS = 1
    APPROVES = 2
    PAYS = 3


HANDS: Mapping[Deed, Hand] = {
    Deed.PREPARE: Hand.ENTERS, Deed.SUBMIT: Hand.ENTERS, Deed.PUBLISH: Hand.ENTERS, Deed.WITHDRAW: Hand.ENTERS,
    Deed.ENDORSE: Hand.APPROVES, Deed.GIVE_BACK: Hand.APPROVES, Deed.APPROVE: Hand.APPROVES,
    Deed.SEND: Hand.PAYS, Deed.RECORD: Hand.PAYS, Deed.CLOSE: Hand.PAYS,
}
WAY: Mapping[tuple[Step, Deed], Step] = {
    (Step.PREPARED, Deed.SUBMIT): Step.REVIEW,
    (Step.RETURNED, Deed.SUBMIT): Step.REVIEW,
    # On the last rung only; before it the batch stays under review.
    (Step.REVIEW, Deed.ENDORSE): Step.REVIEWED,
    (Step.REVIEW, Deed.GIVE_BACK): Step.RETURNED,
    (Step.REVIEWED, Deed.PUBLISH): Step.PUBLISHED,
    (Step.PUBLISHED, Deed.GIVE_BACK): Step.RETURNED,
    (Step.PUBLISHED, Deed.APPROVE): Step.APPROVED,
    (Step.APPROVED, Deed.SEND): Step.SENT,
    # When the last line has its result; before it the batch stays sent.
    (Step.SENT, Deed.RECORD): Step.PAID,
    (Step.PAID, Deed.CLOSE): Step.CLOSED,
    (Step.PREPARED, Deed.WITHDRAW): Step.WITHDRAWN,
    (Step.RETURNED, Deed.WITHDRAW): Step.WITHDRAWN,
    (Step.REVIEWED, Deed.WITHDRAW): Step.WITHDRAWN,
}
LIVE = frozenset(Step) - {Step.CLOSED, Step.WITHDRAWN}
# Whose hand each is; the ladder names who approves.
ENTERING, PAYING = "housing", "finance"
APPROVING = ("housing", "finance", "leader")


class Fault(StrEnum):
    """Why a deed is refused."""

    NOT_FROM_HERE = "not_from_here"
    NO_COMMENT = "no_comment"
    NOT_YOUR_ROLE = "not_your_role"
    ENTERED_IT = "entered_it"
    APPROVED_IT = "approved_it"
    PAYS_IT = "pays_it"
    ENDORSED_IT = "endorsed_it"
    STILL_PUBLIC = "still_public"
    NOTHING_LEFT = "nothing_left"
    BEYOND_FUND = "beyond_fund"


class DeedRefused(ValueError):
    """The deed is not possible; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Rung:
    """A rung of the ladder: amounts above so many fen need this role as well."""

    above_fen: int
    role: str


class LadderFault(StrEnum):
    """What is wrong with a ladder."""

    EMPTY = "empty"
    NOT_FROM_NOTHING = "not_from_nothing"
    NOT_RISING = "not_rising"
    UNKNOWN_ROLE = "unknown_role"


def ladder_fault(rungs: Sequence[Rung]) -> LadderFault | None:
    """The first thing wrong with a ladder; None where it holds: from nothing upwards, each rung above the one before."""
    if not rungs:
        return LadderFault.EMPTY
    if rungs[0].above_fen != 0:
        return LadderFault.NOT_FROM_NOTHING
    if any(after.above_fen <= before.above_fen for before, after in pairwise(rungs)):
        return LadderFault.NOT_RISING
    return None if all(rung.role in APPROVING for rung in rungs) else LadderFault.UNKNOWN_ROLE


def needed(rungs: Sequence[Rung], amount_fen: int) -> tuple[str, ...]:
    """The roles that must endorse an amount, in their order; an amount just at a bound does not lie above it."""
    return tuple(rung.role for rung in rungs if rung.above_fen == 0 or amount_fen > rung.above_fen)


@dataclass(frozen=True)
class Standing:
    """What the rule needs to know of a batch. `entered`, `approved`, `paid`: ids of whoever had that hand in it, ever.

    `roles` must endorse it, in this order; `endorsed` did so since it was last submitted. `going` is how many courtyards are
    not held, `amount_fen` what they are paid; `free_fen` what the fund has left; `waiting`: lines at the bank whose result
    would still be open after the deed.
    """

    step: Step
    roles: tuple[str, ...]
    endorsed: tuple[int, ...] = ()
    entered: frozenset[int] = frozenset()
    approved: frozenset[int] = frozenset()
    paid: frozenset[int] = frozenset()
    publicity_is_over: bool = False
    going: int = 1
    amount_fen: int = 0
    free_fen: int = 0
    waiting: int = 0

    @property
    def next_role(self) -> str:
        """Who has the next word: the next rung's role, and after the last one that of the last."""
        return self.roles[min(len(self.endorsed), len(self.roles) - 1)]


@dataclass(frozen=True)
class Actor:
    """Who acts, with their roles in the district on that day."""

    id: int
    roles: frozenset[str]


def role_for(standing: Standing, deed: Deed) -> str:
    """Whose deed it is there."""
    if HANDS[deed] is Hand.APPROVES:
        return standing.next_role if standing.step is Step.REVIEW else standing.roles[-1]
    return ENTERING if HANDS[deed] is Hand.ENTERS else PAYING


def after(standing: Standing, deed: Deed, actor: Actor, comment: str = "") -> Step:
    """Where the batch stands after the deed. Raises DeedRefused with the first reason against it."""
    following = WAY.get((standing.step, deed))
    if following is None:
        raise DeedRefused(Fault.NOT_FROM_HERE)
    if fault := against(standing, deed, actor) or unready(standing, deed):
        raise DeedRefused(fault)
    if deed is Deed.GIVE_BACK and not comment.strip():
        raise DeedRefused(Fault.NO_COMMENT)
    if deed is Deed.ENDORSE and len(standing.endorsed) + 1 < len(standing.roles):
        return Step.REVIEW
    if deed is Deed.RECORD and standing.waiting:
        return Step.SENT
    if deed is Deed.SEND and not standing.waiting:
        # Everything was set off whole: nothing goes to the bank.
        return Step.PAID
    return following


def against(standing: Standing, deed: Deed, actor: Actor) -> Fault | None:
    """What speaks against this person's doing it; None where nothing does."""
    if role_for(standing, deed) not in actor.roles:
        return Fault.NOT_YOUR_ROLE
    others = {
        Hand.ENTERS: ((standing.approved, Fault.APPROVED_IT), (standing.paid, Fault.PAYS_IT)),
        Hand.APPROVES: ((standing.entered, Fault.ENTERED_IT), (standing.paid, Fault.PAYS_IT)),
        Hand.PAYS: ((standing.entered, Fault.ENTERED_IT), (standing.approved, Fault.APPROVED_IT)),
    }
    for people, fault in others[HANDS[deed]]:
        if actor.id in people:
            return fault
    return Fault.ENDORSED_IT if deed is Deed.ENDORSE and actor.id in standing.endorsed else None


def unready(standing: Standing, deed: Deed) -> Fault | None:
    """What the batch itself lacks for the deed, whoever does it."""
    if deed in (Deed.SUBMIT, Deed.PUBLISH, Deed.APPROVE, Deed.SEND) and not standing.going:
        return Fault.NOTHING_LEFT
    if deed is Deed.APPROVE:
        if not standing.publicity_is_over:
            return Fault.STILL_PUBLIC
        if standing.amount_fen > standing.free_fen:
            return Fault.BEYOND_FUND
    return None
