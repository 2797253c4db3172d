"""The way of an application as a table: which deed leads from where to where, whose it is, and whom it is not for.

Typical of the published procedures (申报 → 社区意见 → 街道核实 → 住保中心 → 财政 → 公示 → 纳入). No clock, no database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Step(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    OPINION = "opinion"
    VERIFICATION = "verification"
    HOUSING = "housing"
    FINANCE = "finance"
    APPROVED = "approved"  # and not made public yet
    PUBLISHED = "published"
    ENROLLED = "enrolled"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Deed(StrEnum):
    """What is done with an application."""

    HAND_ON = "hand_on"
    OPPOSE = "oppose"  # the community is against it; the street verifies that too
    GIVE_BACK = "give_back"  # one step
    RETURN = "return"  # to the applicant
    REJECT = "reject"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"
    RECONSIDER = "reconsider"  # an objection was right
    ENROL = "enrol"


class Office(StrEnum):
    """Whose a step is."""

    DESK = "desk"  # the street's clerk, for the applicant and the community
    STREET = "street"  # the street's reviewer
    HOUSING = "housing"
    FINANCE = "finance"


_FORWARD = (Step.DRAFT, Step.OPINION, Step.VERIFICATION, Step.HOUSING, Step.FINANCE, Step.APPROVED)
WAY: Mapping[tuple[Step, Deed], Step] = {
    **{(here, Deed.HAND_ON): there for here, there in pairwise(_FORWARD)},
    (Step.OPINION, Deed.OPPOSE): Step.VERIFICATION,
    **{(there, Deed.GIVE_BACK): here for here, there in pairwise(_FORWARD)},
    **{(step, Deed.RETURN): Step.DRAFT for step in _FORWARD[2:]},
    **{(step, Deed.REJECT): Step.REJECTED for step in (Step.VERIFICATION, Step.HOUSING, Step.FINANCE, Step.PUBLISHED)},
    **{(step, Deed.WITHDRAW): Step.WITHDRAWN for step in (*_FORWARD, Step.PUBLISHED)},
    (Step.APPROVED, Deed.PUBLISH): Step.PUBLISHED,
    (Step.PUBLISHED, Deed.RECONSIDER): Step.HOUSING,
    (Step.PUBLISHED, Deed.ENROL): Step.ENROLLED,
}
OFFICES: Mapping[Step, Office] = {
    Step.DRAFT: Office.DESK, Step.OPINION: Office.DESK, Step.VERIFICATION: Office.STREET, Step.HOUSING: Office.HOUSING,
    Step.FINANCE: Office.FINANCE, Step.APPROVED: Office.HOUSING, Step.PUBLISHED: Office.HOUSING,
}
# What nobody understands without a word.
IN_WORDS = frozenset({Deed.OPPOSE, Deed.GIVE_BACK, Deed.RETURN, Deed.REJECT, Deed.WITHDRAW})
# Whose act counts at these steps, and whose is needed no more once the application stands before them again.
SIGNED: Mapping[Step, str] = {Step.VERIFICATION: "verified_by", Step.HOUSING: "approved_by", Step.FINANCE: "funded_by"}
# The steps with a deadline.
TIMED = (Step.OPINION, Step.VERIFICATION, Step.HOUSING, Step.FINANCE)
# Where nobody acts for a courtyard that they answer for or sit in the committee of.
BY_STRANGERS = frozenset({Step.VERIFICATION, Step.HOUSING, Step.FINANCE, Step.PUBLISHED})
APPROVED = frozenset({Step.FINANCE, Step.APPROVED, Step.PUBLISHED})


def office(step: Step, deed: Deed) -> Office | None:
    """Whose the deed is; None where nobody acts any more. An application is withdrawn where it was entered."""
    if (step, deed) not in WAY:
        return None
    return Office.DESK if deed is Deed.WITHDRAW else OFFICES[step]


class Fault(StrEnum):
    """Why a deed is refused."""

    NOT_FROM_HERE = "not_from_here"
    NO_COMMENT = "no_comment"
    NO_OPINION = "no_opinion"
    ENTERED_IT = "entered_it"
    VERIFIED_IT = "verified_it"
    APPROVED_IT = "approved_it"
    FUNDED_IT = "funded_it"
    OWN_COURTYARD = "own_courtyard"
    MATERIALS_MISSING = "materials_missing"
    NO_AREA = "no_area"
    AREA_CHANGED = "area_changed"
    STILL_PUBLIC = "still_public"
    OBJECTION_OPEN = "objection_open"


class DeedRefused(ValueError):
    """The deed is not possible; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Standing:
    """What the rule needs to know of an application. People are ids; `entered`: all who typed it or checked materials off."""

    step: Step
    entered: frozenset[int] = frozenset()
    verified_by: int | None = None
    approved_by: int | None = None
    funded_by: int | None = None
    is_complete: bool = True
    has_area: bool = True
    area_changed: bool = False
    is_public: bool = False  # its days run still
    open_objections: int = 0


