"""Yearly rounds: who is rated, what was found, by whom, with which evidence."""

from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import TenantModel
from ratings.choices import EntryStep, RoundStatus, Scorer
from ratings.models.standards import RatingStandard, StandardItem, VetoItem


class RatingRound(TenantModel):
    """A year's rating by one standard. Its stars count for the subsidy months in `applies`."""

    year = models.PositiveSmallIntegerField(_("year"))
    standard = TenantForeignKey(RatingStandard)
    status = models.CharField(_("status"), max_length=10, choices=RoundStatus.choices, default=RoundStatus.SCORING)
    applies = DateRangeField(_("counts for the months"))
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    # A round that is opened here runs through its steps; one whose stars were brought in from elsewhere has no such days.
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    eligible_on = models.DateField(_("day of eligibility"), null=True, blank=True)

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
    """A courtyard is rated in a round, and where it stands there.

    `by_district`: a firm served it on the day of eligibility, so the district's group rates it. `is_drawn`: for the
    re-check; NULL before the draw.
    """

    round = TenantForeignKey(RatingRound)
    step = models.CharField(_("step"), max_length=12, choices=EntryStep.choices, default=EntryStep.RATING)
    by_district = models.BooleanField(_("rated by the district"), default=False)
    is_drawn = models.BooleanField(_("drawn for the re-check"), null=True, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_ratingentry"),
            *references("ratings_ratingentry", "round"),
            models.UniqueConstraint(fields=["district", "round", "courtyard"], name="ratings_entry_once_a_round"),
        ]


class Finding(CourtyardRecord):
    """What was found for an item at a courtyard in a round: occurrences of a fault or merit, or a value.

    `value` is points or a percentage, as the item's kind says. Of two scorers each has a finding of their own; the one
    that holds goes before both, and without it their points are averaged.
    """

    round = TenantForeignKey(RatingRound)
    item = TenantForeignKey(StandardItem)
    scorer = models.PositiveSmallIntegerField(_("scorer"), choices=Scorer.choices, default=Scorer.AGREED)
    occurrences = models.PositiveSmallIntegerField(_("occurrences"), null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=7, decimal_places=2, null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_finding"),
            *references("ratings_finding", "round", "item"),
            models.UniqueConstraint(
                fields=["district", "round", "courtyard", "item", "scorer"], name="ratings_finding_once_an_item"
            ),
            models.CheckConstraint(
                name="ratings_finding_counts_or_measures",
                condition=Q(occurrences__isnull=False, value__isnull=True) | Q(occurrences__isnull=True, value__gte=0),
            ),
        ]

    @property
    def found(self) -> Decimal | int | None:
        """The count or the value, whichever it is."""
        return self.value if self.occurrences is None else self.occurrences


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
