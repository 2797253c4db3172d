"""Who changed what, and why: one row per writing transaction; the versions of records point at it."""

from django.db import models
from django.db.models import Func
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from governance.tenancy.models import DistrictWideModel, TenantModel


class CurrentTransaction(Func):
    """The number of the transaction that writes."""

    template = "(pg_current_xact_id()::text::bigint)"
    output_field = models.BigIntegerField()


class Change(DistrictWideModel):
    """One write: a person, a reason, a moment. Every record version and ledger line names one."""

    # The name stays readable when the account is out of the reader's sight or gone.
    actor = models.ForeignKey("governance.User", models.PROTECT, related_name="+", db_constraint=False)
    actor_name = models.CharField(_("person"), max_length=80)
    reason = models.CharField(_("reason"), max_length=300)
    # A caller, or a form on paper: whoever said it, where the person at the keyboard only wrote it down.
    on_behalf_of = models.CharField(_("recorded on behalf of"), max_length=80, blank=True)
    request_id = models.CharField(_("request"), max_length=64, blank=True)
    # The database says it: behind every moment that a seal closed, and while nobody closes one (portal.open_change).
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)
    # The writing transaction: what a reader of the changes has missed is told by it, whatever the order of commits.
    transaction = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)
    known_time = "append_only"

    class Meta(DistrictWideModel.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["district", "-id"], name="governance_change_latest"),
            models.Index(fields=["district", "transaction", "id"], name="governance_change_order"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.reason}"


class DataVersion(TenantModel):
    """A counter per district, moved on by the database at the commit of every change: the basis of ETags."""

    version = models.BigIntegerField(default=0)
    # The last moment that a seal closed: no change lies at or before it that was not there when it was closed.
    sealed_at = models.DateTimeField(null=True)
    known_time = "none"

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["district"], name="governance_dataversion_one_per_district"),
        ]
