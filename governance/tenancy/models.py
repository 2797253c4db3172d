"""The tenant, and the abstract shapes of every table that belongs to one."""

from django.contrib.postgres.fields import DateRangeField  # noqa: F401  (concrete models import it from here)
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.tenancy.constraints import TenantPolicy, TenantReference
from governance.tenancy.fields import TenantForeignKey


class District(models.Model):
    """A district (区): the tenant. Its id is its division code (GB/T 2260), so every row says whose it is."""

    id = models.IntegerField(_("division code"), primary_key=True)
    # The one column every policy asks for, on the tenant's own row as on all others.
    district_id = models.GeneratedField(
        expression=models.F("id"),  # type: ignore[arg-type]
        output_field=models.IntegerField(), db_persist=True
    )
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    is_demo = models.BooleanField(_("demonstration data"), default=False)
    known_time = "versions"

    class Meta:
        constraints = [TenantPolicy(name="governance_district_tenant", shape="district_itself")]
        verbose_name = _("district")

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        return str(self.id)


class TenantModel(models.Model):
    """A row that belongs to one district and is kept in versions."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name=_("district"))
    known_time = "versions"

    class Meta:
        abstract = True
        constraints = [
            TenantPolicy(name="%(app_label)s_%(class)s_tenant"),
            models.UniqueConstraint(fields=["district", "id"], name="%(app_label)s_%(class)s_key"),
        ]


class StreetModel(TenantModel):
    """A row of one street: a clerk of another street can neither read nor write it, not even with raw SQL."""

    street = TenantForeignKey("governance.Street", verbose_name=_("street"))

    class Meta:
        abstract = True
        constraints = [
            TenantPolicy(name="%(app_label)s_%(class)s_tenant", shape="street"),
            models.UniqueConstraint(fields=["district", "id"], name="%(app_label)s_%(class)s_key"),
            TenantReference(name="%(app_label)s_%(class)s_street_ref", field="street"),
        ]


class DistrictWideModel(TenantModel):
    """A row of one street, or of the whole district (no street), which all its streets share."""

    street = TenantForeignKey("governance.Street", null=True, blank=True, verbose_name=_("street"))

    class Meta:
        abstract = True
        constraints = [
            TenantPolicy(name="%(app_label)s_%(class)s_tenant", shape="optional_street"),
            models.UniqueConstraint(fields=["district", "id"], name="%(app_label)s_%(class)s_key"),
            TenantReference(name="%(app_label)s_%(class)s_street_ref", field="street"),
        ]


class AppendOnly(models.Model):
    """Rows that are never rewritten: a correction is a new row. They carry their change themselves."""

    change = TenantForeignKey(
        "governance.Change", verbose_name=_("change"), editable=False,
        db_default=models.Func(function="portal.change_id", output_field=models.BigIntegerField()),
    )
    recorded_at = models.DateTimeField(
        _("recorded at"), editable=False,
        db_default=models.Func(function="portal.change_moment", output_field=models.DateTimeField()),
    )
    known_time = "append_only"

    class Meta:
        abstract = True
