"""Where a street's return of a month stands on its way from the clerk to the reviewer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.common.periods import Month
from governance.tenancy.models import StreetModel


class SubmissionState(models.TextChoices):
    OPEN = "open", _("being filled in")
    SUBMITTED = "submitted", _("handed in")
    RETURNED = "returned", _("given back")
    ACCEPTED = "accepted", _("accepted")


# The figures of such a month stay as they are until it is given back or reopened.
CLOSED = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)


class ReturnSubmission(StreetModel):
    """A street hands in its return of a month, and somebody else accepts it or gives it back with a comment.

    Before the first handing in there is no row. The figures are the records of the return's register.
    """

    form = models.CharField(_("return"), max_length=40)
    month = models.DateField(_("month"))
    state = models.CharField(_("state"), max_length=10, choices=SubmissionState.choices, default=SubmissionState.OPEN)
    # The names stay readable when the accounts are out of the reader's sight or gone.
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_constraint=False, null=True, blank=True
    )
    submitted_by_name = models.CharField(_("handed in by"), max_length=80, blank=True)
    submitted_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    comment = models.CharField(_("comment"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_constraint=False, null=True, blank=True
    )
    decided_by_name = models.CharField(_("decided by"), max_length=80, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta(StreetModel.Meta):
        abstract = False
        constraints = [
            *StreetModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "street", "form", "month"], name="governance_returnsubmission_once_a_month"
            ),
            models.CheckConstraint(
                name="governance_returnsubmission_month_is_its_first_day", condition=Q(month__day=1)
            ),
            models.CheckConstraint(
                name="governance_returnsubmission_says_who_and_when",
                condition=Q(state=SubmissionState.OPEN)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False)
                & (Q(state=SubmissionState.SUBMITTED) | Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="governance_returnsubmission_accepted_by_another",
                condition=~Q(state=SubmissionState.ACCEPTED) | ~Q(decided_by=models.F("submitted_by")),
            ),
            models.CheckConstraint(
                name="governance_returnsubmission_given_back_with_a_comment",
                condition=~Q(state=SubmissionState.RETURNED) | ~Q(comment=""),
            ),
        ]
        indexes = [models.Index(fields=["district", "state", "month"], name="governance_submission_state")]

    def __str__(self) -> str:
        return f"{self.form} {Month.of(self.month)}"

    @property
    def is_closed(self) -> bool:
        """Whether its month's figures must stay as they are."""
        return self.state in CLOSED
