"""The stars that were given, with their reasons: never rewritten, a change is a revision."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly
from ratings.choices import Star
from ratings.models.rounds import RatingRound
from ratings.querysets import RatingResultQuerySet


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
