"""What happens with the money: payee accounts, the bank's files, what was paid of each line, and the look at a sample of it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.common.fields import PersonalField, PersonNameField
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, TenantModel
from subsidies.models.payments import PaymentBatch, PaymentItem, person
from subsidies.payments.choices import AccountState, Found, Paid


class AccountNumberField(PersonalField):
    """The number of a bank account: 6222021234567890123 is shown as **** 0123."""

    def masked(self, text: str) -> str:
        return f"**** {text[-4:]}" if len(text) > 4 else "****"


class PayeeAccount(CourtyardRecord):
    """收款账户: where a courtyard's subsidy goes. One person enters it, another confirms it; a new one replaces the old."""

    holder = models.CharField(_("account holder"), max_length=120)
    bank = models.CharField(_("bank"), max_length=120)
    account_number = AccountNumberField(_("account number"), max_length=34)
    contact = PersonNameField(_("contact"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=AccountState.choices, default=AccountState.PROPOSED)
    entered_by = person()
    entered_by_name = models.CharField(_("entered by"), max_length=80)
    entered_on = models.DateField(_("entered on"))
    decided_by = person(null=True)
    decided_by_name = models.CharField(_("decided by"), max_length=80, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("subsidies_payeeaccount"),
            models.UniqueConstraint(
                fields=["district", "courtyard", "state"], name="subsidies_payee_one_at_a_time",
                condition=Q(state__in=[AccountState.PROPOSED, AccountState.CONFIRMED]),
                violation_error_message=_("An account of this courtyard waits to be confirmed already."),
            ),
            models.CheckConstraint(
                name="subsidies_payee_by_two_people",
                condition=Q(state=AccountState.PROPOSED, decided_by__isnull=True)
                | Q(decided_on__isnull=False) & Q(decided_by__isnull=False) & ~Q(decided_by=F("entered_by")),
            ),
            models.CheckConstraint(
                name="subsidies_payee_number_is_digits", condition=Q(account_number__regex=r"^[0-9]{8,34}$"),
                violation_error_message=_("An account number is 8 to 34 digits."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} {AccountNumberField().masked(self.account_number)}"


class BankFile(AppendOnly, TenantModel):
    """The file of a batch that goes to the bank or finance: how many lines, which sum, which bytes."""

    batch = TenantForeignKey(PaymentBatch, related_name="files")
    rows = models.PositiveIntegerField(_("lines"))
    total_fen = models.BigIntegerField(_("control sum"))
    digest = models.CharField(_("digest"), max_length=64)

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_bankfile", "batch", "change"),
            models.UniqueConstraint(fields=["district", "batch"], name="subsidies_bankfile_once_a_batch"),
        ]


class BankFileLine(AppendOnly, CourtyardRecord):
    """A line of that file: which item goes to which account."""

    file = TenantForeignKey(BankFile, related_name="lines")
    item = TenantForeignKey(PaymentItem, related_name="sent")
    account = TenantForeignKey(PayeeAccount)
    amount_fen = models.BigIntegerField(_("amount"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("subsidies_bankfileline"),
            *references("subsidies_bankfileline", "file", "item", "account", "change"),
            models.UniqueConstraint(fields=["district", "item"], name="subsidies_bankfileline_once_an_item"),
            models.CheckConstraint(name="subsidies_bankfileline_pays_something", condition=Q(amount_fen__gt=0)),
        ]


class ResultFile(AppendOnly, TenantModel):
    """What the bank answered. The same file is taken in once, whatever its name."""

    batch = TenantForeignKey(PaymentBatch, related_name="results")
    name = models.CharField(_("file"), max_length=160)
    digest = models.CharField(_("digest"), max_length=64)
    rows = models.PositiveIntegerField(_("lines"))
    paid_fen = models.BigIntegerField(_("paid"))
    paid_on = models.DateField(_("paid on"))
    voucher = models.CharField(_("voucher"), max_length=60)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_resultfile", "batch", "change"),
            models.UniqueConstraint(
                fields=["district", "digest"], name="subsidies_resultfile_once",
                violation_error_message=_("This file was taken in already."),
            ),
        ]


class ResultLine(AppendOnly, CourtyardRecord):
    """What became of a line at the bank: paid, paid in part, or failed with a reason."""

    file = TenantForeignKey(ResultFile, related_name="lines")
    item = TenantForeignKey(PaymentItem, related_name="results")
    outcome = models.CharField(_("result"), max_length=8, choices=Paid.choices)
    sent_fen = models.BigIntegerField(_("sent"))
    paid_fen = models.BigIntegerField(_("paid"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("subsidies_resultline"),
            *references("subsidies_resultline", "file", "item", "change"),
            models.UniqueConstraint(fields=["district", "item"], name="subsidies_resultline_once_an_item"),
            models.CheckConstraint(
                name="subsidies_resultline_says_what_was_paid",
                condition=Q(outcome=Paid.PAID, paid_fen=F("sent_fen"))
                | Q(outcome=Paid.PARTLY, paid_fen__gt=0, paid_fen__lt=F("sent_fen"))
                | Q(outcome=Paid.FAILED, paid_fen=0) & ~Q(reason=""),
            ),
        ]


class PaymentLine(AppendOnly, CourtyardRecord):
    """So much of a ledger line was paid on a day; below nothing: it came back, or was set off.

    Of one line each payment goes on where the one before it ended, so that nothing is paid twice, and none above its amount.
    """

    batch = TenantForeignKey(PaymentBatch, null=True, blank=True)
    item = TenantForeignKey(PaymentItem, null=True, blank=True)
    repayment = TenantForeignKey("subsidies.Repayment", null=True, blank=True)
    line = TenantForeignKey("subsidies.EntitlementLine")
    due_fen = models.BigIntegerField(_("amount of the line"))
    earlier_fen = models.BigIntegerField(_("paid before"), default=0)
    amount_fen = models.BigIntegerField(_("amount"))
    paid_on = models.DateField(_("paid on"))
    # Of all the other columns; the database writes it.
    digest = models.CharField(_("digest"), max_length=64, editable=False, default="")

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("subsidies_paymentline"),
            *references("subsidies_paymentline", "batch", "item", "repayment", "line", "change"),
            models.UniqueConstraint(fields=["district", "line", "earlier_fen"], name="subsidies_payment_once_a_line"),
            models.CheckConstraint(
                name="subsidies_payment_within_its_line",
                condition=Q(amount_fen__gt=0, earlier_fen__gte=0, due_fen__gte=F("earlier_fen") + F("amount_fen"))
                | Q(amount_fen__lt=0, earlier_fen__lte=0, due_fen__lte=F("earlier_fen") + F("amount_fen")),
            ),
            models.CheckConstraint(
                name="subsidies_payment_of_a_batch_or_paid_back",
                condition=Q(batch__isnull=False, item__isnull=False)
                | Q(batch__isnull=True, item__isnull=True, repayment__isnull=False, amount_fen__lt=0),
            ),
        ]
        indexes = [models.Index(fields=["district", "line"], include=["amount_fen", "paid_on"], name="subsidies_payment_of_line")]


class PaymentSample(AppendOnly, TenantModel):
    """A draw of the payments that somebody asks after on the spot. From seed and references anybody can repeat it."""

    batch = TenantForeignKey(PaymentBatch, related_name="samples")
    number = models.PositiveSmallIntegerField(_("number"))
    seed = models.CharField(_("seed"), max_length=32)
    percent = models.PositiveSmallIntegerField(_("percent"))
    codes = ArrayField(models.CharField(max_length=40), verbose_name=_("courtyards"))
    drawn = ArrayField(models.CharField(max_length=40), verbose_name=_("drawn"))

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["number"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_paymentsample", "batch", "change"),
            models.UniqueConstraint(fields=["district", "batch", "number"], name="subsidies_sample_number_once"),
            models.CheckConstraint(name="subsidies_sample_percent", condition=Q(percent__range=(1, 100))),
        ]


class SampleFinding(AppendOnly, CourtyardRecord):
    """What somebody found when asking after a payment; the latest of an item counts."""

    sample = TenantForeignKey(PaymentSample, related_name="findings")
    item = TenantForeignKey(PaymentItem)
    found = models.CharField(_("found"), max_length=10, choices=Found.choices)
    comment = models.CharField(_("comment"), max_length=300, blank=True)
    asked_on = models.DateField(_("asked on"))
    asked_by_name = models.CharField(_("asked by"), max_length=80)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("subsidies_samplefinding"),
            *references("subsidies_samplefinding", "sample", "item", "change"),
            models.CheckConstraint(
                name="subsidies_samplefinding_other_with_a_comment", condition=Q(found=Found.ARRIVED) | ~Q(comment="")
            ),
        ]
