"""What the places receive: enrolments, and the append-only monthly ledger."""

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly
from ratings.choices import Star
from subsidies.choices import Outcome
from subsidies.models.schemes import CEILING_MONTHS, CEILING_YUAN_PER_M2_MONTH, SchemeReading, SubsidyScheme
from subsidies.querysets import EnrolmentQuerySet, EntitlementLineQuerySet
from subsidies.rules.explanation import NUMBERS, compose


class Enrolment(CourtyardRecord):
    """A courtyard receives the subsidy from `first_month`. The 36-month counter belongs to the courtyard.

    `scheme` is the one under which it receives now, and `earlier_schemes` those before it (`subsidies.rules.eras`). Of either the
    key counts: for a month it is the key's version that is in force then.
    `started_on`: the first day inside, of the first month; it matters where a scheme pays by days.
    """

    scheme = TenantForeignKey(SubsidyScheme)
    first_month = models.DateField(_("first month"))
    started_on = models.DateField(_("started on"), null=True, blank=True)
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
            models.CheckConstraint(
                name="subsidies_enrolment_started_in_the_first_month",
                condition=Q(started_on__isnull=True) | Q(started_on__gte=F("first_month"))
                & Q(started_on__lt=F("first_month") + Value(timedelta(days=31))),
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
    # The part of it that is paid for, by the scheme's basis.
    paid_area_m2 = models.DecimalField(_("floor area paid for"), max_digits=12, decimal_places=2)
    score = models.DecimalField(_("score"), max_digits=7, decimal_places=2, null=True)
    star = models.PositiveSmallIntegerField(_("star"), choices=Star.choices, null=True)
    rate_yuan_per_m2_month = models.DecimalField(_("rate"), max_digits=5, decimal_places=4)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    days = models.PositiveSmallIntegerField(_("days paid"))
    of_days = models.PositiveSmallIntegerField(_("days of the month"))
    deducted_fen = models.BigIntegerField(_("public income deducted"), default=0)
    unit_fen = models.PositiveSmallIntegerField(_("rounding"), default=1)
    entitled_fen = models.BigIntegerField(_("entitled for the month"))
    earlier_fen = models.BigIntegerField(_("sum of earlier lines"), default=0)
    amount_fen = models.BigIntegerField(_("amount"))
    # Of the amount; the rest is the street's.
    district_fen = models.BigIntegerField(_("paid by the district"))
    reading = TenantForeignKey(SchemeReading)
    told = models.JSONField(_("told"))
    # Of all the other columns; the database writes it.
    digest = models.CharField(_("digest"), max_length=64, editable=False, default="")

    objects = EntitlementLineQuerySet.as_manager()

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["month", "id"]
        constraints = [
            *of_courtyard("subsidies_entitlementline"),
            *references("subsidies_entitlementline", "enrolment", "scheme", "reading", "change"),
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
                condition=Q(entitled_fen=Func(
                    (Func(
                        F("paid_area_m2") * F("rate_yuan_per_m2_month") * Value(100) * F("days") / F("of_days"), function="ROUND"
                    ) - F("deducted_fen")) / F("unit_fen"), function="FLOOR"
                ) * F("unit_fen")),
            ),
            models.CheckConstraint(
                name="subsidies_line_of_a_part_of_a_month",
                condition=Q(of_days__range=(28, 31), days__lte=F("of_days"), paid_area_m2__lte=F("area_m2"), unit_fen__gte=1),
            ),
            models.CheckConstraint(
                name="subsidies_line_deducts_at_most_all", condition=Q(entitled_fen__gte=0, deducted_fen__gte=0)
            ),
            models.CheckConstraint(
                name="subsidies_line_is_the_difference",
                condition=Q(amount_fen=F("entitled_fen") - F("earlier_fen")) & (Q(sequence__gt=0) | Q(earlier_fen=0)),
            ),
            models.CheckConstraint(name="subsidies_line_is_of_a_whole_month", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="subsidies_line_pays_only_a_star_and_an_area",
                # IS NOT NULL by name: a check that comes out unknown would let the line pass.
                condition=Q(outcome=Outcome.ENTITLED, area_m2__gt=0, star__isnull=False, star__range=(0, 5))
                | (~Q(outcome=Outcome.ENTITLED) & Q(area_m2__gte=0, rate_yuan_per_m2_month=0)),
            ),
        ]
        indexes = [models.Index(fields=["district", "courtyard", "month"], name="subsidies_line_of_courtyard")]

    @cached_property
    def explanation(self) -> dict[str, Any]:
        """Everything the amount follows from: the line, its scheme as it was read, and the versions of the records."""
        return compose(self.reading.content, self.told, {name: getattr(self, name) for name in NUMBERS})
