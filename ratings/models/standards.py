"""Versioned rating standards (评分细则): categories, items, weights of sources, bounds of the stars, and vetoes."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import TenantModel
from governance.versions.models import Versioned, life
from ratings.choices import ItemKind, Source, Star, StarBands, VersionStatus


class RatingStandard(Versioned):
    """A version of a district's rating standard; categories, items, weights, bounds and vetoes hang on it."""

    bands = models.CharField(_("stars are given"), max_length=8, choices=StarBands.choices, default=StarBands.SCORE)
    # The full marks without bonus, weighted; the items must sum to it.
    total = models.DecimalField(_("total"), max_digits=7, decimal_places=2, default=100)
    bonus_cap = models.DecimalField(_("bonus at most"), max_digits=6, decimal_places=2, default=0)
    # Who may be rated: courtyards of a population, served so long, with a covenant where it is asked for.
    population = models.CharField(_("population"), max_length=30, default="all")
    months_of_service = models.PositiveSmallIntegerField(_("months of service"), default=0)
    needs_covenant = models.BooleanField(_("needs a covenant"), default=False)
    # A survey counts from so many valid answers: this share of the households, and never fewer than so many.
    survey_percent = models.DecimalField(_("sample in percent of households"), max_digits=5, decimal_places=2, default=0)
    survey_least = models.PositiveSmallIntegerField(_("valid answers at least"), default=0)
    publicity_days = models.PositiveSmallIntegerField(_("working days of publicity"), default=5)
    answer_days = models.PositiveSmallIntegerField(_("working days to answer an objection"), default=10)
    # How many of the street's sheets the district looks at again.
    recheck_percent = models.PositiveSmallIntegerField(
        _("re-checked in percent"), default=100, validators=[MaxValueValidator(100)]
    )

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            *life("ratings_standard", _("The next version of this standard is in the making already.")),
            models.CheckConstraint(
                name="ratings_standard_percentages",
                condition=Q(recheck_percent__lte=100, survey_percent__gte=0, survey_percent__lte=100),
            ),
            models.UniqueConstraint(
                fields=["district", "key"], condition=Q(status=VersionStatus.RELEASED), name="ratings_standard_one_released",
                violation_error_message=_("One version of a standard is in force at a time."),
            ),
        ]


class StandardCategory(TenantModel):
    """A class of items. A class stands at the top or in one that does, and may cap what its items give together."""

    standard = TenantForeignKey(RatingStandard, related_name="categories")
    parent = TenantForeignKey("ratings.StandardCategory", related_name="classes", null=True, blank=True)
    code = models.CharField(_("code"), max_length=12)
    title = models.CharField(_("title"), max_length=60)
    cap = models.DecimalField(_("points at most"), max_digits=7, decimal_places=2, null=True, blank=True)
    is_bonus = models.BooleanField(_("bonus"), default=False)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["code"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("ratings_standardcategory", "standard", "parent"),
            models.UniqueConstraint(fields=["district", "standard", "code"], name="ratings_category_code_once"),
            models.CheckConstraint(name="ratings_category_cap_not_negative", condition=Q(cap__isnull=True) | Q(cap__gte=0)),
        ]

    def __str__(self) -> str:
        return self.title


class SourceWeight(TenantModel):
    """At which percentage the points of a source count. A standard weighs all its sources or none."""

    standard = TenantForeignKey(RatingStandard, related_name="weights")
    source = models.CharField(_("source"), max_length=12, choices=Source.choices)
    weight = models.DecimalField(_("weight in percent"), max_digits=5, decimal_places=2)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["source"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("ratings_sourceweight", "standard"),
            models.UniqueConstraint(fields=["district", "standard", "source"], name="ratings_weight_source_once"),
            models.CheckConstraint(name="ratings_weight_0_to_100", condition=Q(weight__gt=0, weight__lte=100)),
        ]


class StandardItem(TenantModel):
    """One item of a standard: how it turns what was found into points, by whose word, and with which evidence."""

    standard = TenantForeignKey(RatingStandard, related_name="items")
    category = TenantForeignKey(StandardCategory, related_name="items")
    code = models.CharField(_("code"), max_length=12)
    title = models.CharField(_("title"), max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=ItemKind.choices, default=ItemKind.FAULTS)
    source = models.CharField(_("source"), max_length=12, choices=Source.choices, default=Source.STREET)
    # The key of the indicator, or the dimension of the survey, that a read source reads; empty: the whole survey.
    reads = models.CharField(_("what is read"), max_length=60, blank=True)
    full_mark = models.DecimalField(_("full mark"), max_digits=6, decimal_places=2)
    per_unit = models.DecimalField(_("points for each"), max_digits=6, decimal_places=2, default=0)
    target = models.DecimalField(_("target in percent"), max_digits=5, decimal_places=2, null=True, blank=True)
    evidence = models.CharField(_("evidence demanded"), max_length=120, blank=True)
    clause = models.CharField(_("clause"), max_length=40, blank=True)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["code"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("ratings_standarditem", "standard", "category"),
            models.UniqueConstraint(fields=["district", "standard", "code"], name="ratings_item_code_once"),
            models.CheckConstraint(
                name="ratings_item_points_are_not_negative", condition=Q(full_mark__gte=0, per_unit__gte=0)
            ),
            models.CheckConstraint(
                name="ratings_item_shortfall_has_a_target",
                condition=Q(target__gt=0, target__lte=100) | (Q(target__isnull=True) & ~Q(kind=ItemKind.SHORTFALL)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class StarThreshold(TenantModel):
    """From which score a star is given (inclusive); by rank, below which percentage of better ones."""

    standard = TenantForeignKey(RatingStandard, related_name="thresholds")
    star = models.PositiveSmallIntegerField(_("star"), choices=Star.choices)
    bound = models.DecimalField(_("bound"), max_digits=6, decimal_places=2)
    # Up to which score (inclusive), where the published table prints it; it is checked to leave no hole, and decides nothing.
    top = models.DecimalField(_("up to"), max_digits=6, decimal_places=2, null=True, blank=True)

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
    clause = models.CharField(_("clause"), max_length=40, blank=True)
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
