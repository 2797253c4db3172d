"""The deeds of an import: receive, plan, check, mend, decide, commit, undo. Each is one transaction, or begins again."""

from governance.spreadsheets.services.checking import check
from governance.spreadsheets.services.committing import Outdated, commit, demand_decided
from governance.spreadsheets.services.deciding import Undecided
from governance.spreadsheets.services.handing_over import hand_over, tell
from governance.spreadsheets.services.mending import decide, mend
from governance.spreadsheets.services.planning import PlanRefused, plan
from governance.spreadsheets.services.undoing import StoodUpon, blockers, undo
from governance.spreadsheets.services.uploads import AlreadyIn, discard, receive

__all__ = [
    "AlreadyIn", "Outdated", "PlanRefused", "StoodUpon", "Undecided", "blockers", "check", "commit", "decide", "demand_decided",
    "discard",
    "hand_over", "mend", "plan", "receive", "tell", "undo",
]
