"""The schemes under which a courtyard received before the present one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly


class EarlierScheme(AppendOnly, CourtyardRecord):
    """Until the month `until`, exclusive, an enrolled courtyard received under `scheme`: since its first month or the earlier
    scheme before this one.

    The enrolment itself names the scheme that follows the last of them. As there, the version in force in a month counts.
    """

    enrolment = TenantForeignKey("subsidies.Enrolment", related_name="earlier_schemes")
    scheme = TenantForeignKey("subsidies.SubsidyScheme", verbose_name=_("scheme"))
    until = models.DateField(_("until before the month"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["until"]
        constraints = [
            *of_courtyard("subsidies_earlierscheme"),
            *references("subsidies_earlierscheme", "enrolment", "scheme", "change"),
            models.UniqueConstraint(
                fields=["district", "enrolment", "until"], name="subsidies_earlierscheme_one_until_a_month",
                violation_error_message=_("In this month the scheme of the courtyard changes already."),
            ),
            models.CheckConstraint(name="subsidies_earlierscheme_until_a_whole_month", condition=Q(until__day=1)),
        ]
