"""Times in which a courtyard was outside the subsidy, in the midst of its counter."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from subsidies.choices_applications import (
    LeaveReason,
)


def _person() -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)


def _others(*pairs: tuple[str, str]) -> Q:
    """No two of these are the same person; who has not acted yet is nobody."""
    held = Q()
    for one, other in pairs:
        held &= Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)})
    return held


class Absence(CourtyardRecord):
    """An enrolled courtyard was outside the subsidy from `left_on` until it came back on `back_on` (a first of a month).

    Its months go on being counted meanwhile and are not made up for. NULL: it has not come back.
    """

    enrolment = TenantForeignKey("subsidies.Enrolment", related_name="absences")
    left_on = models.DateField(_("left on"))
    back_on = models.DateField(_("back on"), null=True, blank=True)
    ground = models.CharField(_("why it left"), max_length=12, choices=LeaveReason.choices)
    because = models.CharField(_("left because"), max_length=160)
    document = models.CharField(_("document"), max_length=160)
    left_by_name = models.CharField(_("entered by"), max_length=80)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["left_on", "id"]
        constraints = [
            *of_courtyard("subsidies_absence"),
            *references("subsidies_absence", "enrolment"),
            models.CheckConstraint(
                name="subsidies_absence_back_after_it_left",
                condition=Q(back_on__isnull=True) | Q(back_on__gt=F("left_on"), back_on__day=1),
                violation_error_message=_("A courtyard comes back on the first of a month after it left."),
            ),
            ExclusionConstraint(
                name="subsidies_absence_one_at_a_time",
                expressions=[
                    ("district", RangeOperators.EQUAL), ("enrolment", RangeOperators.EQUAL),
                    (Func(F("left_on"), F("back_on"), function="daterange", output_field=DateRangeField()),
                     RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The courtyard is away already at that time."),
            ),
        ]
