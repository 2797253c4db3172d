"""What is kept about data quality: findings that were accepted as exceptions, and how many there were night by night."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.tenancy.models import DistrictWideModel


class QualityException(DistrictWideModel):
    """Somebody looked at a finding and says, with a reason, that it is right so: for good, or until a day."""

    check_key = models.CharField(_("check"), max_length=60)
    register = models.CharField(_("register"), max_length=40)
    record_id = models.BigIntegerField()
    label = models.CharField(_("record"), max_length=200)
    reason = models.CharField(_("reason"), max_length=300)
    accepted_by_name = models.CharField(_("accepted by"), max_length=80)
    accepted_at = models.DateTimeField(_("accepted at"))
    # The last day on which it is accepted.
    until = models.DateField(_("accepted until"), null=True, blank=True)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "check_key", "record_id"], name="governance_qualityexception_once",
                violation_error_message=_("This finding was accepted meanwhile."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class QualityCount(DistrictWideModel):
    """How many findings a check had in a street on a day; without a street those of what the district shares."""

    day = models.DateField(_("day"))
    check_key = models.CharField(_("check"), max_length=60)
    found = models.PositiveIntegerField(_("open findings"))
    accepted = models.PositiveIntegerField(_("accepted findings"))
    known_time = "none"

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "day", "check_key", "street"], name="governance_qualitycount_once_a_day",
                nulls_distinct=False,
            ),
        ]
