"""Legal units (单位) of a district: property firms, Party and government organs, owner units.

They stand on the ground floor because two siblings speak of them: `property_firms` says what a firm does,
`party_org` which Party organisation stands in it, and neither knows the other.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.tenancy.fields import Dated
from governance.tenancy.models import DistrictWideModel


class UnitKind(models.TextChoices):
    PROPERTY_FIRM = "property_firm", _("property service firm")
    ORGAN = "organ", _("Party or government organ")
    OWNER_UNIT = "owner_unit", _("owner unit")


class Unit(Dated, DistrictWideModel):
    """A legal unit active in the district during `valid`. With a street it belongs to that street alone."""

    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    name = models.CharField(_("name"), max_length=120)
    name_pinyin = models.CharField(max_length=400, editable=False)
    # GB 32100-2015. Organs of the demonstration data have none.
    uscc = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    party_members = models.PositiveIntegerField(_("Party members"), default=0)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        ordering = ["name_pinyin", "id"]
        constraints = [
            *DistrictWideModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "uscc"], name="governance_unit_uscc_once", condition=~models.Q(uscc=""),
                violation_error_message=_("A unit with this unified social credit code is already registered."),
            ),
        ]
        indexes = [models.Index(fields=["district", "kind", "name_pinyin", "id"], name="governance_unit_list")]

    def __str__(self) -> str:
        return self.name
