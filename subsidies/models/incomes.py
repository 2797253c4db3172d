"""What a courtyard earns itself: a scheme may deduct a share of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.common.fields import FenField


class PublicIncome(CourtyardRecord):
    """The public income (公共收益) of a courtyard in a year: parking on common ground, advertisements, leases."""

    year = models.PositiveSmallIntegerField(_("year"))
    amount_fen = FenField(_("public income"))
    document = models.CharField(_("document"), max_length=160, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["-year", "id"]
        constraints = [
            *of_courtyard("subsidies_publicincome"),
            models.UniqueConstraint(
                fields=["district", "courtyard", "year"], name="subsidies_income_once_a_year",
                violation_error_message=_("The public income of this year is entered already. Correct that entry."),
            ),
            models.CheckConstraint(
                name="subsidies_income_plausible", condition=Q(amount_fen__gte=0, year__gte=2000, year__lte=2100),
                violation_error_message=_("The income can't be below zero, and the year must lie between 2000 and 2100."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)
