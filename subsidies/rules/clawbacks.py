"""How a claim to money that was paid too much comes to its end: noticed, paid back in parts, or waived by two people."""

from collections.abc import Mapping
from enum import StrEnum


class ClaimStep(StrEnum):
    """Where a claim stands."""

    CLAIMED = "claimed"
    NOTICED = "noticed"
    WAIVER = "waiver"  # proposed by one person, to be decided by another
    SETTLED = "settled"
    WAIVED = "waived"


class ClaimDeed(StrEnum):
    """What is done with a claim. A set-off is done by the payment that makes it."""

    NOTICE = "notice"
    REPAY = "repay"
    SET_OFF = "set_off"
    PROPOSE = "propose"
    WAIVE = "waive"
    DECLINE = "decline"


WAY: Mapping[tuple[ClaimStep, ClaimDeed], ClaimStep] = {
    (ClaimStep.CLAIMED, ClaimDeed.NOTICE): ClaimStep.NOTICED,
    (ClaimStep.CLAIMED, ClaimDeed.SET_OFF): ClaimStep.CLAIMED,
    (ClaimStep.NOTICED, ClaimDeed.REPAY): ClaimStep.NOTICED,
    (ClaimStep.NOTICED, ClaimDeed.SET_OFF): ClaimStep.NOTICED,
    (ClaimStep.CLAIMED, ClaimDeed.PROPOSE): ClaimStep.WAIVER,
    (ClaimStep.NOTICED, ClaimDeed.PROPOSE): ClaimStep.WAIVER,
    (ClaimStep.WAIVER, ClaimDeed.SET_OFF): ClaimStep.WAIVER,
    (ClaimStep.WAIVER, ClaimDeed.WAIVE): ClaimStep.WAIVED,
    (ClaimStep.WAIVER, ClaimDeed.DECLINE): ClaimStep.CLAIMED,
}
OPEN = (ClaimStep.CLAIMED, ClaimStep.NOTICED, ClaimStep.WAIVER)


class NotFromHere(ValueError):
    """The claim stands elsewhere by now."""


def after(step: ClaimStep, deed: ClaimDeed, left_fen: int) -> ClaimStep:
    """Where the claim stands after the deed, of which `left_fen` is then still open. Raises NotFromHere.

    Whatever leaves nothing open settles it; a waiver that is proposed falls away with that.
    """
    following = WAY.get((step, deed))
    if following is None:
        raise NotFromHere(f"{deed} at {step}")
    return ClaimStep.SETTLED if left_fen == 0 and deed in (ClaimDeed.REPAY, ClaimDeed.SET_OFF) else following
