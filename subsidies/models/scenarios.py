"""What a district may spend in a year, and what somebody supposed and kept."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.common.fields import FenField
from governance.tenancy.constraints import TenantPolicy, references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import TenantModel
from governance.versions.models import person
from subsidies.models.schemes import SubsidyScheme


class SubsidyBudget(TenantModel):
    """What the district's budget holds for the subsidy (补贴预算) of a year, and the document that says so."""

    year = models.PositiveSmallIntegerField(_("year"))
    amount_fen = FenField(_("budget"))
    document = models.CharField(_("document"), max_length=160)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["-year"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "year"], name="subsidies_budget_once_a_year",
                violation_error_message=_("The budget of this year is entered already. Correct that entry."),
            ),
            models.CheckConstraint(
                name="subsidies_budget_plausible", condition=Q(amount_fen__gte=0, year__gte=2000, year__lte=2100),
                violation_error_message=_("The budget can't be below zero, and the year must lie between 2000 and 2100."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class Scenario(TenantModel):
    """A kept supposition (测算方案): a scheme with other parameters, other bounds of the stars, further places, some months.

    `content` is what `subsidies.scenarios.supposing` reads. It speaks of every street, so only those who read the whole
    district see it. It computes nothing by itself and changes nothing.
    """

    title = models.CharField(_("title"), max_length=80)
    note = models.CharField(_("note"), max_length=300, blank=True)
    scheme = TenantForeignKey(SubsidyScheme, verbose_name=_("scheme"))
    content = models.JSONField(_("content"))
    kept_by = person()
    kept_by_name = models.CharField(_("kept by"), max_length=80)
    kept_at = models.DateTimeField(_("kept at"))

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["-kept_at", "-id"]
        constraints = [
            TenantPolicy(name="subsidies_scenario_tenant", shape="whole"),
            models.UniqueConstraint(fields=["district", "id"], name="subsidies_scenario_key"),
            *references("subsidies_scenario", "scheme"),
            models.CheckConstraint(name="subsidies_scenario_has_a_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title
