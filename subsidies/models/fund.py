"""The long-term fund (物业长效管理基金), and the claims to money that was paid too much."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, TenantModel
from subsidies.models.payments import PaymentBatch, PaymentItem, person
from subsidies.payments.choices import FREEING, TAKING, ClaimState, FundKind, RepaymentKind


class FundEntry(AppendOnly, TenantModel):
    """An entry of the fund with its document. Each goes on from the free balance of the one before it, never below nothing."""

    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=14, choices=FundKind.choices)
    amount_fen = models.BigIntegerField(_("amount"))
    free_before_fen = models.BigIntegerField(_("free before"))
    free_after_fen = models.BigIntegerField(_("free after"))
    on = models.DateField(_("on"))
    document = models.CharField(_("document"), max_length=160)
    note = models.CharField(_("note"), max_length=200, blank=True)
    batch = TenantForeignKey(PaymentBatch, null=True, blank=True)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["number"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_fundentry", "batch", "change"),
            models.UniqueConstraint(fields=["district", "number"], name="subsidies_fundentry_one_after_the_other"),
            models.CheckConstraint(
                name="subsidies_fundentry_within_the_balance",
                condition=Q(amount_fen__gt=0, free_after_fen__gte=0)
                & (
                    Q(kind__in=FREEING, free_after_fen=F("free_before_fen") + F("amount_fen"))
                    | Q(kind__in=TAKING, free_after_fen=F("free_before_fen") - F("amount_fen"))
                    | Q(kind=FundKind.PAYMENT, free_after_fen=F("free_before_fen"), batch__isnull=False)
                ),
                violation_error_message=_("The fund has less than that."),
            ),
            models.UniqueConstraint(
                fields=["district", "batch"], name="subsidies_fundentry_committed_once_a_batch",
                condition=Q(kind=FundKind.COMMITMENT, batch__isnull=False),
            ),
        ]


class ClawbackClaim(CourtyardRecord):
    """追回: the corrections of a courtyard come to less than nothing, so that it owes the district."""

    number = models.CharField(_("claim"), max_length=30)
    state = models.CharField(_("state"), max_length=10, choices=ClaimState.choices, default=ClaimState.CLAIMED)
    why = models.CharField(_("why"), max_length=300)
    amount_fen = models.BigIntegerField(_("amount"))
    claimed_on = models.DateField(_("claimed on"))
    notice = models.CharField(_("notice"), max_length=160, blank=True)
    noticed_on = models.DateField(_("noticed on"), null=True, blank=True)
    due_on = models.DateField(_("to be paid back by"), null=True, blank=True)
    waiver_document = models.CharField(_("document of the waiver"), max_length=160, blank=True)
    waiver_ground = models.CharField(_("ground of the waiver"), max_length=300, blank=True)
    proposed_by = person(null=True)
    proposed_by_name = models.CharField(_("proposed by"), max_length=80, blank=True)
    waived_by = person(null=True)
    waived_by_name = models.CharField(_("waived by"), max_length=80, blank=True)
    waived_on = models.DateField(_("waived on"), null=True, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["-id"]
        constraints = [
            *of_courtyard("subsidies_clawbackclaim"),
            models.UniqueConstraint(fields=["district", "number"], name="subsidies_claim_number_once"),
            models.CheckConstraint(name="subsidies_claim_of_something", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(
                name="subsidies_claim_waived_by_two_people",
                condition=~Q(state=ClaimState.WAIVED) & Q(waived_by__isnull=True)
                | Q(state=ClaimState.WAIVED, proposed_by__isnull=False, waived_by__isnull=False, waived_on__isnull=False)
                & ~Q(waived_by=F("proposed_by")) & ~Q(waiver_document=""),
            ),
        ]
        indexes = [models.Index(fields=["district", "state"], name="subsidies_claim_state")]

    def __str__(self) -> str:
        return self.number


class ClawbackLine(AppendOnly, CourtyardRecord):
    """A ledger line that a claim follows from; it stands in one claim, and no batch pays it."""

    claim = TenantForeignKey(ClawbackClaim, related_name="lines")
    line = TenantForeignKey("subsidies.EntitlementLine")
    amount_fen = models.BigIntegerField(_("amount"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("subsidies_clawbackline"),
            *references("subsidies_clawbackline", "claim", "line", "change"),
            models.UniqueConstraint(fields=["district", "line"], name="subsidies_clawbackline_in_one_claim"),
        ]


class Repayment(AppendOnly, CourtyardRecord):
    """A part of a claim came back, as money or by set-off. Each goes on where the one before it ended, never above the claim."""

    claim = TenantForeignKey(ClawbackClaim, related_name="repayments")
    kind = models.CharField(_("kind"), max_length=8, choices=RepaymentKind.choices)
    claim_fen = models.BigIntegerField(_("amount of the claim"))
    earlier_fen = models.BigIntegerField(_("paid back before"), default=0)
    amount_fen = models.BigIntegerField(_("amount"))
    on = models.DateField(_("on"))
    document = models.CharField(_("document"), max_length=160)
    item = TenantForeignKey(PaymentItem, null=True, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("subsidies_repayment"),
            *references("subsidies_repayment", "claim", "item", "change"),
            models.UniqueConstraint(fields=["district", "claim", "earlier_fen"], name="subsidies_repayment_one_after_the_other"),
            models.CheckConstraint(
                name="subsidies_repayment_within_the_claim",
                condition=Q(amount_fen__gt=0, earlier_fen__gte=0, claim_fen__gte=F("earlier_fen") + F("amount_fen")),
            ),
            models.CheckConstraint(
                name="subsidies_repayment_set_off_in_an_item",
                condition=Q(kind=RepaymentKind.SET_OFF, item__isnull=False) | Q(kind=RepaymentKind.CASH, item__isnull=True),
            ),
        ]
