"""How a district arranged the dashboards of its people."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.people.choices import Role
from governance.tenancy.models import TenantModel


class DashboardArrangement(TenantModel):
    """Which panels the people of one role see, in which order, and which figures are their key ones.

    Without a row the role has what the portal ships.
    """

    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    panels = ArrayField(models.CharField(max_length=30), verbose_name=_("panels"))
    indicators = ArrayField(models.CharField(max_length=60), verbose_name=_("key figures"))

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "role"], name="governance_dashboardarrangement_one_per_role",
                violation_error_message=_("Somebody else arranged this dashboard just now. Look at it again."),
            ),
        ]

    def __str__(self) -> str:
        return str(Role(self.role).label)
