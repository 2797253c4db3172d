"""The definitions that a district adds to the catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.indicators.options import Words
from governance.tenancy.constraints import references
from governance.tenancy.models import AppendOnly, TenantModel


class IndicatorVariant(AppendOnly, TenantModel):
    """A district's own reading (口径) of a shipped indicator, in one version. The change says who released it, and why.

    It counts from `in_force_from` on; the first version counts the days before as well. A changed variant is the next
    version, and so is its withdrawal: no version is ever rewritten.
    """

    key = models.CharField(_("code"), max_length=60)
    version = models.PositiveSmallIntegerField(_("version"))
    of = models.CharField(_("indicator"), max_length=60)
    label_zh = models.CharField(_("name, Chinese"), max_length=80)
    label_en = models.CharField(_("name, English"), max_length=160)
    why_zh = models.CharField(_("why it matters, Chinese"), max_length=200)
    why_en = models.CharField(_("why it matters, English"), max_length=200)
    population = models.CharField(_("population"), max_length=40)
    # Codes by option, as `governance.indicators.options.bound` takes them.
    chosen = models.JSONField(_("choice"), default=dict)
    in_force_from = models.DateField(_("in force from"))
    is_withdrawn = models.BooleanField(_("withdrawn"), default=False)

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints, *references("governance_indicatorvariant", "change"),
            models.UniqueConstraint(
                fields=["district", "key", "version"], name="governance_indicatorvariant_version_once",
                violation_error_message=_("Somebody released another version meanwhile."),
            ),
            models.CheckConstraint(
                name="governance_indicatorvariant_begins_with_one", condition=models.Q(version__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}@{self.version}"

    @property
    def label(self) -> Words:
        return Words(self.label_zh, self.label_en)
