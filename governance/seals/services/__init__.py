"""Opening, handing in, deciding and sealing reports: the only writers of them."""

from governance.seals.services.opening import NotOver, open_due, open_report, set_rule
from governance.seals.services.reminding import AlreadyReminded, remind
from governance.seals.services.reporting import (
    NotItsTurn,
    OwnReport,
    WordsMissing,
    endorse,
    give_back,
    reopen,
    submit,
    take_back,
)
from governance.seals.services.sealing import StillWriting, approve

__all__ = [
    "AlreadyReminded", "NotItsTurn", "NotOver", "OwnReport", "StillWriting", "WordsMissing", "approve", "endorse", "give_back",
    "open_due", "open_report", "remind", "reopen", "set_rule", "submit", "take_back",
]
