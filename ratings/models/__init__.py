"""How the places are judged: standards, rounds, findings and stars; surveys of households; demonstration points."""

from ratings.models.demonstrations import DemonstrationMove, DemonstrationPoint
from ratings.models.results import RatingResult
from ratings.models.rounds import Finding, RatingEntry, RatingRound, VetoFact
from ratings.models.sheets import Occurrence, ScorerSeat
from ratings.models.standards import (
    RatingStandard,
    SourceWeight,
    StandardCategory,
    StandardItem,
    StarThreshold,
    VetoItem,
)
from ratings.surveys.models import (
    PaperBatch,
    SatisfactionSurvey,
    SurveyAnswer,
    SurveyCode,
    SurveyQuestion,
    SurveyQuestionnaire,
    SurveySite,
    SurveyTally,
)

__all__ = [
    "DemonstrationMove", "DemonstrationPoint", "Finding", "Occurrence", "PaperBatch", "RatingEntry", "RatingResult",
    "RatingRound", "RatingStandard", "SatisfactionSurvey", "ScorerSeat", "SourceWeight", "StandardCategory", "StandardItem",
    "StarThreshold", "SurveyAnswer", "SurveyCode", "SurveyQuestion", "SurveyQuestionnaire", "SurveySite", "SurveyTally",
    "VetoFact", "VetoItem",
]
