"""Where streets and communities lie: their boundaries, as the district has brought them in."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.boundaries.querysets import BoundaryQuerySet
from governance.divisions.models import Community, Street
from governance.tenancy.constraints import references
from governance.tenancy.fields import Dated, TenantForeignKey
from governance.tenancy.models import StreetModel, TenantModel


class Boundary(Dated, StreetModel):
    """The boundary of a street, or of one of its communities, while it holds.

    `geometry` is what came in (WGS 84, Polygon or MultiPolygon); `drawn` the same with as many points as a screen shows.
    """

    community = TenantForeignKey(Community, verbose_name=_("community"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=160)
    geometry = models.JSONField(_("geometry"))
    drawn = models.JSONField(_("geometry as drawn"))

    objects = BoundaryQuerySet.as_manager()  # type: ignore[django-manager-missing]

    class Meta(StreetModel.Meta):
        abstract = False
        ordering = ["street_id", "community_id", "valid_from"]
        constraints = [
            *StreetModel.Meta.constraints,
            *references("governance_boundary", street=("community",)),
            ExclusionConstraint(
                name="governance_boundary_of_a_street_one_at_a_time", condition=Q(community__isnull=True),
                expressions=[
                    ("district", RangeOperators.EQUAL), ("street", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)
                ],
                violation_error_message=_("This street already has a boundary in part of this period."),
            ),
            ExclusionConstraint(
                name="governance_boundary_of_a_community_one_at_a_time", condition=Q(community__isnull=False),
                expressions=[
                    ("district", RangeOperators.EQUAL), ("community", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This community already has a boundary in part of this period."),
            ),
        ]
        indexes = [models.Index(fields=["district", "valid_from", "valid_to"], name="governance_boundary_valid")]

    def __str__(self) -> str:
        return str(self.division)

    @property
    def division(self) -> Street | Community:
        """The street or community that it bounds."""
        found: Street | Community = self.street if self.community is None else self.community
        return found


class BoundaryDraft(TenantModel):
    """A file of boundaries that somebody brought in and has not yet taken over; a person has one, the last."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_constraint=False)
    file_name = models.CharField(_("file"), max_length=160)
    # Features as they were read: number, properties, geometry, faults.
    shapes = models.JSONField()
    known_time = "none"

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["district", "owner"], name="governance_boundarydraft_one_a_person"),
        ]

    def __str__(self) -> str:
        return self.file_name
