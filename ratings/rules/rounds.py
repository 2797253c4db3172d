"""The way of a courtyard through a round as a table: which deed leads from where to where, and whom it is not for.

Typical of the published procedures (自评 → 社区意见 → 街道初评 → 区级复核 → 公示 → 异议 → 公告). No clock, no database.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class Step(StrEnum):
    """Where a courtyard stands in a round."""

    SELF = "self"
    OPINION = "opinion"
    RATING = "rating"
    RECHECK = "recheck"
    PASSED = "passed"
    PUBLISHED = "published"
    REINSPECTION = "reinspection"


class Deed(StrEnum):
    """What is done with a courtyard of a round."""

    HAND_ON = "hand_on"
    GIVE_BACK = "give_back"
    SPARE = "spare"  # not drawn: it passes without being looked at again
    PUBLISH = "publish"
    ORDER = "order"  # a re-inspection, after an objection or a ruling
    CLOSE = "close"  # the re-inspection


WAY: Mapping[tuple[Step, Deed], Step] = {
    (Step.SELF, Deed.HAND_ON): Step.OPINION,
    (Step.OPINION, Deed.HAND_ON): Step.RATING,
    (Step.RATING, Deed.HAND_ON): Step.RECHECK,
    (Step.RECHECK, Deed.HAND_ON): Step.PASSED,
    (Step.RECHECK, Deed.SPARE): Step.PASSED,
    (Step.OPINION, Deed.GIVE_BACK): Step.SELF,
    (Step.RATING, Deed.GIVE_BACK): Step.OPINION,
    (Step.RECHECK, Deed.GIVE_BACK): Step.RATING,
    (Step.PASSED, Deed.GIVE_BACK): Step.RECHECK,
    (Step.PASSED, Deed.PUBLISH): Step.PUBLISHED,
    (Step.PUBLISHED, Deed.ORDER): Step.REINSPECTION,
    (Step.REINSPECTION, Deed.CLOSE): Step.PUBLISHED,
}
# The steps with a deadline, in their order; each begins when the one before it must be over.
TIMED = (Step.SELF, Step.OPINION, Step.RATING, Step.RECHECK)
# Where what was found may still be written.
WRITABLE = frozenset({Step.SELF, Step.OPINION, Step.RATING, Step.REINSPECTION})
# Where whoever scored or rated the courtyard may not act: the second look is another person's.
BY_ANOTHER = frozenset({Step.RECHECK, Step.REINSPECTION})
# Where nobody acts for a courtyard that they answer for or sit in the committee of.
BY_STRANGERS = frozenset({Step.RATING, Step.RECHECK, Step.REINSPECTION})


class Fault(StrEnum):
    """Why a deed is refused."""

    NOT_FROM_HERE = "not_from_here"
    NO_COMMENT = "no_comment"
    DISTRICT_RATES = "district_rates"
    STREET_RATES = "street_rates"
    DISTRICT_ALONE = "district_alone"
    SCORED_IT = "scored_it"
    OWN_COURTYARD = "own_courtyard"
    NOT_DRAWN_YET = "not_drawn_yet"


class DeedRefused(ValueError):
    """The deed is not possible; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Standing:
    """What the rule needs to know of a courtyard. `scorers`: ids of those who scored or rated it.

    `by_district`: the district's group rates it, not the street. `waits_for_draw`: a sample is re-checked, and this one
    has neither been drawn nor spared yet.
    """

    step: Step
    by_district: bool = False
    scorers: frozenset[int] = frozenset()
    waits_for_draw: bool = False


@dataclass(frozen=True)
class Actor:
    """Who acts: `of_district` for the district, else for one street; `own`: it is their own courtyard."""

    id: int
    of_district: bool
    own: bool = False


def after(standing: Standing, deed: Deed, actor: Actor, comment: str = "") -> Step:
    """Where the courtyard stands after the deed. Raises DeedRefused with the first reason against it."""
    following = WAY.get((standing.step, deed))
    if following is None:
        raise DeedRefused(Fault.NOT_FROM_HERE)
    if deed is Deed.GIVE_BACK and not comment.strip():
        raise DeedRefused(Fault.NO_COMMENT)
    if fault := against(standing, deed, actor):
        raise DeedRefused(fault)
    return following


def against(standing: Standing, deed: Deed, actor: Actor) -> Fault | None:
    """What speaks against this person's doing it; None where nothing does."""
    if standing.step is Step.RATING:
        if standing.by_district and not actor.of_district:
            return Fault.DISTRICT_RATES
        if not standing.by_district and actor.of_district and deed is Deed.HAND_ON:
            return Fault.STREET_RATES
    if standing.step in (Step.RECHECK, Step.PASSED, Step.PUBLISHED, Step.REINSPECTION) and not actor.of_district:
        return Fault.DISTRICT_ALONE
    # The draw and the list of a publicity are made over all at once, and say nothing of a single courtyard.
    if deed in (Deed.SPARE, Deed.PUBLISH):
        return None
    if actor.own and (standing.step in BY_STRANGERS or deed is Deed.ORDER):
        return Fault.OWN_COURTYARD
    if actor.id in standing.scorers and (standing.step in BY_ANOTHER or deed is Deed.ORDER):
        return Fault.SCORED_IT
    if standing.step is Step.RECHECK and standing.waits_for_draw and deed is Deed.HAND_ON:
        return Fault.NOT_DRAWN_YET
    return None


def draw(seed: str, percent: int, by_street: Mapping[str, Iterable[str]]) -> set[str]:
    """The courtyards (by code) that are looked at again: of every street `percent`, rounded up.

    Anybody can repeat it: within a street the codes are put in the order of SHA-256(seed + ":" + code), and the first ones
    are drawn.
    """
    drawn: set[str] = set()
    for codes in by_street.values():
        ordered = sorted(set(codes), key=lambda code: (sha256(f"{seed}:{code}".encode()).hexdigest(), code))
        drawn.update(ordered[: -(-len(ordered) * percent // 100)])
    return drawn


# Owners object together: so many percent of the courtyard's households must sign.
OWNERS_PERCENT = 20


def signatures_needed(households: int) -> int:
    """How many owners must sign."""
    return -(-households * OWNERS_PERCENT // 100)


def unfinished(steps: Collection[str]) -> int:
    """How many courtyards still have a step before them until the stars can be announced."""
    return sum(step != Step.PUBLISHED for step in steps)
