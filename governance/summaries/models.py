"""Figures kept ready: what each indicator of a district comes to on every day, and when that was worked out."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.tenancy.constraints import TenantPolicy
from governance.tenancy.models import TenantModel


class WholeDistrictModel(TenantModel):
    """A row about a district as a whole, shown to nobody who is held to some of its streets."""

    class Meta:
        abstract = True
        constraints = [
            TenantPolicy(name="%(app_label)s_%(class)s_tenant", shape="whole"),
            models.UniqueConstraint(fields=["district", "id"], name="%(app_label)s_%(class)s_key"),
        ]


class SummaryState(WholeDistrictModel):
    """Of which version of a district's records its summary speaks, and what the last comparison with them found."""

    # The DataVersion that was read. While the two are equal, the summary is what the records say now.
    data_version = models.BigIntegerField()
    definitions = models.CharField(max_length=16)
    as_of = models.DateTimeField(_("as known at"))
    # The transactions that were not over when the records were read: what they wrote is not in the summary.
    snapshot = models.TextField()
    # The row of this year also holds all later days.
    last_year = models.SmallIntegerField()
    # False once a comparison found a difference: figures are then counted live until another finds none.
    trusted = models.BooleanField(default=True)
    checked_at = models.DateTimeField(_("compared at"), null=True)
    checked_figures = models.PositiveIntegerField(default=0)
    # The last comparison that found something: when, and the differences by name.
    differed_at = models.DateTimeField(null=True)
    differences = models.JSONField(default=list)
    known_time = "none"

    class Meta(WholeDistrictModel.Meta):
        abstract = False
        constraints = [
            *WholeDistrictModel.Meta.constraints,
            models.UniqueConstraint(fields=["district"], name="governance_summarystate_one_per_district"),
        ]


class SummaryYear(WholeDistrictModel):
    """A year of one figure of a district: what it opened with, and the totals from each day on which they change.

    Before its first year a figure is 0 of 0.
    """

    indicator = models.CharField(max_length=60)
    population = models.CharField(max_length=30)
    year = models.SmallIntegerField()
    opening_numerator = models.BigIntegerField()
    opening_denominator = models.BigIntegerField()
    days = ArrayField(models.DateField())
    numerators = ArrayField(models.BigIntegerField())
    denominators = ArrayField(models.BigIntegerField())
    known_time = "none"

    class Meta(WholeDistrictModel.Meta):
        abstract = False
        constraints = [
            *WholeDistrictModel.Meta.constraints,
            # In this order many districts are read in one stretch; one district's rows are found by it as well.
            models.UniqueConstraint(
                fields=["indicator", "population", "year", "district"], name="governance_summaryyear_once"
            ),
        ]
