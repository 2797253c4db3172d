"""Satisfaction surveys (满意度调研): what is asked where, the codes handed out, answers without identity, the tallies."""

from decimal import Decimal
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import TenantPolicy, TenantReference, references
from governance.tenancy.fields import Dated, TenantForeignKey
from governance.tenancy.models import AppendOnly, TenantModel

# The scale of every question, and of it the steps that count as satisfied (the top two).
STEPS = 5
SATISFIED_FROM = 4


class SurveyStatus(models.TextChoices):
    DRAFT = "draft", _("planned")
    OPEN = "open", _("being asked")
    CLOSED = "closed", _("closed and counted")


class AnswerChannel(models.TextChoices):
    LINK = "link", _("link with a code")
    PAPER = "paper", _("paper")


class PublishedIn(models.TextChoices):
    """In which place's figures a courtyard's answers are told: alone, or only together with others."""

    COURTYARD = "courtyard", _("of the courtyard itself")
    STREET = "street", _("together with others of its street")
    DISTRICT = "district", _("together with others of the district")
    NOWHERE = "nowhere", _("nowhere: too few answers in all")


class Within(models.Func):
    """Whether every step that is given lies on the scale; what is not answered is NULL and is no hindrance."""

    template = (
        "cardinality(%(expressions)s) > 0 AND"
        f" (1 <= ALL(%(expressions)s) AND {STEPS} >= ALL(%(expressions)s)) IS NOT FALSE"
    )
    output_field = models.BooleanField()


