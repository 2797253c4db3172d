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
    StillScored,
    announce,
    compute_round,
    enter_courtyards,
    open_round,
    record_finding,
    record_veto,
    request_round,
)
from ratings.services.scorers import ScorerRefused, assign, give_back, hand_in, settle
from ratings.services.scoring import save_scores
from ratings.services.sheets import Photo, SheetRefused, SheetStale, Sighting, Typed, save_sheet
from ratings.services.standards import (
    NotInTheMaking,
    OwnVersion,
    StandardMovedOn,
    begin_next,
    check_standard,
    discard_draft,
    draft_standard,
    load_standard,
    release_standard,
    save_draft,
)

__all__ = [
    "COMPUTE_ROUND", "HandedOn", "NotInRound", "NotInTheMaking", "OwnVersion", "Photo", "RoundAnnounced",
    "RoundNotComputed", "RoundNotReady", "ScoreOutOfRange", "ScorerRefused", "SheetRefused", "SheetStale", "Sighting",
    "StandardMovedOn", "StandardNotReleased", "StillScored", "Typed", "announce", "assign", "begin_next", "check_standard",
    "compute_round", "demonstrations", "discard_draft", "draft_standard", "enter_courtyards", "give_back", "hand_in",
    "load_standard", "open_round", "record_finding", "record_veto", "release_standard", "request_round", "save_draft",
    "save_scores", "save_sheet", "settle",
]
