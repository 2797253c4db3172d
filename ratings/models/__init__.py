"""How the places are judged: versioned standards, yearly rounds, findings, and the stars that follow."""

from ratings.models.results import RatingResult
from ratings.models.rounds import Finding, RatingEntry, RatingRound, VetoFact
from ratings.models.standards import (
    RatingStandard,
    SourceWeight,
    StandardCategory,
    StandardItem,
    StarThreshold,
    VetoItem,
)

__all__ = [
    "Finding", "RatingEntry", "RatingResult", "RatingRound", "RatingStandard", "SourceWeight", "StandardCategory",
    "StandardItem", "StarThreshold", "VetoFact", "VetoItem",
]
