"""The shapes of the answers, for the OpenAPI document; the tests check every answer against them."""

from portal.api.shapes.across import AcrossCell, AcrossStatistics
from portal.api.shapes.applications import (
    SubsidyApplication,
    SubsidyApplicationPage,
    SubsidyEnrolment,
    SubsidyEnrolmentPage,
)
from portal.api.shapes.asking import Availability, AvailableFigure, Batch, BatchAnswer, BatchItem
from portal.api.shapes.calendar import CalendarDeadline, CalendarOfYear, DemonstrationBoard
from portal.api.shapes.catalogue import Definition, Definitions, PopulationCode, VariantVersion
from portal.api.shapes.claims import ClaimCheck, ClaimsChecked, ClaimVerdicts
from portal.api.shapes.comparisons import Compared, Explained
from portal.api.shapes.figures import (
    Cell,
    Member,
    Members,
    Series,
    Statistics,
    Vintage,
)
from portal.api.shapes.parts import (
    AmountField,
    Both,
    Fault,
    FigureField,
    OptionalAmountField,
    OptionalFigureField,
    Page,
    Place,
    Problem,
    Stamps,
)
from portal.api.shapes.payments import Fund, Payment, PaymentBatches, PaymentPage
from portal.api.shapes.places import Boundaries, Boundary
from portal.api.shapes.ratings import ExplainedRating, RatedCriterion, RatingDistribution, StarCount
from portal.api.shapes.records import (
    Courtyard,
    CourtyardPage,
    CourtyardRecord,
    Entitlement,
    EntitlementPage,
    ExplainedLine,
    Explanation,
    Firm,
    FirmPage,
    FirmRecord,
    Rating,
    RatingPage,
)
from portal.api.shapes.rounds import RatingEntry, RatingEntryPage, RatingRounds
from portal.api.shapes.schemes import (
    SubsidyForecast,
    SubsidyScenario,
    SubsidySchemes,
    SubsidySchemeVersion,
)
from portal.api.shapes.seals import Seal, SealedCell, SealHead, Seals
from portal.api.shapes.standards import RatingStandards, RatingStandardVersion
from portal.api.shapes.surveys import Survey, SurveyPage, SurveyResult, SurveyResults

__all__ = [
    "AcrossCell",
    "AcrossStatistics",
    "AmountField",
    "Availability",
    "AvailableFigure",
    "Batch",
    "BatchAnswer",
    "BatchItem",
    "Both",
    "Boundaries",
    "Boundary",
    "CalendarDeadline",
    "CalendarOfYear",
    "Cell",
    "ClaimCheck",
    "ClaimVerdicts",
    "ClaimsChecked",
    "Compared",
    "Courtyard",
    "CourtyardPage",
    "CourtyardRecord",
    "Definition",
    "Definitions",
    "DemonstrationBoard",
    "Entitlement",
    "EntitlementPage",
    "Explained",
    "ExplainedLine",
    "ExplainedRating",
    "Explanation",
    "Fault",
    "FigureField",
    "Firm",
    "FirmPage",
    "FirmRecord",
    "Fund",
    "Member",
    "Members",
    "OptionalAmountField",
    "OptionalFigureField",
    "Page",
    "Payment",
    "PaymentBatches",
    "PaymentPage",
    "Place",
    "PopulationCode",
    "Problem",
    "RatedCriterion",
    "Rating",
    "RatingDistribution",
    "RatingEntry",
    "RatingEntryPage",
    "RatingPage",
    "RatingRounds",
    "RatingStandardVersion",
    "RatingStandards",
    "Seal",
    "SealHead",
    "SealedCell",
    "Seals",
    "Series",
    "Stamps",
    "StarCount",
    "Statistics",
    "SubsidyApplication",
    "SubsidyApplicationPage",
    "SubsidyEnrolment",
    "SubsidyEnrolmentPage",
    "SubsidyForecast",
    "SubsidyScenario",
    "SubsidySchemeVersion",
    "SubsidySchemes",
    "Survey",
    "SurveyPage",
    "SurveyResult",
    "SurveyResults",
    "VariantVersion",
    "Vintage",
]
