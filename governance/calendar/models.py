"""What a district says of its calendar beyond the State Council's arrangement."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.calendar.choices import DayKind
from governance.tenancy.models import TenantModel

FIRST, LAST = 2000, 2100


class CalendarYear(TenantModel):
    """A year whose arrangement the district has entered itself, because the portal does not ship it (yet)."""

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)]
    )
    document = models.CharField(_("document"), max_length=200)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["year"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "year"], name="governance_calendaryear_once",
                violation_error_message=_("This year is entered already."),
            ),
            models.CheckConstraint(
                name="governance_calendaryear_plausible", condition=Q(year__gte=FIRST, year__lte=LAST),
                violation_error_message=_("This year can't be right."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(TenantModel):
    """A day on which the district works, or does not, other than the national arrangement has it."""

    on = models.DateField(_("day"))
    kind = models.CharField(_("kind of day"), max_length=8, choices=DayKind.choices)
    name = models.CharField(_("occasion"), max_length=60)
    document = models.CharField(_("document"), max_length=200)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["on"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "on"], name="governance_calendarday_once",
                violation_error_message=_("The district has said something of this day already. Correct that entry."),
            ),
            models.CheckConstraint(
                name="governance_calendarday_plausible", condition=Q(on__year__gte=FIRST, on__year__lte=LAST),
                violation_error_message=_("This year can't be right."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"
