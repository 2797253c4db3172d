"""Ratings: the only writers of standards, rounds, findings, stars, and of the steps of demonstration points."""

from ratings.services import demonstrations
from ratings.services.rounds import (
    COMPUTE_ROUND,
    HandedOn,
    NotInRound,
    RoundAnnounced,
    RoundNotComputed,
    RoundNotReady,
    ScoreOutOfRange,
    StandardNotReleased,
    announce,
    compute_round,
    enter_courtyards,
    open_round,
    record_finding,
    record_veto,
    request_round,
)
from ratings.services.scoring import save_scores
from ratings.services.standards import load_standard

__all__ = [
    "COMPUTE_ROUND", "HandedOn", "NotInRound", "RoundAnnounced", "RoundNotComputed", "RoundNotReady", "ScoreOutOfRange",
    "StandardNotReleased", "announce", "compute_round", "demonstrations", "enter_courtyards", "load_standard", "open_round",
    "record_finding", "record_veto", "request_round", "save_scores",
]
