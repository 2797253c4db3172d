"""Finance paid a month's lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, TenantModel
from subsidies.models.ledger import EntitlementLine


class PaymentBatch(AppendOnly, TenantModel):
    """Finance paid a month's lines with one voucher."""

    number = models.CharField(_("batch"), max_length=30)
    month = models.DateField(_("month"))
    paid_on = models.DateField(_("paid on"))
    voucher = models.CharField(_("voucher"), max_length=60)
    total_fen = models.BigIntegerField(_("total"))

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["-month", "-id"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_paymentbatch", "change"),
            models.UniqueConstraint(
                fields=["district", "number"],
                name="subsidies_batch_number_once",
                violation_error_message=_("This batch number is taken."),
            ),
        ]


class PaymentLine(AppendOnly, CourtyardRecord):
    """An entitlement line was paid; it can be paid once."""

    batch = TenantForeignKey(PaymentBatch)
    line = TenantForeignKey(EntitlementLine)
    amount_fen = models.BigIntegerField(_("amount"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("subsidies_paymentline"),
            *references("subsidies_paymentline", "batch", "line", "change"),
            models.UniqueConstraint(fields=["district", "line"], name="subsidies_payment_once_a_line"),
        ]
