"""The only writers of a round's way: opened, handed on step by step, published, objected to, announced, revoked."""

from ratings.rounds.services.decisions import Proposal, decline, give_plaques, propose
from ratings.rounds.services.decisions import confirm as confirm_decision
from ratings.rounds.services.objections import Lodged, close_reinspection, lodge, order_reinspection, reject
from ratings.rounds.services.opening import Plan, open_with_steps
from ratings.rounds.services.publicity import open_publicity
from ratings.rounds.services.steps import Done, act, draw_recheck
from ratings.rounds.services.tracking import tracked

__all__ = [
    "Done", "Lodged", "Plan", "Proposal", "act", "close_reinspection", "confirm_decision", "decline",
    "draw_recheck", "give_plaques", "lodge", "open_publicity", "open_with_steps", "order_reinspection", "propose", "reject",
    "tracked",
]
