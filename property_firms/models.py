"""Who serves the places: firms, their contracts, and the fees they collect."""

from decimal import Decimal

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, by_courtyard, of_courtyard, one_at_a_time
from governance.common.fields import FenField, TelephoneField
from governance.tenancy.constraints import references
from governance.tenancy.fields import Dated, TenantForeignKey
from governance.tenancy.models import DistrictWideModel, TenantModel
from governance.units.models import Unit
from property_firms.choices import Appeal, CreditKind, FirmKind, IncomeMeasure


class Firm(DistrictWideModel):
    """A property service firm (物业服务企业): the unit in its capacity as a firm.

    A street platform firm belongs to its street; a market firm has no street and is shared by all.
    """

    named_by = ("unit",)
    unit = TenantForeignKey(Unit, verbose_name=_("unit"))
    kind = models.CharField(_("kind"), max_length=16, choices=FirmKind.choices)
    legal_representative = models.CharField(_("legal representative"), max_length=40, blank=True)
    staff = models.PositiveIntegerField(_("staff"), default=0)
    phone = TelephoneField(_("telephone"), max_length=30, blank=True)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            *references("property_firms_firm", "unit"),
            models.UniqueConstraint(fields=["district", "unit"], name="property_firms_firm_one_per_unit"),
            models.CheckConstraint(
                name="property_firms_firm_platform_has_a_street",
                condition=~Q(kind=FirmKind.STREET_PLATFORM) | Q(street__isnull=False),
                violation_error_message=_("A street platform firm needs its street."),
            ),
        ]

    def __str__(self) -> str:
        return self.unit.name

    @property
    def code(self) -> str:
        """By which people know a firm: its unit's unified social credit code."""
        return self.unit.uscc


class ServiceContract(Dated, CourtyardRecord):
    """A firm is contracted to serve a courtyard during `valid`; it may start later than it is contracted."""

    named_by = ("firm__unit", "courtyard")
    firm = TenantForeignKey(Firm, verbose_name=_("firm"))
    started_on = models.DateField(_("service started on"), null=True, blank=True)
    fee_yuan_per_m2_month = models.DecimalField(
        _("fee"), max_digits=6, decimal_places=2, default=Decimal("0.00")
    )
    replaced_by = TenantForeignKey("self", null=True, blank=True, verbose_name=_("replaced by"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("property_firms_servicecontract"),
            *references("property_firms_servicecontract", "firm", "replaced_by"),
            one_at_a_time(
                "property_firms_servicecontract_one_firm_at_a_time", "courtyard",
                message=_("This courtyard is already under contract in part of this period. End that contract first."),
            ),
            models.CheckConstraint(
                name="property_firms_servicecontract_starts_inside_its_term",
                condition=Q(started_on__isnull=True)
                | (Q(started_on__gte=F("valid_from")) & Q(started_on__lt=F("valid_to"))),
                violation_error_message=_("Service must start inside the contract's term."),
            ),
            models.CheckConstraint(
                name="property_firms_servicecontract_fee_is_not_negative",
                condition=Q(fee_yuan_per_m2_month__gte=0),
            ),
        ]
        indexes = [
            by_courtyard("property_firms_contract_on"),
            models.Index(fields=["district", "firm"], name="property_firms_contract_firm"),
        ]

    def __str__(self) -> str:
        return f"{self.firm} · {self.courtyard}"


class FeeReturn(CourtyardRecord):
    """What a firm reports of a courtyard's fees for a period: receivable and received, amounts and households."""

    firm = TenantForeignKey(Firm, verbose_name=_("firm"))
    period = DateRangeField(_("period"))
    receivable_fen = FenField(_("receivable"))
    received_fen = FenField(_("received"))
    households_liable = models.PositiveIntegerField(_("households liable"))
    households_paid = models.PositiveIntegerField(_("households paid"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("property_firms_feereturn"),
            *references("property_firms_feereturn", "firm"),
            models.UniqueConstraint(
                fields=["district", "courtyard", "firm", "period"], name="property_firms_feereturn_once_a_period"
            ),
            models.CheckConstraint(
                name="property_firms_feereturn_within_what_is_due",
                condition=Q(receivable_fen__gte=0, received_fen__gte=0, received_fen__lte=F("receivable_fen"))
                & Q(households_paid__lte=F("households_liable")),
                violation_error_message=_("No more can be received than is due."),
            ),
        ]


class IncomeReturn(DistrictWideModel):
    """What a firm took in over a period; the measure is said, for turnover and income are not the same."""

    firm = TenantForeignKey(Firm, verbose_name=_("firm"))
    measure = models.CharField(_("measure"), max_length=10, choices=IncomeMeasure.choices)
    period = DateRangeField(_("period"))
    amount_fen = FenField(_("amount"))

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            *references("property_firms_incomereturn", "firm"),
            models.UniqueConstraint(
                fields=["district", "firm", "measure", "period"], name="property_firms_incomereturn_once_a_period"
            ),
            models.CheckConstraint(
                name="property_firms_incomereturn_is_not_negative", condition=Q(amount_fen__gte=0)
            ),
        ]


class CreditRuleSet(TenantModel):
    """A version of the rules by which a firm's events become a grade; versions take turns and stay readable.

    `rules` is as `property_firms.rules.credit.Rules` reads it: base, items with points and months, grades, lists.
    """

    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    in_force_from = models.DateField(_("in force from"))
    document = models.CharField(_("document"), max_length=160, blank=True)
    is_example = models.BooleanField(_("example"), default=False)
    rules = models.JSONField(_("rules"))

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["district", "version"], name="property_firms_creditruleset_version_once"),
            models.UniqueConstraint(
                fields=["district", "in_force_from"], name="property_firms_creditruleset_one_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CreditEvent(DistrictWideModel):
    """Something good or bad that a firm did, and what the rules give for it.

    It counts from its publication on; a notice comes first, and an appeal that is upheld takes it back.
    """

    firm = TenantForeignKey(Firm, verbose_name=_("firm"))
    kind = models.CharField(_("kind"), max_length=4, choices=CreditKind.choices)
    item = models.CharField(_("item of the rules"), max_length=20)
    description = models.CharField(_("what happened"), max_length=300)
    happened_on = models.DateField(_("happened on"))
    evidence = models.CharField(_("evidence"), max_length=160, blank=True)
    notified_on = models.DateField(_("notice given on"), null=True, blank=True)
    appealed_on = models.DateField(_("appealed on"), null=True, blank=True)
    appeal = models.CharField(_("appeal"), max_length=10, choices=Appeal.choices, default=Appeal.NONE)
    appeal_decided_on = models.DateField(_("appeal decided on"), null=True, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            *references("property_firms_creditevent", "firm"),
            models.CheckConstraint(
                name="property_firms_creditevent_goes_its_way",
                condition=(Q(notified_on__isnull=True) | Q(notified_on__gte=F("happened_on")))
                & (Q(appealed_on__isnull=True) | Q(notified_on__isnull=False, appealed_on__gte=F("notified_on")))
                & (Q(appeal=Appeal.NONE, appealed_on__isnull=True) | ~Q(appeal=Appeal.NONE) & Q(appealed_on__isnull=False))
                & (Q(published_on__isnull=True) | Q(published_on__gte=F("happened_on"))),
                violation_error_message=_(
                    "An event goes its way: it happens, notice is given, an appeal may follow, then it is published."
                ),
            ),
        ]
        indexes = [models.Index(fields=["district", "firm", "published_on"], name="property_firms_creditevent_on")]

    def __str__(self) -> str:
        return self.description
