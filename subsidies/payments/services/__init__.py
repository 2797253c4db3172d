"""Paying: the only writers of batches, publicity and objections, accounts, the bank's files, claims and the fund."""

from subsidies.payments.services.accounts import Told, reveal
from subsidies.payments.services.accounts import decide as decide_account
from subsidies.payments.services.accounts import enter as enter_account
from subsidies.payments.services.clawbacks import claim, decide_waiver, notice, propose_waiver, repay
from subsidies.payments.services.fund import enter as enter_fund
from subsidies.payments.services.ladders import set_ladder
from subsidies.payments.services.paying_out import approve, close, send
from subsidies.payments.services.preparing import Prepared, prepare
from subsidies.payments.services.publishing import Objected, answer, lodge, publish
from subsidies.payments.services.sampling import draw, note
from subsidies.payments.services.settling import take_in
from subsidies.payments.services.steps import act
from subsidies.payments.services.tracking import tracked

__all__ = [
    "Objected", "Prepared", "Told", "act", "answer", "approve", "claim", "close", "decide_account", "decide_waiver", "draw",
    "enter_account", "enter_fund", "lodge", "note", "notice", "prepare", "propose_waiver", "publish", "repay", "reveal", "send",
    "set_ladder", "take_in", "tracked",
]
