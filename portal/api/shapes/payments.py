"""The shapes of payments, batches and the fund."""

from typing import Any

from rest_framework import serializers

from portal.api.shapes.parts import AmountField, OptionalAmountField, Page, Place, Stamps
from subsidies.payments.choices import BatchKind, BatchStep, ItemState


class Payment(serializers.Serializer[Any]):
    """What a courtyard is paid by a batch."""

    id = serializers.IntegerField()
    batch = serializers.CharField()
    reference = serializers.CharField(help_text="as the bank has it")
    courtyard = Place()
    street = Place()
    first_month = serializers.CharField()
    last_month = serializers.CharField()
    months = serializers.IntegerField()
    area_m2 = AmountField()
    star = serializers.IntegerField(allow_null=True)
    rate_yuan_per_m2_month = AmountField()
    ledger_yuan = AmountField(help_text="of the ledger, corrections set off")
    set_off_yuan = AmountField(help_text="set off against claims")
    amount_yuan = AmountField()
    paid_yuan = OptionalAmountField(help_text="null before the bank's answer")
    paid_on = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(ItemState.values)


class PaymentPage(Page):
    """A page of payments."""

    items = Payment(many=True)


class PaymentBatch(serializers.Serializer[Any]):
    """A batch with its step."""

    number = serializers.CharField()
    kind = serializers.ChoiceField(BatchKind.values)
    first_month = serializers.CharField()
    until_month = serializers.CharField(help_text="the month after the last")
    with_arrears = serializers.BooleanField()
    prepared_on = serializers.DateField()
    step = serializers.ChoiceField(BatchStep.values)
    since = serializers.DateField()
    courtyards = serializers.IntegerField()
    total_yuan = AmountField()
    total_in_words = serializers.CharField(help_text="in Chinese capitals")
    lines = serializers.DictField(child=serializers.IntegerField(), help_text="lines in sight by state")


class PaymentBatches(Stamps):
    """The batches."""

    batches = PaymentBatch(many=True)


class FundMonth(serializers.Serializer[Any]):
    """A month of the fund."""

    month = serializers.CharField()
    opening_yuan = AmountField()
    income_yuan = AmountField(help_text="allocations of the district")
    grant_yuan = AmountField()
    profit_return_yuan = AmountField()
    recovery_yuan = AmountField(help_text="subsidy paid back")
    reward_yuan = AmountField()
    expense_yuan = AmountField()
    payment_yuan = AmountField(help_text="subsidy paid by batches")
    closing_yuan = AmountField()
    committed_yuan = AmountField(help_text="promised to approved batches, at the month's end")
    free_yuan = AmountField()


class Fund(Stamps):
    """The statement of the fund."""

    balance_yuan = AmountField()
    committed_yuan = AmountField()
    free_yuan = AmountField()
    months = FundMonth(many=True)