class SurveyQuestionnaire(TenantModel):
    """A version of the texts that are asked; a survey keeps the one it was planned with."""

    key = models.SlugField(_("key"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    opening = models.CharField(_("opening words"), max_length=300, blank=True)
    is_example = models.BooleanField(_("example"), default=False)
    # So many answered questions, all with the same step, make an answer invalid; 0: no such rule.
    straight_from = models.PositiveSmallIntegerField(_("same step throughout is not valid from … questions"), default=0)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["key", "-version"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["district", "key", "version"], name="ratings_questionnaire_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class SurveyQuestion(TenantModel):
    """A question of a questionnaire. Position 0 is the overall satisfaction; the others are its dimensions."""

    questionnaire = TenantForeignKey(SurveyQuestionnaire, related_name="questions")
    position = models.PositiveSmallIntegerField(_("position"))
    group = models.CharField(_("group"), max_length=60, blank=True)
    title = models.CharField(_("short title"), max_length=40)
    text = models.CharField(_("question"), max_length=200)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["position"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("ratings_surveyquestion", "questionnaire"),
            models.UniqueConstraint(fields=["district", "questionnaire", "position"], name="ratings_question_position_once"),
        ]

    def __str__(self) -> str:
        return self.title


def percent(label: Any, default: str) -> Any:
    return models.DecimalField(
        label, max_digits=5, decimal_places=2, default=Decimal(default),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )


class SatisfactionSurvey(Dated, TenantModel):
    """A survey of the district: `valid` are the days on which links take answers (half-open).

    `sample_…` say how many households of a courtyard are asked, `minimum_…` how many valid answers its score needs: of
    both the greater of a share of the households and a number, and never more than there are households.
    """

    title = models.CharField(_("title"), max_length=120)
    questionnaire = TenantForeignKey(SurveyQuestionnaire)
    status = models.CharField(_("status"), max_length=8, choices=SurveyStatus.choices, default=SurveyStatus.DRAFT)
    sample_share = percent(_("share of households asked"), "15.00")
    sample_least = models.PositiveSmallIntegerField(_("households asked at least"), default=60)
    minimum_share = percent(_("share of households that must answer"), "10.00")
    minimum_least = models.PositiveSmallIntegerField(_("valid answers at least"), default=50)
    # From it follows, for good, which dwellings are drawn.
    seed = models.CharField(_("seed of the draw"), max_length=16)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["-valid_from", "-id"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("ratings_satisfactionsurvey", "questionnaire"),
            models.CheckConstraint(
                name="ratings_survey_shares_are_percentages",
                condition=Q(sample_share__range=(0, 100), minimum_share__range=(0, 100)),
            ),
            models.CheckConstraint(
                name="ratings_survey_closed_on_a_day",
                condition=Q(status=SurveyStatus.CLOSED, closed_on__isnull=False)
                | ~Q(status=SurveyStatus.CLOSED) & Q(closed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SurveySite(CourtyardRecord):
    """A courtyard in which a survey asks: its households as known when it was planned (if known), and how many are asked."""

    survey = TenantForeignKey(SatisfactionSurvey, related_name="sites")
    households = models.PositiveIntegerField(_("households"), null=True, blank=True)
    planned = models.PositiveSmallIntegerField(_("households asked"))
    # Said when the survey is closed.
    published_in = models.CharField(_("published"), max_length=10, choices=PublishedIn.choices, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_surveysite"),
            *references("ratings_surveysite", "survey"),
            models.UniqueConstraint(fields=["district", "survey", "courtyard"], name="ratings_site_once_a_survey"),
        ]


class SurveyCode(CourtyardRecord):
    """A one-time code that is still good, as a hash. Its use deletes it: no row says that, or when, a code was used.

    The row can be read by whoever proves to know the code, before any scope is known, and by nobody else outside the
    street (shape `survey_code`).
    """

    survey = TenantForeignKey(SatisfactionSurvey)
    digest = models.CharField(max_length=64, unique=True)
    known_time = "none"

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            TenantPolicy(name="%(app_label)s_%(class)s_tenant", shape="survey_code"),
            models.UniqueConstraint(fields=["district", "id"], name="%(app_label)s_%(class)s_key"),
            TenantReference(name="%(app_label)s_%(class)s_street_ref", field="street"),
            *references("ratings_surveycode", street=("courtyard",)),
            *references("ratings_surveycode", "survey"),
        ]
        indexes = [models.Index(fields=["district", "survey", "courtyard"], name="ratings_surveycode_of")]


class PaperBatch(CourtyardRecord):
    """Paper answers of a courtyard that somebody typed in one go. Who typed is known (its versions); whose they are is not."""

    survey = TenantForeignKey(SatisfactionSurvey)
    answers = models.PositiveSmallIntegerField(_("answers"))
    is_withdrawn = models.BooleanField(_("taken out again"), default=False)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [*of_courtyard("ratings_paperbatch"), *references("ratings_paperbatch", "survey")]
        indexes = [models.Index(fields=["district", "survey", "courtyard"], name="ratings_paperbatch_of")]


class SurveyAnswer(CourtyardRecord):
    """One household's answer, without identity: courtyard, day, and the steps by position (1 to 5, null: not answered).

    Nothing connects it with the code it came by: its id is random, it has neither a change nor a moment nor versions, and
    the code's row is gone. When the survey closes, its answers are written anew in random order, so that not even the
    order of the rows says anything (docs/adr on surveys).
    """

    survey = TenantForeignKey(SatisfactionSurvey)
    on = models.DateField(_("day"))
    channel = models.CharField(_("came by"), max_length=5, choices=AnswerChannel.choices)
    batch = TenantForeignKey(PaperBatch, null=True, blank=True)
    steps = ArrayField(
        models.PositiveSmallIntegerField(null=True, validators=[MinValueValidator(1), MaxValueValidator(STEPS)]),
        verbose_name=_("steps"),
    )
    known_time = "none"

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_surveyanswer"),
            *references("ratings_surveyanswer", "survey", "batch"),
            models.CheckConstraint(
                name="ratings_answer_steps_1_to_5", condition=Q(Within("steps")),
            ),
            models.CheckConstraint(
                name="ratings_answer_on_paper_has_a_batch",
                condition=Q(channel=AnswerChannel.PAPER, batch__isnull=False) | Q(channel=AnswerChannel.LINK, batch__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["district", "survey", "courtyard"], name="ratings_surveyanswer_of")]


class SurveyTally(AppendOnly, CourtyardRecord):
    """What a closed survey counted in a courtyard for one question; figures and scores are read from it alone.

    `points` is the sum of the steps of the valid answers that answered the question (`stated` of them).
    """

    survey = TenantForeignKey(SatisfactionSurvey)
    position = models.PositiveSmallIntegerField(_("position"))
    answered = models.PositiveIntegerField(_("answers"))
    valid = models.PositiveIntegerField(_("valid answers"))
    stated = models.PositiveIntegerField(_("answered this question"))
    satisfied = models.PositiveIntegerField(_("satisfied"))
    points = models.PositiveIntegerField(_("sum of the steps"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_surveytally"),
            *references("ratings_surveytally", "survey", "change"),
            models.UniqueConstraint(fields=["district", "survey", "courtyard", "position"], name="ratings_tally_once_a_question"),
            models.CheckConstraint(
                name="ratings_tally_adds_up",
                condition=Q(valid__lte=models.F("answered"), stated__lte=models.F("valid"), satisfied__lte=models.F("stated")),
            ),
        ]
