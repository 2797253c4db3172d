"""What a district wants its figures to be, from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from governance.targets import choices
from governance.tenancy.fields import Dated
from governance.tenancy.models import DistrictWideModel


class FigureTarget(Dated, DistrictWideModel):
    """What a figure is to reach (目标值) by a day, for one street or the whole district, and the document that says so.

    While `valid`, figures are held against it; a stage goal ends where the next one begins.
    """

    indicator = models.CharField(_("indicator"), max_length=60, choices=choices.indicators)
    # Empty at entry: the indicator's own.
    population = models.CharField(_("population"), max_length=30, blank=True, choices=choices.populations)
    value = models.DecimalField(_("target value"), max_digits=14, decimal_places=2)
    due_on = models.DateField(_("to be reached by"))
    document = models.CharField(_("document"), max_length=200)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(value__gte=0), name="governance_figuretarget_not_negative",
                violation_error_message=_("A target is not below nothing."),
            ),
            ExclusionConstraint(
                name="governance_figuretarget_one_at_a_time",
                expressions=[
                    ("district", RangeOperators.EQUAL), ("indicator", RangeOperators.EQUAL),
                    ("population", RangeOperators.EQUAL), (Coalesce("street", 0), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Another target of this figure holds at this time. End that one first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_indicator_display()} {self.value}"
