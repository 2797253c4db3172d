"""What the policy says, as versions: a scheme's terms with their clauses, its rates, and the shares that a score gives."""

from decimal import Decimal
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, TenantModel
from governance.versions.models import Versioned, life
from ratings.choices import Star
from subsidies.choices import IN_THE_MAKING, AreaBasis, Proration, RoundingUnit, StartRule, Tiers

# The policy's own ceiling (不超过 0.3 元/㎡/月, 分 3 年): above every scheme, held by the tables below.
CEILING_YUAN_PER_M2_MONTH = Decimal("0.30")
CEILING_MONTHS = 36
WHOLE = 100


def percent(words: Any, default: int | None = 0) -> Any:
    return models.DecimalField(
        words, max_digits=5, decimal_places=2, default=default, null=default is None, blank=default is None,
        validators=[MaxValueValidator(WHOLE)],
    )


class SubsidyScheme(Versioned):
    """A version of a district's tiered subsidy (阶梯补贴); rates, shares and clauses hang on it.

    The version that counts for a month is the one of its key that is in force on its first day. While it is made, `in_force`
    is what its text says of it, or empty.
    """

    in_force = DateRangeField(_("in force"))
    cap_yuan_per_m2_month = models.DecimalField(_("cap"), max_digits=5, decimal_places=4, default=CEILING_YUAN_PER_M2_MONTH)
    months = models.PositiveSmallIntegerField(_("months"), default=CEILING_MONTHS)
    tiers = models.CharField(_("rates by"), max_length=8, choices=Tiers.choices, default=Tiers.STAR)
    area_basis = models.CharField(_("area"), max_length=8, choices=AreaBasis.choices, default=AreaBasis.TOTAL)
    start_rule = models.CharField(_("first month"), max_length=12, choices=StartRule.choices, default=StartRule.NEXT_MONTH)
    proration = models.CharField(_("broken months"), max_length=8, choices=Proration.choices, default=Proration.WHOLE)
    unit_fen = models.PositiveSmallIntegerField(_("rounding"), choices=RoundingUnit.choices, default=RoundingUnit.FEN)
    income_percent = percent(_("public income deducted (%)"))
    district_percent = percent(_("paid by the district (%)"), WHOLE)
    # Who may be enrolled.
    needs_baseline = models.BooleanField(_("three-no courtyards only"), default=True)
    needs_renovation = models.BooleanField(_("renovation accepted"), default=True)
    needs_committee = models.BooleanField(_("committee in office"), default=True)
    needs_covenant = models.BooleanField(_("covenant in force"), default=True)
    needs_mode = models.BooleanField(_("management mode confirmed"), default=False)
    # What must hold in every month.
    star_least = models.PositiveSmallIntegerField(_("stars at least"), choices=Star.choices, default=Star.ONE)
    fees_least = percent(_("fees collected at least (%)"), None)
    keeps_covenant = models.BooleanField(_("covenant stays in force"), default=False)
    keeps_mode = models.BooleanField(_("management mode stays confirmed"), default=False)
    no_veto = models.BooleanField(_("no veto in the rating"), default=False)
    no_blacklist = models.BooleanField(_("firm not on the black list"), default=False)
    # By the name of a parameter the number of the clause that sets it; a rate and a share name their own.
    clause_of = models.JSONField(_("clauses of the parameters"), default=dict, blank=True)

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            *life("subsidies_scheme", _("The next version of this scheme is in the making already.")),
            models.CheckConstraint(
                name="subsidies_scheme_cap_within_the_ceiling",
                condition=Q(cap_yuan_per_m2_month__gt=0, cap_yuan_per_m2_month__lte=CEILING_YUAN_PER_M2_MONTH),
                violation_error_message=_("The cap can't be above 0.30 yuan/㎡/month."),
            ),
            models.CheckConstraint(
                name="subsidies_scheme_months_within_three_years",
                condition=Q(months__range=(1, CEILING_MONTHS)),
                violation_error_message=_("A subsidy runs for 1 to 36 months."),
            ),
            models.CheckConstraint(
                name="subsidies_scheme_percentages",
                condition=Q(income_percent__range=(0, WHOLE), district_percent__range=(0, WHOLE))
                & (Q(fees_least__isnull=True) | Q(fees_least__range=(0, WHOLE))),
            ),
            models.CheckConstraint(name="subsidies_scheme_unit", condition=Q(unit_fen__in=RoundingUnit.values)),
            ExclusionConstraint(
                name="subsidies_scheme_one_in_force",
                expressions=[
                    ("district", RangeOperators.EQUAL), ("key", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS),
                ],
                condition=~Q(status__in=IN_THE_MAKING),
                violation_error_message=_("One version of a scheme is in force at a time."),
            ),
        ]


