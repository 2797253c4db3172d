"""The only writers of monthly returns: figures carried forward or typed, and the way from the clerk to the reviewer."""

from governance.returns.services.carrying import Carried, NothingEarlier, carry_forward
from governance.returns.services.filling import CellRefused, CellsRefused, Typed, fill, refusals
from governance.returns.services.submitting import (
    AlreadyAccepted,
    AlreadySubmitted,
    CommentMissing,
    NothingOwed,
    NotSubmitted,
    OwnSubmission,
    StillMissing,
    accept,
    give_back,
    reopen,
    submit,
    take_back,
)

__all__ = [
    "AlreadyAccepted", "AlreadySubmitted", "Carried", "CellRefused", "CellsRefused", "CommentMissing", "NotSubmitted",
    "NothingEarlier", "NothingOwed", "OwnSubmission", "StillMissing", "Typed", "accept", "carry_forward", "fill",
    "give_back", "refusals", "reopen", "submit", "take_back",
]
