"""What the places receive: schemes as versioned data, enrolments, the append-only monthly ledger, payments."""

from decimal import Decimal

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, TenantModel
from ratings.choices import Star
from subsidies.choices import Outcome, SchemeStatus
from subsidies.querysets import EnrolmentQuerySet, EntitlementLineQuerySet

# The policy's own ceiling (不超过 0.3 元/㎡/月, 分 3 年): above every scheme, held by the tables below.
CEILING_YUAN_PER_M2_MONTH = Decimal("0.30")
CEILING_MONTHS = 36


class SubsidyScheme(TenantModel):
    """A version of a district's tiered subsidy (阶梯补贴); rate rows and clauses hang on it."""

    key = models.SlugField(_("key"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    document = models.CharField(_("document"), max_length=160, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=SchemeStatus.choices, default=SchemeStatus.DRAFT)
    is_example = models.BooleanField(_("example"), default=False)
    in_force = DateRangeField(_("in force"))
    cap_yuan_per_m2_month = models.DecimalField(_("cap"), max_digits=5, decimal_places=4, default=CEILING_YUAN_PER_M2_MONTH)
    months = models.PositiveSmallIntegerField(_("months"), default=CEILING_MONTHS)
    # Numbers of the clauses that set the cap and the months; a rate row names its own.
    cap_clause = models.CharField(_("clause of the cap"), max_length=20, blank=True)
    months_clause = models.CharField(_("clause of the months"), max_length=20, blank=True)

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["district", "key", "version"], name="subsidies_scheme_version_once"),
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
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


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
    """A cell of the rate table: the rate for a subsidy year (1 to 3) and a star."""

    scheme = TenantForeignKey(SubsidyScheme, related_name="rates")
    year_index = models.PositiveSmallIntegerField(_("subsidy year"))
    star = models.PositiveSmallIntegerField(_("star"), choices=Star.choices)
    rate_yuan_per_m2_month = models.DecimalField(_("rate"), max_digits=5, decimal_places=4)
    clause = TenantForeignKey(SchemeClause)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["year_index", "-star"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_raterow", "scheme", "clause"),
            models.UniqueConstraint(
                fields=["district", "scheme", "year_index", "star"], name="subsidies_rate_one_per_year_and_star"
            ),
            models.CheckConstraint(
                name="subsidies_rate_within_the_ceiling",
                condition=Q(rate_yuan_per_m2_month__gte=0, rate_yuan_per_m2_month__lte=CEILING_YUAN_PER_M2_MONTH),
                violation_error_message=_("A rate can't be above 0.30 yuan/㎡/month."),
            ),
            models.CheckConstraint(
                name="subsidies_rate_of_years_1_to_3", condition=Q(year_index__range=(1, 3), star__range=(0, 5))
            ),
        ]


class Enrolment(CourtyardRecord):
    """A courtyard receives the subsidy from `first_month`. The 36-month counter belongs to the courtyard."""

    scheme = TenantForeignKey(SubsidyScheme)
    first_month = models.DateField(_("first month"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_because = models.CharField(_("left because"), max_length=160, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("subsidies_enrolment"),
            *references("subsidies_enrolment", "scheme"),
            models.UniqueConstraint(
                fields=["district", "courtyard"],
                name="subsidies_enrolment_one_counter_per_courtyard",
                violation_error_message=_("This courtyard is already enrolled; its 36 months go on."),
            ),
            models.CheckConstraint(
                name="subsidies_enrolment_begins_on_the_first_of_a_month",
                condition=Q(first_month__day=1),
            ),
        ]


class EntitlementLine(AppendOnly, CourtyardRecord):
    """A courtyard's subsidy of one month. Sequence 0 is the month's line; later ones correct it by the difference."""

    enrolment = TenantForeignKey(Enrolment)
    scheme = TenantForeignKey(SubsidyScheme)
    month = models.DateField(_("month"))
    sequence = models.PositiveSmallIntegerField(_("sequence"), default=0)
    month_index = models.PositiveSmallIntegerField(_("month of the 36"))
    year_index = models.PositiveSmallIntegerField(_("subsidy year"))
    area_m2 = models.DecimalField(_("floor area"), max_digits=12, decimal_places=2)
    star = models.PositiveSmallIntegerField(_("star"), choices=Star.choices, null=True)
    rate_yuan_per_m2_month = models.DecimalField(_("rate"), max_digits=5, decimal_places=4)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    entitled_fen = models.BigIntegerField(_("entitled for the month"))
    earlier_fen = models.BigIntegerField(_("sum of earlier lines"), default=0)
    amount_fen = models.BigIntegerField(_("amount"))
    explanation = models.JSONField(_("explanation"))

    objects = EntitlementLineQuerySet.as_manager()

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["month", "id"]
        constraints = [
            *of_courtyard("subsidies_entitlementline"),
            *references("subsidies_entitlementline", "enrolment", "scheme", "change"),
            models.UniqueConstraint(fields=["district", "month", "courtyard", "sequence"], name="subsidies_line_once_a_month"),
            models.UniqueConstraint(
                fields=["district", "courtyard", "month_index", "sequence"], name="subsidies_line_once_an_index"
            ),
            models.CheckConstraint(
                name="subsidies_line_within_the_ceiling",
                condition=Q(rate_yuan_per_m2_month__gte=0, rate_yuan_per_m2_month__lte=CEILING_YUAN_PER_M2_MONTH),
            ),
            models.CheckConstraint(name="subsidies_line_within_36_months", condition=Q(month_index__range=(1, CEILING_MONTHS))),
            models.CheckConstraint(
                name="subsidies_line_year_follows_month",
                condition=Q(year_index=(F("month_index") + Value(11)) / Value(12)),
            ),
            models.CheckConstraint(
                name="subsidies_line_is_area_times_rate",
                condition=Q(entitled_fen=Func(F("area_m2") * F("rate_yuan_per_m2_month") * Value(100), function="ROUND")),
            ),
            models.CheckConstraint(
                name="subsidies_line_is_the_difference",
                condition=Q(amount_fen=F("entitled_fen") - F("earlier_fen")) & (Q(sequence__gt=0) | Q(earlier_fen=0)),
            ),
            models.CheckConstraint(name="subsidies_line_is_of_a_whole_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="subsidies_line_pays_only_a_star_and_an_area",
                # IS NOT NULL by name: a check that comes out unknown would let the line pass.
                condition=Q(outcome=Outcome.ENTITLED, area_m2__gt=0, star__isnull=False, star__range=(1, 5))
                | (~Q(outcome=Outcome.ENTITLED) & Q(area_m2__gte=0, rate_yuan_per_m2_month=0)),
            ),
        ]
        indexes = [models.Index(fields=["district", "courtyard", "month"], name="subsidies_line_of_courtyard")]


# At the end, for they refer to the ledger.
from subsidies.models_fund import ClawbackClaim, ClawbackLine, FundEntry, Repayment  # noqa: E402
from subsidies.models_payments import (  # noqa: E402
    ApprovalRung,
    BatchAct,
    BatchLine,
    BatchPublicity,
    PaymentBatch,
    PaymentItem,
    PaymentObjection,
)
from subsidies.models_settlement import (  # noqa: E402
    BankFile,
    BankFileLine,
    PayeeAccount,
    PaymentLine,
    PaymentSample,
    ResultFile,
    ResultLine,
    SampleFinding,
)

__all__ = [
    "CEILING_MONTHS", "CEILING_YUAN_PER_M2_MONTH", "ApprovalRung", "BankFile", "BankFileLine", "BatchAct", "BatchLine",
    "BatchPublicity", "ClawbackClaim", "ClawbackLine", "Enrolment", "EntitlementLine", "FundEntry", "PayeeAccount",
    "PaymentBatch", "PaymentItem", "PaymentLine", "PaymentObjection", "PaymentSample", "RateRow", "Repayment", "ResultFile",
    "ResultLine", "SampleFinding", "SchemeClause", "SubsidyScheme",
]
