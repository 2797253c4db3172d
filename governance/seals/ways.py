"""The way of a report up the tree: which deed leads from where to where. Nothing else happens to its state."""

from enum import StrEnum

from governance.seals.models import ReportState as State


class Deed(StrEnum):
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    ENDORSE = "endorse"
    GIVE_BACK = "give_back"
    APPROVE = "approve"
    REOPEN = "reopen"


# Of a street: its clerk, its reviewer, the district's governance office.
STREET = {
    (State.OPEN, Deed.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Deed.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Deed.TAKE_BACK): State.OPEN,
    (State.SUBMITTED, Deed.ENDORSE): State.ENDORSED,
    (State.SUBMITTED, Deed.GIVE_BACK): State.RETURNED,
    (State.ENDORSED, Deed.GIVE_BACK): State.RETURNED,
    (State.ENDORSED, Deed.APPROVE): State.APPROVED,
    (State.APPROVED, Deed.REOPEN): State.OPEN,
}
# Of the whole district nobody endorses: the governance office hands it in, the leader or a colleague approves.
DISTRICT = {
    (State.OPEN, Deed.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Deed.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Deed.TAKE_BACK): State.OPEN,
    (State.SUBMITTED, Deed.GIVE_BACK): State.RETURNED,
    (State.SUBMITTED, Deed.APPROVE): State.APPROVED,
    (State.APPROVED, Deed.REOPEN): State.OPEN,
}
# Who handed a report in does none of these with it.
BY_ANOTHER = (Deed.ENDORSE, Deed.GIVE_BACK, Deed.APPROVE)
# What must be mended, or why it is opened again, is said in words.
IN_WORDS = (Deed.GIVE_BACK, Deed.REOPEN)


def after(state: str, deed: Deed, *, of_street: bool) -> State | None:
    """Where the deed leads; None where it can't be done."""
    return (STREET if of_street else DISTRICT).get((State(state), deed))