class SchemeClause(TenantModel):
    """A clause of the policy document; every parameter of the scheme is tied to one."""

    scheme = TenantForeignKey(SubsidyScheme, related_name="clauses")
    number = models.CharField(_("clause"), max_length=20)
    text = models.CharField(_("text"), max_length=400)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_schemeclause", "scheme"),
            models.UniqueConstraint(fields=["district", "scheme", "number"], name="subsidies_clause_number_once"),
        ]


class RateRow(TenantModel):
    """A rate of a subsidy year (1 to 3): for a star, or (`star` NULL) the one of which the score gives a share."""

    scheme = TenantForeignKey(SubsidyScheme, related_name="rates")
    year_index = models.PositiveSmallIntegerField(_("subsidy year"))
    star = models.PositiveSmallIntegerField(_("star"), choices=Star.choices, null=True)
    rate_yuan_per_m2_month = models.DecimalField(_("rate"), max_digits=5, decimal_places=4)
    clause = TenantForeignKey(SchemeClause)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["year_index", "-star"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_raterow", "scheme", "clause"),
            models.UniqueConstraint(
                fields=["district", "scheme", "year_index", "star"], name="subsidies_rate_one_per_year_and_star",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="subsidies_rate_within_the_ceiling",
                condition=Q(rate_yuan_per_m2_month__gte=0, rate_yuan_per_m2_month__lte=CEILING_YUAN_PER_M2_MONTH),
                violation_error_message=_("A rate can't be above 0.30 yuan/㎡/month."),
            ),
            models.CheckConstraint(
                name="subsidies_rate_of_years_1_to_3",
                condition=Q(year_index__range=(1, 3)) & (Q(star__isnull=True) | Q(star__range=(0, 5))),
            ),
        ]


class ScoreShare(TenantModel):
    """From `score_from` on the score gives this share of the year's rate (北仑: 80 and more 100 %, below it 90 % …)."""

    scheme = TenantForeignKey(SubsidyScheme, related_name="shares")
    score_from = models.DecimalField(_("score from"), max_digits=7, decimal_places=2)
    share_percent = percent(_("share (%)"))
    clause = TenantForeignKey(SchemeClause)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["-score_from"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_scoreshare", "scheme", "clause"),
            models.UniqueConstraint(fields=["district", "scheme", "score_from"], name="subsidies_share_bound_once"),
            models.CheckConstraint(
                name="subsidies_share_0_to_100", condition=Q(share_percent__range=(0, WHOLE), score_from__gte=0)
            ),
        ]


class SchemeReading(AppendOnly, TenantModel):
    """A version of a scheme as amounts were computed by it, word for word: what the explanations of all lines share."""

    scheme = TenantForeignKey(SubsidyScheme)
    content = models.JSONField(_("content"))
    # Of all the other columns; the database writes it.
    digest = models.CharField(_("digest"), max_length=64, editable=False, default="")

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_schemereading", "scheme", "change"),
            models.UniqueConstraint(fields=["district", "scheme"], name="subsidies_reading_once"),
        ]
