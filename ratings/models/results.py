"""The stars that were given, with their reasons: never rewritten, a change is a revision."""

from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, TenantModel
from ratings.choices import Star
from ratings.models.rounds import RatingRound
from ratings.models.standards import RatingStandard
from ratings.querysets import RatingResultQuerySet
from ratings.rules.explanation import compose


class StandardReading(AppendOnly, TenantModel):
    """A standard as stars were computed by it, word for word: what the explanations of all courtyards have in common."""

    standard = TenantForeignKey(RatingStandard)
    content = models.JSONField(_("content"))

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            *references("ratings_standardreading", "standard", "change"),
            models.UniqueConstraint(fields=["district", "standard"], name="ratings_reading_once"),
        ]


class RatingResult(AppendOnly, CourtyardRecord):
    """The star a courtyard was given in a round. A changed finding makes a new revision, never an edit.

    `told` is what was found and came of it, by item and category; with the reading it is the explanation.
    """

    round = TenantForeignKey(RatingRound)
    revision = models.PositiveSmallIntegerField(_("revision"))
    score = models.DecimalField(_("score"), max_digits=7, decimal_places=2)
    star = models.PositiveSmallIntegerField(_("star"), choices=Star.choices)
    is_vetoed = models.BooleanField(_("vetoed"))
    reading = TenantForeignKey(StandardReading)
    told = models.JSONField(_("told"))

    objects = RatingResultQuerySet.as_manager()

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("ratings_ratingresult"),
            *references("ratings_ratingresult", "round", "reading", "change"),
            models.UniqueConstraint(fields=["district", "round", "courtyard", "revision"], name="ratings_result_revision_once"),
            models.CheckConstraint(name="ratings_result_star_0_to_5", condition=Q(star__range=(0, 5))),
        ]

    @cached_property
    def explanation(self) -> dict[str, Any]:
        """Everything the star follows from; two rows that are never rewritten tell it, and nothing else is asked."""
        return compose(self.reading.content, self.told)