@dataclass(frozen=True)
class Actor:
    """Who acts. `own`: it is their own courtyard, as its cadre or a member of its committee."""

    id: int
    own: bool = False


def after(standing: Standing, deed: Deed, actor: Actor, comment: str = "") -> Step:
    """Where the application stands after the deed. Raises DeedRefused with the first reason against it."""
    following = WAY.get((standing.step, deed))
    if following is None:
        raise DeedRefused(Fault.NOT_FROM_HERE)
    if fault := against(standing, deed, actor):
        raise DeedRefused(fault)
    if not comment.strip():
        if deed in IN_WORDS:
            raise DeedRefused(Fault.NO_COMMENT)
        if (standing.step, deed) == (Step.OPINION, Deed.HAND_ON):
            raise DeedRefused(Fault.NO_OPINION)
    if fault := unready(standing, deed):
        raise DeedRefused(fault)
    return following


def against(standing: Standing, deed: Deed, actor: Actor) -> Fault | None:
    """Whether this person may not do it, whatever the application says; None where they may."""
    # The list of a notice is made over all at once, and says nothing of a single courtyard.
    if deed in (Deed.WITHDRAW, Deed.PUBLISH) or standing.step not in BY_STRANGERS:
        return None
    if actor.own:
        return Fault.OWN_COURTYARD
    if actor.id in standing.entered:
        return Fault.ENTERED_IT
    if standing.step is not Step.VERIFICATION and actor.id == standing.verified_by:
        return Fault.VERIFIED_IT
    if standing.step is Step.FINANCE and actor.id == standing.approved_by:
        return Fault.APPROVED_IT
    if standing.step is Step.PUBLISHED and actor.id == standing.funded_by:
        return Fault.FUNDED_IT
    return None


def unready(standing: Standing, deed: Deed) -> Fault | None:
    """What of the application itself stands against the deed; None where nothing does."""
    if (standing.step, deed) == (Step.DRAFT, Deed.HAND_ON) and not standing.is_complete:
        return Fault.MATERIALS_MISSING
    if (standing.step, deed) == (Step.HOUSING, Deed.HAND_ON) and not standing.has_area:
        return Fault.NO_AREA
    if deed is Deed.ENROL:
        if standing.open_objections:
            return Fault.OBJECTION_OPEN
        if standing.is_public:
            return Fault.STILL_PUBLIC
    if deed in (Deed.PUBLISH, Deed.ENROL) and standing.area_changed:
        return Fault.AREA_CHANGED
    return None


def withdrawn_signatures(following: Step) -> tuple[str, ...]:
    """Whose acts count no more when an application comes to stand there: those of this step and of all after it."""
    if following not in _FORWARD:
        return ()
    place = _FORWARD.index(following)
    return tuple(field for step, field in SIGNED.items() if _FORWARD.index(step) >= place)
