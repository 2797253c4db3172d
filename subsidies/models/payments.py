"""Payment batches: what each courtyard is paid of which ledger lines, by whose acts, shown where, objected to by whom."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.common.periods import Month
from governance.people.choices import Role
from governance.tenancy.constraints import TenantPolicy, references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, TenantModel
from ratings.choices import Star
from subsidies.payments.choices import BatchDeed, BatchKind, BatchStep, ProtestState
from subsidies.payments.querysets import BatchQuerySet, ItemQuerySet
from subsidies.rules.payments import HANDS, Hand
from subsidies.rules.spans import Span, SpanKind


def person(*, null: bool = False) -> Any:
    """Who did it; the name stands beside it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_constraint=False, null=null, blank=null
    )


class ApprovalRung(TenantModel):
    """A rung of the district's ladder: batches above so much need this role's word as well."""

    above_fen = models.BigIntegerField(_("above"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    document = models.CharField(_("document"), max_length=160)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["above_fen"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["district", "above_fen"], name="subsidies_rung_once_an_amount"),
            models.CheckConstraint(
                name="subsidies_rung_of_who_approves",
                condition=Q(above_fen__gte=0, role__in=[Role.HOUSING, Role.FINANCE, Role.LEADER]),
            ),
        ]


class PaymentBatch(AppendOnly, TenantModel):
    """What of the ledger is paid together, as it was prepared. Where it stands is told by its acts."""

    number = models.CharField(_("batch"), max_length=30)
    kind = models.CharField(_("period"), max_length=8, choices=BatchKind.choices)
    month = models.DateField(_("first month"))
    until = models.DateField(_("month after the last"))
    with_arrears = models.BooleanField(_("with what remains of earlier months"), default=False)
    prepared_on = models.DateField(_("prepared on"))
    prepared_by = person()
    prepared_by_name = models.CharField(_("prepared by"), max_length=80)
    courtyards = models.PositiveIntegerField(_("courtyards"))
    total_fen = models.BigIntegerField(_("total"))
    # The ladder as it stood then: [{"above_fen": 0, "role": "housing"}, …]. A later one changes nothing for this batch.
    ladder = models.JSONField(_("ladder"))

    objects = BatchQuerySet.as_manager()

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["-month", "-id"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_paymentbatch", "change"),
            models.UniqueConstraint(
                fields=["district", "number"], name="subsidies_batch_number_once",
                violation_error_message=_("This batch number is taken."),
            ),
            models.CheckConstraint(
                name="subsidies_batch_of_whole_months", condition=Q(month__day=1, until__day=1, until__gt=F("month"))
            ),
            models.CheckConstraint(
                name="subsidies_batch_never_below_nothing", condition=Q(total_fen__gte=0, courtyards__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def period(self) -> str:
        """The months that it covers, by name: 2021Q4."""
        return str(Span(SpanKind(self.kind), Month.of(self.month)))


class PaymentItem(AppendOnly, CourtyardRecord):
    """What one courtyard is paid by a batch: its lines less what is set off, under a reference of its own."""

    batch = TenantForeignKey(PaymentBatch, related_name="items")
    reference = models.CharField(_("reference"), max_length=40)
    months = models.PositiveSmallIntegerField(_("months"))
    first_month = models.DateField(_("from month"))
    last_month = models.DateField(_("to month"))
    # As the newest of its lines has them, for the notice.
    area_m2 = models.DecimalField(_("floor area"), max_digits=12, decimal_places=2)
    star = models.PositiveSmallIntegerField(_("star"), choices=Star.choices, null=True)
    rate_yuan_per_m2_month = models.DecimalField(_("rate"), max_digits=5, decimal_places=4)
    gross_fen = models.BigIntegerField(_("of the ledger"))
    set_off_fen = models.BigIntegerField(_("set off"), default=0)
    amount_fen = models.BigIntegerField(_("amount"))

    objects = ItemQuerySet.as_manager()

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("subsidies_paymentitem"),
            *references("subsidies_paymentitem", "batch", "change"),
            models.UniqueConstraint(fields=["district", "batch", "courtyard"], name="subsidies_item_once_a_batch"),
            models.UniqueConstraint(fields=["district", "reference"], name="subsidies_item_reference_once"),
            models.CheckConstraint(
                name="subsidies_item_is_never_paid_below_nothing",
                condition=Q(gross_fen__gt=0, set_off_fen__gte=0, amount_fen__gte=0, amount_fen=F("gross_fen") - F("set_off_fen")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class BatchLine(CourtyardRecord):
    """So much of a ledger line stands in an item. While it `is_open` no other batch may take the line."""

    item = TenantForeignKey(PaymentItem, related_name="lines")
    line = TenantForeignKey("subsidies.EntitlementLine")
    amount_fen = models.BigIntegerField(_("amount"))
    is_open = models.BooleanField(_("under way"), default=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("subsidies_batchline"),
            *references("subsidies_batchline", "item", "line"),
            models.UniqueConstraint(fields=["district", "item", "line"], name="subsidies_batchline_once_an_item"),
            models.UniqueConstraint(
                fields=["district", "line"], name="subsidies_batchline_in_one_batch_at_a_time", condition=Q(is_open=True),
                violation_error_message=_("This line stands in another batch that is under way."),
            ),
            models.CheckConstraint(name="subsidies_batchline_moves_money", condition=~Q(amount_fen=0)),
        ]


def _hand(hand: Hand) -> Q:
    return Q(hand=hand.value, deed__in=[deed.value for deed, of in HANDS.items() if of is hand])


class BatchAct(AppendOnly, TenantModel):
    """What was done with a batch: from which step to which, by whose hand, with which comment and amount."""

    batch = TenantForeignKey(PaymentBatch, related_name="acts")
    number = models.PositiveSmallIntegerField(_("number"))
    # How often it had been submitted for review by then.
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=0)
    deed = models.CharField(_("deed"), max_length=12, choices=BatchDeed.choices)
    hand = models.PositiveSmallIntegerField(_("hand"))
    role = models.CharField(_("as"), max_length=20, choices=Role.choices)
    actor = person()
    actor_name = models.CharField(_("person"), max_length=80)
    came_from = models.CharField(_("from"), max_length=12, choices=BatchStep.choices, blank=True)
    went_to = models.CharField(_("to"), max_length=12, choices=BatchStep.choices)
    amount_fen = models.BigIntegerField(_("amount"))
    # The document, voucher or file that belongs to it.
    document = models.CharField(_("document"), max_length=160, blank=True)
    comment = models.CharField(_("comment"), max_length=300, blank=True)
    acted_on = models.DateField(_("on"))
    # Of all the other columns, and of the batch with its items as it stood; the database writes it.
    digest = models.CharField(_("digest"), max_length=64, editable=False, default="")

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["number"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_batchact", "batch", "change"),
            models.UniqueConstraint(fields=["district", "batch", "number"], name="subsidies_batchact_one_after_the_other"),
            # Whoever enters does not approve, whoever approves does not pay: of one batch a person has one hand.
            ExclusionConstraint(
                name="subsidies_batchact_one_hand_a_person",
                expressions=[
                    ("district", RangeOperators.EQUAL), ("batch", RangeOperators.EQUAL), ("actor", RangeOperators.EQUAL),
                    ("hand", RangeOperators.NOT_EQUAL),
                ],
                violation_error_message=_("Entering, approving and paying a batch are the work of three people."),
            ),
            models.UniqueConstraint(
                fields=["district", "batch", "attempt", "actor"], name="subsidies_batchact_endorsed_once_a_person",
                condition=Q(deed=BatchDeed.ENDORSE),
            ),
            models.CheckConstraint(
                name="subsidies_batchact_hand_of_its_deed",
                condition=_hand(Hand.ENTERS) | _hand(Hand.APPROVES) | _hand(Hand.PAYS),
            ),
            models.CheckConstraint(
                name="subsidies_batchact_back_with_a_comment", condition=~Q(deed=BatchDeed.GIVE_BACK) | ~Q(comment="")
            ),
        ]


class BatchPublicity(AppendOnly, TenantModel):
    """公示: what a batch pays to whom is shown to everybody until `last_on`. The latest of a batch counts."""

    batch = TenantForeignKey(PaymentBatch, related_name="publicities")
    published_on = models.DateField(_("published on"))
    days = models.PositiveSmallIntegerField(_("working days"))
    last_on = models.DateField(_("last day"))
    place = models.CharField(_("where it is shown"), max_length=160)
    document = models.CharField(_("notice"), max_length=160)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_batchpublicity", "batch", "change"),
            models.CheckConstraint(
                name="subsidies_batchpublicity_runs", condition=Q(days__gte=1, last_on__gt=F("published_on"))
            ),
        ]


class PaymentObjection(CourtyardRecord):
    """Somebody objects to what a courtyard is to be paid: its line is held until the answer, and no other.

    By its reference the office knows it; by its number, which nobody guesses, whoever objected follows it.
    """

    item = TenantForeignKey(PaymentItem, related_name="objections")
    reference = models.CharField(_("objection number"), max_length=50)
    number = models.CharField(_("tracking number"), max_length=12, unique=True)
    objector = models.CharField(_("who objects"), max_length=80)
    received_on = models.DateField(_("received on"))
    grounds = models.CharField(_("grounds"), max_length=600)
    state = models.CharField(_("state"), max_length=10, choices=ProtestState.choices, default=ProtestState.OPEN)
    answer = models.CharField(_("answer"), max_length=600, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    entered_by = person()
    entered_by_name = models.CharField(_("entered by"), max_length=80)
    answered_by = person(null=True)
    answered_by_name = models.CharField(_("answered by"), max_length=80, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            # Whoever has the number may see how it stands.
            TenantPolicy(name="%(app_label)s_%(class)s_tenant", shape="objection"),
            *of_courtyard("subsidies_paymentobjection")[1:],
            *references("subsidies_paymentobjection", "item"),
            models.UniqueConstraint(fields=["district", "reference"], name="subsidies_objection_reference_once"),
            models.UniqueConstraint(
                fields=["district", "item"], name="subsidies_objection_one_open_at_a_time", condition=Q(state=ProtestState.OPEN),
                violation_error_message=_("An objection to this line is open already."),
            ),
            models.CheckConstraint(
                name="subsidies_objection_answered_with_reasons",
                condition=Q(state=ProtestState.OPEN, answer="", answered_by__isnull=True)
                | ~Q(state=ProtestState.OPEN) & ~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
