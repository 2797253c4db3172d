"""How the places are judged: standards, rounds, findings and stars; surveys of households; demonstration points."""

from ratings.models.demonstrations import DemonstrationMove, DemonstrationPoint
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
    "DemonstrationMove", "DemonstrationPoint", "Finding", "RatingEntry", "RatingResult", "RatingRound", "RatingStandard",
    "SourceWeight", "StandardCategory", "StandardItem", "StarThreshold", "VetoFact", "VetoItem",
]
