"""How the places are judged: versioned standards, yearly rounds, findings, and the stars that follow."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, TenantModel
from ratings.choices import RoundStatus, Star, VersionStatus
from ratings.querysets import RatingResultQuerySet
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
    "Finding", "PaperBatch", "RatingEntry", "RatingResult", "RatingRound", "RatingStandard", "SatisfactionSurvey",
    "StandardItem", "StarThreshold", "SurveyAnswer", "SurveyCode", "SurveyQuestion", "SurveyQuestionnaire", "SurveySite",
    "SurveyTally", "VetoFact", "VetoItem",
]


class RatingStandard(TenantModel):
    """A version of a district's rating standard (评分细则): items, thresholds and vetoes hang on it."""

    key = models.SlugField(_("key"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    document = models.CharField(_("document"), max_length=160, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    # 示例: shipped as an example, not a regulation of the district.
    is_example = models.BooleanField(_("example"), default=False)
    bonus_cap = models.DecimalField(_("bonus at most"), max_digits=6, decimal_places=2, default=0)

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["district", "key", "version"], name="ratings_standard_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class StandardItem(TenantModel):
    """One item of a standard: a full mark from which occurrences deduct, or a bonus that occurrences add."""

    standard = TenantForeignKey(RatingStandard, related_name="items")
    code = models.CharField(_("code"), max_length=12)
    category = models.CharField(_("category"), max_length=60)
    title = models.CharField(_("title"), max_length=160)
    full_mark = models.DecimalField(_("full mark"), max_digits=6, decimal_places=2)
    per_occurrence = models.DecimalField(_("points per occurrence"), max_digits=6, decimal_places=2)
    is_bonus = models.BooleanField(_("bonus"), default=False)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["code"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("ratings_standarditem", "standard"),
            models.UniqueConstraint(fields=["district", "standard", "code"], name="ratings_item_code_once"),
            models.CheckConstraint(
                name="ratings_item_points_are_not_negative", condition=Q(full_mark__gte=0, per_occurrence__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class StarThreshold(TenantModel):
    """The score from which a star is given; the bound belongs to the star (inclusive)."""

    standard = TenantForeignKey(RatingStandard, related_name="thresholds")
    star = models.PositiveSmallIntegerField(_("star"), choices=Star.choices)
    at_least = models.DecimalField(_("score at least"), max_digits=6, decimal_places=2)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["-star"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("ratings_starthreshold", "standard"),
            models.UniqueConstraint(fields=["district", "standard", "star"], name="ratings_threshold_star_once"),
            models.CheckConstraint(name="ratings_threshold_star_1_to_5", condition=Q(star__range=(1, 5))),
        ]


class VetoItem(TenantModel):
    """一票否决: a fact that caps the star, whatever the score (0: no star at all)."""

    standard = TenantForeignKey(RatingStandard, related_name="vetoes")
    code = models.CharField(_("code"), max_length=12)
    title = models.CharField(_("title"), max_length=160)
    star_cap = models.PositiveSmallIntegerField(_("star at most"), choices=Star.choices, default=Star.NONE)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["code"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("ratings_vetoitem", "standard"),
            models.UniqueConstraint(fields=["district", "standard", "code"], name="ratings_veto_code_once"),
            models.CheckConstraint(name="ratings_veto_caps_below_five", condition=Q(star_cap__range=(0, 4))),
        ]


class RatingRound(TenantModel):
    """A year's rating by one standard. Its stars count for the subsidy months in `applies`."""

    year = models.PositiveSmallIntegerField(_("year"))
    standard = TenantForeignKey(RatingStandard)
    status = models.CharField(_("status"), max_length=10, choices=RoundStatus.choices, default=RoundStatus.SCORING)
    applies = DateRangeField(_("counts for the months"))
    announced_on = models.DateField(_("announced on"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["-year"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("ratings_ratinground", "standard"),
            models.UniqueConstraint(fields=["district", "year"], name="ratings_round_one_a_year"),
            # Else it would be chance which round's star a month is paid by.
            ExclusionConstraint(
                name="ratings_round_one_for_a_month",
                expressions=[("district", RangeOperators.EQUAL), ("applies", RangeOperators.OVERLAPS)],
                violation_error_message=_("Another round already counts for some of these months."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class RatingEntry(CourtyardRecord):
    """A courtyard is rated in a round."""

    round = TenantForeignKey(RatingRound)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_ratingentry"),
            *references("ratings_ratingentry", "round"),
            models.UniqueConstraint(fields=["district", "round", "courtyard"], name="ratings_entry_once_a_round"),
        ]


class Finding(CourtyardRecord):
    """How often an item's fault (or bonus) was found at a courtyard in a round."""

    round = TenantForeignKey(RatingRound)
    item = TenantForeignKey(StandardItem)
    occurrences = models.PositiveSmallIntegerField(_("occurrences"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_finding"),
            *references("ratings_finding", "round", "item"),
            models.UniqueConstraint(fields=["district", "round", "courtyard", "item"], name="ratings_finding_once_an_item"),
        ]


class VetoFact(CourtyardRecord):
    """A veto item was established at a courtyard in a round, with its evidence."""

    round = TenantForeignKey(RatingRound)
    item = TenantForeignKey(VetoItem)
    evidence = models.CharField(_("evidence"), max_length=200)
    found_on = models.DateField(_("found on"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_vetofact"),
            *references("ratings_vetofact", "round", "item"),
            models.UniqueConstraint(fields=["district", "round", "courtyard", "item"], name="ratings_veto_once_an_item"),
        ]


class RatingResult(AppendOnly, CourtyardRecord):
    """The star a courtyard was given in a round. A changed finding makes a new revision, never an edit."""

    round = TenantForeignKey(RatingRound)
    revision = models.PositiveSmallIntegerField(_("revision"))
    score = models.DecimalField(_("score"), max_digits=7, decimal_places=2)
    star = models.PositiveSmallIntegerField(_("star"), choices=Star.choices)
    is_vetoed = models.BooleanField(_("vetoed"))
    explanation = models.JSONField(_("explanation"))

    objects = RatingResultQuerySet.as_manager()

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_ratingresult"),
            *references("ratings_ratingresult", "round", "change"),
            models.UniqueConstraint(fields=["district", "round", "courtyard", "revision"], name="ratings_result_revision_once"),
            models.CheckConstraint(name="ratings_result_star_0_to_5", condition=Q(star__range=(0, 5))),
        ]
