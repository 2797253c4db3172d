"""Administrative divisions inside a district: street-level units, communities, clusters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.tenancy.constraints import TenantPolicy, references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import StreetModel, TenantModel


class StreetKind(models.TextChoices):
    STREET = "street", _("street office")
    TOWN = "town", _("town or township")
    PARK = "park", _("park administration")


class Street(TenantModel):
    """A street-level unit (街道, 乡镇, 园区): where courtyards are entered. Parks may have a code of their own."""

    code = models.CharField(_("code"), max_length=12)
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind"), max_length=10, choices=StreetKind.choices, default=StreetKind.STREET)
    has_local_code = models.BooleanField(_("code assigned locally"), default=False)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["code"]
        constraints = [
            TenantPolicy(name="governance_street_tenant", shape="street_itself"),
            models.UniqueConstraint(fields=["district", "id"], name="governance_street_key"),
            models.UniqueConstraint(
                fields=["district", "code"], name="governance_street_code_once",
                violation_error_message=_("This district already has a street with this code."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Community(StreetModel):
    """A community (社区) of a street."""

    code = models.CharField(_("code"), max_length=15)
    name = models.CharField(_("name"), max_length=80)

    class Meta(StreetModel.Meta):
        abstract = False
        ordering = ["code"]
        constraints = [
            *StreetModel.Meta.constraints,
            models.UniqueConstraint(fields=["district", "street", "id"], name="governance_community_street_key"),
            models.UniqueConstraint(
                fields=["district", "code"], name="governance_community_code_once",
                violation_error_message=_("This district already has a community with this code."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Cluster(StreetModel):
    """A cluster (片区): several courtyards of a community that one Party branch or one firm looks after."""

    community = TenantForeignKey(Community, verbose_name=_("community"))
    name = models.CharField(_("name"), max_length=80)

    class Meta(StreetModel.Meta):
        abstract = False
        ordering = ["name"]
        constraints = [
            *StreetModel.Meta.constraints,
            *references("governance_cluster", street=("community",)),
            models.UniqueConstraint(fields=["district", "street", "id"], name="governance_cluster_street_key"),
            models.UniqueConstraint(fields=["district", "community", "name"], name="governance_cluster_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
