"""The tables of the ratings: standards and rounds, and demonstration points."""

from ratings.models.demonstrations import DemonstrationMove, DemonstrationPoint
from ratings.models.rounds import (
    Finding,
    RatingEntry,
    RatingResult,
    RatingRound,
    RatingStandard,
    StandardItem,
    StarThreshold,
    VetoFact,
    VetoItem,
)

__all__ = [
    "DemonstrationMove", "DemonstrationPoint", "Finding", "RatingEntry", "RatingResult", "RatingRound", "RatingStandard",
    "StandardItem", "StarThreshold", "VetoFact", "VetoItem",
]
