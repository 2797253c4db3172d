"""Ratings: the only writers of standards, rounds, findings, stars, and of the steps of demonstration points."""

from ratings.services import demonstrations
from ratings.services.rounds import (
    COMPUTE_ROUND,
    NotInRound,
    RoundAnnounced,
    RoundNotComputed,
    ScoreOutOfRange,
    StandardNotReleased,
    StillScored,
    announce,
    compute_round,
    enter_courtyards,
    open_round,
    record_finding,
    record_veto,
    request_round,
)
from ratings.services.scorers import ScorerRefused, assign, hand_in, settle
from ratings.services.scoring import save_scores
from ratings.services.sheets import Photo, SheetRefused, SheetStale, Sighting, Typed, save_sheet
from ratings.services.standards import load_standard

__all__ = [
    "COMPUTE_ROUND", "NotInRound", "Photo", "RoundAnnounced", "RoundNotComputed", "ScoreOutOfRange", "ScorerRefused",
    "SheetRefused", "SheetStale", "Sighting", "StandardNotReleased", "StillScored", "Typed", "announce", "assign",
    "compute_round", "demonstrations", "enter_courtyards", "hand_in", "load_standard", "open_round", "record_finding",
    "record_veto", "request_round", "save_scores", "save_sheet", "settle",
]
