"""Reports of periods on their way up the tree, the rule by which they are due, and what is sealed at their end."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.common.periods import Period, PeriodKind
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, DistrictWideModel, TenantModel

MOST_DAYS = 90
KINDS = [
    (PeriodKind.MONTH.value, _("monthly report")), (PeriodKind.QUARTER.value, _("quarterly report")),
    (PeriodKind.YEAR.value, _("yearly report")),
]


class ReportState(models.TextChoices):
    OPEN = "open", _("to be handed in")
    SUBMITTED = "submitted", _("handed in")
    RETURNED = "returned", _("given back")
    ENDORSED = "endorsed", _("endorsed")
    APPROVED = "approved", _("approved and sealed")


# Whose turn it is not: nothing more to hand in.
HANDED_IN = (ReportState.SUBMITTED, ReportState.ENDORSED, ReportState.APPROVED)


def person() -> Any:
    """Whoever did something; beside it the name, readable when the account is out of the reader's sight or gone."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_constraint=False, null=True, blank=True
    )


class ReportRule(TenantModel):
    """How many days after a period's end a district wants its reports of this kind. Without a row: `opening.DAYS`."""

    kind = models.CharField(_("kind"), max_length=7, choices=KINDS)
    days = models.PositiveSmallIntegerField(
        _("days after the period"), validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)]
    )

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["district", "kind"], name="governance_reportrule_once"),
            models.CheckConstraint(
                name="governance_reportrule_days", condition=Q(days__gte=1, days__lte=MOST_DAYS),
                violation_error_message=_("A report is due one to ninety days after its period."),
            ),
        ]


class PeriodReport(DistrictWideModel):
    """The statistics of a street, or of the whole district (no street), for a month, quarter or year.

    It goes up the tree: handed in, endorsed by the street's reviewer, approved by the district's governance office, and
    then sealed. What it reports is counted, not typed. An approved one is opened again only as its next revision.
    """

    period = models.CharField(_("period"), max_length=7)
    kind = models.CharField(_("kind"), max_length=7, choices=KINDS)
    last_on = models.DateField(_("last day"))
    due_on = models.DateField(_("due on"))
    state = models.CharField(_("state"), max_length=10, choices=ReportState.choices, default=ReportState.OPEN)
    revision = models.PositiveSmallIntegerField(_("revision"), default=1)
    revised_for = models.CharField(_("reason of the revision"), max_length=300, blank=True)
    comment = models.CharField(_("comment"), max_length=300, blank=True)
    submitted_by = person()
    submitted_by_name = models.CharField(_("handed in by"), max_length=80, blank=True)
    submitted_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    endorsed_by = person()
    endorsed_by_name = models.CharField(_("endorsed by"), max_length=80, blank=True)
    endorsed_at = models.DateTimeField(_("endorsed at"), null=True, blank=True)
    decided_by = person()
    decided_by_name = models.CharField(_("decided by"), max_length=80, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    # Of the first revision, for good: a correction later makes no report late.
    handed_in_on = models.DateField(_("first handed in on"), null=True, blank=True)
    approved_on = models.DateField(_("first approved on"), null=True, blank=True)
    reminded_by_name = models.CharField(_("reminded by"), max_length=80, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "street", "period"], name="governance_periodreport_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="governance_periodreport_says_who_handed_in",
                condition=~Q(state__in=HANDED_IN) | Q(submitted_by__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="governance_periodreport_endorsed_by_another",
                condition=Q(endorsed_by__isnull=True)
                | Q(street__isnull=False, endorsed_at__isnull=False) & ~Q(endorsed_by=F("submitted_by")),
            ),
            models.CheckConstraint(
                name="governance_periodreport_approved_by_another",
                condition=~Q(state=ReportState.APPROVED)
                | Q(decided_by__isnull=False, approved_on__isnull=False)
                & ~Q(decided_by=F("submitted_by"))
                & (Q(street__isnull=True) | Q(endorsed_by__isnull=False) & ~Q(decided_by=F("endorsed_by"))),
            ),
            models.CheckConstraint(
                name="governance_periodreport_given_back_with_a_comment",
                condition=~Q(state=ReportState.RETURNED) | ~Q(comment=""),
            ),
            models.CheckConstraint(
                name="governance_periodreport_revised_for_a_reason",
                condition=Q(revision=1) | Q(revision__gt=1) & ~Q(revised_for=""),
            ),
            models.CheckConstraint(name="governance_periodreport_due_after_its_end", condition=Q(due_on__gt=F("last_on"))),
        ]
        indexes = [models.Index(fields=["district", "kind", "-last_on"], name="governance_periodreport_board")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What it is called: its kind and period."""
        return f"{self.of.label} {self.get_kind_display()}"

    @property
    def of(self) -> Period:
        return Period.parse(self.period)

    @property
    def is_open(self) -> bool:
        """Whether it still has to be handed in."""
        return self.state not in HANDED_IN


class DigestOf(models.Func):
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.CharField()


class Seal(AppendOnly, DistrictWideModel):
    """An approved report as it stays: numbers, definitions, the moment of knowledge, two people, and a hash.

    `content` is canonical JSON and says all of it; the other columns repeat what one looks for. Seals of a district are
    numbered and chained: each holds the hash of the one before.
    """

    report = TenantForeignKey(PeriodReport, related_name="seals", verbose_name=_("report"))
    number = models.PositiveIntegerField(_("number"))
    revision = models.PositiveSmallIntegerField(_("revision"))
    period = models.CharField(_("period"), max_length=7)
    on = models.DateField(_("valid on"))
    as_of = models.DateTimeField(_("as known at"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_constraint=False)
    submitted_by_name = models.CharField(_("handed in by"), max_length=80)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_constraint=False)
    approved_by_name = models.CharField(_("approved by"), max_length=80)
    previous = models.CharField(_("hash of the seal before"), max_length=64, blank=True)
    sha256 = models.CharField(_("hash"), max_length=64)
    content = models.TextField(_("content"))

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            *references("governance_seal", "report", "change"),
            models.UniqueConstraint(fields=["district", "number"], name="governance_seal_number_once"),
            models.UniqueConstraint(fields=["district", "report", "revision"], name="governance_seal_revision_once"),
            models.CheckConstraint(name="governance_seal_of_two_people", condition=~Q(approved_by=F("submitted_by"))),
            models.CheckConstraint(
                name="governance_seal_revised_for_a_reason", condition=Q(revision=1) | Q(revision__gt=1) & ~Q(reason="")
            ),
            models.CheckConstraint(
                name="governance_seal_follows_another", condition=Q(number=1, previous="") | Q(number__gt=1) & ~Q(previous="")
            ),
            models.CheckConstraint(name="governance_seal_hash_is_of_its_content", condition=Q(sha256=DigestOf("content"))),
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"
