"""The columns and constraints of whatever lives in versions."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.tenancy.models import TenantModel
from governance.versions.choices import IN_THE_MAKING, VersionStatus


def person() -> Any:
    """Whoever did something; beside it the name, readable when the account is out of the reader's sight or gone."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_constraint=False, null=True, blank=True
    )


class Versioned(TenantModel):
    """A version of something that a district lays down. Once released it is never edited: the next version follows it.

    While it is made it is a text, in `draft`, which may still have faults; its release writes the text into rows, and from
    then on the database refuses every change of them (`governance/versions/stone.py`). Nobody drafted what was loaded with
    the portal. Whoever extends it puts `life(…)` among its constraints.
    """

    key = models.SlugField(_("key"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    document = models.CharField(_("document"), max_length=160, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    # 示例: shipped as an example, not a regulation of the district.
    is_example = models.BooleanField(_("example"), default=False)
    draft = models.JSONField(_("draft"), null=True, blank=True)
    drafted_by = person()
    drafted_by_name = models.CharField(_("drafted by"), max_length=80, blank=True)
    drafted_at = models.DateTimeField(_("drafted at"), null=True, blank=True)
    checked_by = person()
    checked_by_name = models.CharField(_("checked by"), max_length=80, blank=True)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    released_by = person()
    released_by_name = models.CharField(_("released by"), max_length=80, blank=True)
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    released_for = models.CharField(_("reason of the release"), max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"

    @property
    def is_in_the_making(self) -> bool:
        """Whether its text may still be changed."""
        return self.status in IN_THE_MAKING


def life(name: str, in_the_making: Any) -> list[models.BaseConstraint]:
    """What the database holds of the life of versions; `in_the_making`: what is said where a next version is begun twice."""
    return [
        models.UniqueConstraint(fields=["district", "key", "version"], name=f"{name}_version_once"),
        models.UniqueConstraint(
            fields=["district", "key"], condition=Q(status__in=IN_THE_MAKING), name=f"{name}_one_in_the_making",
            violation_error_message=in_the_making,
        ),
        models.CheckConstraint(
            name=f"{name}_checked_by_another",
            condition=Q(drafted_by__isnull=True) | Q(status=VersionStatus.DRAFT)
            | Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(checked_by=F("drafted_by")),
            violation_error_message=_("Whoever drafts a version does not check it."),
        ),
        models.CheckConstraint(
            name=f"{name}_released_by_another",
            condition=Q(drafted_by__isnull=True) | Q(status__in=IN_THE_MAKING)
            | Q(released_by__isnull=False, released_at__isnull=False)
            & ~Q(released_by=F("drafted_by")) & ~Q(released_for=""),
            violation_error_message=_("Whoever drafts a version does not release it."),
        ),
    ]
