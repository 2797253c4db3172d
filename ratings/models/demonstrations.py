"""Demonstration points (示范街道、示范社区、示范小区) and the steps of their way."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import Courtyard
from governance.divisions.models import Community
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import StreetModel
from ratings.choices import DemonstrationLevel, DemonstrationState
from ratings.querysets import DemonstrationPointQuerySet

FULL = 100


def _once(level: str, field: str, message: Any) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=["district", field], condition=Q(level=level), name=f"ratings_demonstrationpoint_{level}_once",
        violation_error_message=message,
    )


class DemonstrationPoint(StreetModel):
    """A street, community or courtyard that is being made, or has become, a demonstration of 红色物业.

    From `begun_on` it is in creation; what came later are its moves.
    """

    named_by = ("courtyard", "community", "street")
    level = models.CharField(_("level"), max_length=10, choices=DemonstrationLevel.choices)
    community = TenantForeignKey(Community, null=True, blank=True, verbose_name=_("community"))
    courtyard = TenantForeignKey(Courtyard, null=True, blank=True, verbose_name=_("courtyard"))
    title = models.CharField(_("title of the demonstration"), max_length=80, blank=True)
    begun_on = models.DateField(_("in creation since"))
    document = models.CharField(_("document"), max_length=160)

    objects = DemonstrationPointQuerySet.as_manager()

    class Meta(StreetModel.Meta):
        abstract = False
        constraints = [
            *StreetModel.Meta.constraints,
            *references("ratings_demonstrationpoint", street=("community", "courtyard")),
            models.UniqueConstraint(fields=["district", "street", "id"], name="ratings_demonstrationpoint_street_key"),
            _once("street", "street", _("This street is a demonstration point already.")),
            _once("community", "community", _("This community is a demonstration point already.")),
            _once("courtyard", "courtyard", _("This courtyard is a demonstration point already.")),
            models.CheckConstraint(
                name="ratings_demonstrationpoint_is_one_place",
                condition=Q(level="street", community__isnull=True, courtyard__isnull=True)
                | Q(level="community", community__isnull=False, courtyard__isnull=True)
                | Q(level="courtyard", community__isnull=True, courtyard__isnull=False),
                violation_error_message=_("Name the one place of this level."),
            ),
        ]

    def __str__(self) -> str:
        # Not by the level, whose word depends on the reader's language: programs compare names.
        return f"{self.place} {self.title}".strip()

    @property
    def place(self) -> Any:
        """The street, community or courtyard itself."""
        return {"street": self.street, "community": self.community}.get(self.level, self.courtyard)


class DemonstrationMove(StreetModel):
    """A step of a point's way: from `moved_on` it is in another state, by a document. The latest one tells the state."""

    point = TenantForeignKey(DemonstrationPoint, related_name="moves", verbose_name=_("demonstration point"))
    state = models.CharField(_("state"), max_length=10, choices=DemonstrationState.choices)
    moved_on = models.DateField(_("from"))
    document = models.CharField(_("document"), max_length=160)
    score = models.DecimalField(
        _("score"), max_digits=5, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(FULL)],
    )
    # Points by item of the checklist, as texts; empty where only the sum was entered.
    marks = models.JSONField(_("marks"), default=dict, blank=True)
    ground = models.CharField(_("ground"), max_length=200, blank=True)

    class Meta(StreetModel.Meta):
        abstract = False
        constraints = [
            *StreetModel.Meta.constraints,
            *references("ratings_demonstrationmove", street=("point",)),
            models.UniqueConstraint(
                fields=["district", "point", "moved_on"], name="ratings_demonstrationmove_one_a_day",
                violation_error_message=_("This point took another step on that day already."),
            ),
            models.CheckConstraint(
                name="ratings_demonstrationmove_only_an_assessment_has_a_score",
                condition=Q(state="assessed", score__gte=0, score__lte=FULL) | (~Q(state="assessed") & Q(score__isnull=True)),
                violation_error_message=_("An assessment has a score from 0 to 100; no other step has one."),
            ),
            models.CheckConstraint(
                name="ratings_demonstrationmove_withdrawn_on_a_ground", condition=~Q(state="withdrawn") | ~Q(ground=""),
                violation_error_message=_("Say on what ground it is withdrawn."),
            ),
        ]
        indexes = [models.Index(fields=["district", "point", "moved_on"], name="ratings_demomove_on")]

    def __str__(self) -> str:
        return f"{self.point} {self.get_state_display()}"
