"""Work handed to the worker: the row is written with the wish, so that a lost message can be sent again."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from governance.tenancy.models import TenantModel


class JobState(models.TextChoices):
    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Job(TenantModel):
    """One wish for the worker, with its progress: `done` of `total` steps."""

    kind = models.CharField(_("kind"), max_length=40)
    arguments = models.JSONField(_("arguments"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(_("message"), max_length=300, blank=True)
    requested_by = models.ForeignKey("governance.User", models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    known_time = "none"

    class Meta(TenantModel.Meta):
        abstract = False
        indexes = [models.Index(fields=["district", "kind", "-id"], name="governance_job_latest")]

    @property
    def is_over(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)
