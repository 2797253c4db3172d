"""How the places are judged: standards, rounds, findings and stars; surveys of households; demonstration points."""

from ratings.models.demonstrations import DemonstrationMove, DemonstrationPoint
from ratings.models.publicity import Objection, Plaque, Publicity, PublicityLine, StarDecision
from ratings.models.results import RatingResult, StandardReading
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
from ratings.models.steps import EntryAct, LeftOut, RecheckDraw, RoundDeadline
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
    "DemonstrationMove", "DemonstrationPoint", "EntryAct", "Finding", "LeftOut", "Objection", "Occurrence",
    "PaperBatch", "Plaque", "Publicity", "PublicityLine", "RatingEntry", "RatingResult", "RatingRound",
    "RatingStandard", "RecheckDraw", "RoundDeadline", "SatisfactionSurvey", "ScorerSeat", "SourceWeight",
    "StandardCategory", "StandardItem", "StandardReading", "StarDecision", "StarThreshold", "SurveyAnswer",
    "SurveyCode", "SurveyQuestion", "SurveyQuestionnaire", "SurveySite", "SurveyTally", "VetoFact", "VetoItem",
]
