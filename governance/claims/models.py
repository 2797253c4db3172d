"""Declared values (声明值): what documents say, kept to stand beside what the records give."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.claims import choices
from governance.claims.rules.printed import Printed, read
from governance.tenancy.models import DistrictWideModel


class FigureClaim(DistrictWideModel):
    """A figure that a document claims, of a street or the whole district, with its source and what a person says of it.

    Without a population the document does not say of which; the indicator's own is then taken. How precise the figure
    is printed is told by the printed text itself.
    """

    indicator = models.CharField(_("indicator"), max_length=60, choices=choices.indicators)
    population = models.CharField(_("population"), max_length=30, blank=True, choices=choices.populations)
    on = models.DateField(_("day of the figure"))
    printed = models.CharField(_("as printed"), max_length=40)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4)
    source = models.CharField(_("source"), max_length=200)
    source_on = models.DateField(_("date of the source"))
    quote = models.CharField(_("where it stands in the source"), max_length=200, blank=True)
    explanation_zh = models.CharField(_("difference explained, Chinese"), max_length=300, blank=True)
    explanation_en = models.CharField(_("difference explained, English"), max_length=300, blank=True)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "street", "indicator", "population", "on", "source", "printed"],
                name="governance_figureclaim_once", nulls_distinct=False,
                violation_error_message=_("This figure of this source is declared already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_indicator_display()} {self.printed}"

    @property
    def reading(self) -> Printed:
        """The printed figure with its precision."""
        return read(self.printed)
