"""How a courtyard comes into the subsidy, and when it was away: applications, their review, publicity, objections."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, of_courtyard
from governance.tenancy.constraints import TenantPolicy, references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, DistrictWideModel
from ratings.choices import Star
from subsidies.choices_applications import (
    OPEN_STEPS,
    Applicant,
    ApplicationDeed,
    ApplicationKind,
    ApplicationObjector,
    ApplicationStep,
    AreaDeed,
    ObjectionOutcome,
)

_FROM_FINANCE = ["finance", "approved", "published", "enrolled"]


def _person() -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True)


def _others(*pairs: tuple[str, str]) -> Q:
    """No two of these are the same person; who has not acted yet is nobody."""
    held = Q()
    for one, other in pairs:
        held &= Q(**{f"{one}__isnull": True}) | Q(**{f"{other}__isnull": True}) | ~Q(**{one: F(other)})
    return held


class Application(CourtyardRecord):
    """A courtyard is to receive the subsidy: who applies, by which scheme, from which month, and where it stands.

    The people are those whose act counts now; who acts again after a return takes the place. `first_month` is the month
    wished for, or, for a courtyard that had left, from which it comes back.
    """

    number = models.CharField(_("number of the application"), max_length=24)
    scheme = TenantForeignKey("subsidies.SubsidyScheme", verbose_name=_("scheme"))
    applicant = models.CharField(_("applicant"), max_length=12, choices=Applicant.choices)
    applicant_name = models.CharField(_("name of the applicant"), max_length=120)
    first_month = models.DateField(_("first month"))
    why = models.CharField(_("why"), max_length=600)
    applied_on = models.DateField(_("applied on"))
    step = models.CharField(_("step"), max_length=14, choices=ApplicationStep.choices, default=ApplicationStep.DRAFT)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    verified_by = _person()
    approved_by = _person()
    funded_by = _person()
    enrolled_by = _person()
    enrolment = TenantForeignKey("subsidies.Enrolment", null=True, blank=True, verbose_name=_("enrolment"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["-id"]
        constraints = [
            *of_courtyard("subsidies_application"),
            *references("subsidies_application", "scheme", "enrolment"),
            models.UniqueConstraint(fields=["district", "number"], name="subsidies_application_number_once"),
            models.UniqueConstraint(
                fields=["district", "courtyard"], name="subsidies_application_one_under_way",
                condition=Q(step__in=[step.value for step in OPEN_STEPS]),
                violation_error_message=_("An application for this courtyard is under way already."),
            ),
            models.CheckConstraint(name="subsidies_application_from_the_first_of_a_month", condition=Q(first_month__day=1)),
            models.CheckConstraint(
                name="subsidies_application_entered_and_verified_by_two", condition=_others(("entered_by", "verified_by")),
                violation_error_message=_("Whoever entered an application does not verify it."),
            ),
            models.CheckConstraint(
                name="subsidies_application_approved_by_another",
                condition=_others(("approved_by", "entered_by"), ("approved_by", "verified_by")),
                violation_error_message=_("Whoever entered or verified an application does not approve it."),
            ),
            models.CheckConstraint(
                name="subsidies_application_funded_by_another",
                condition=_others(("funded_by", "entered_by"), ("funded_by", "verified_by"), ("funded_by", "approved_by")),
                violation_error_message=_("Finance reviews what others entered, verified and approved."),
            ),
            models.CheckConstraint(
                name="subsidies_application_enrolled_by_another",
                condition=_others(("enrolled_by", "entered_by"), ("enrolled_by", "verified_by"), ("enrolled_by", "funded_by")),
            ),
            models.CheckConstraint(
                name="subsidies_application_goes_its_way",
                condition=(~Q(step__in=["housing", *_FROM_FINANCE]) | Q(verified_by__isnull=False))
                & (~Q(step__in=_FROM_FINANCE) | Q(approved_by__isnull=False))
                & (~Q(step__in=_FROM_FINANCE[1:]) | Q(funded_by__isnull=False))
                & Q(Q(step="enrolled", enrolled_by__isnull=False, enrolment__isnull=False)
                    | ~Q(step="enrolled") & Q(enrolled_by__isnull=True, enrolment__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["district", "step", "street"], name="subsidies_application_step")]

    def __str__(self) -> str:
        return self.number


class ApplicationMaterial(CourtyardRecord):
    """A line of the checklist was checked off: by a file, or by the record that the portal has already.

    `code` is the item's; `source` and `record_id` say which record, `told` what it said then.
    """

    application = TenantForeignKey(Application, related_name="materials")
    code = models.CharField(_("item"), max_length=8)
    source = models.CharField(_("source"), max_length=20, blank=True)
    record_id = models.BigIntegerField(null=True, blank=True)
    told = models.CharField(_("what it says"), max_length=200, blank=True)
    attachment = TenantForeignKey("governance.Attachment", null=True, blank=True, verbose_name=_("file"))
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_by_name = models.CharField(_("checked off by"), max_length=80)
    checked_on = models.DateField(_("checked off on"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["code", "id"]
        constraints = [
            *of_courtyard("subsidies_applicationmaterial"),
            *references("subsidies_applicationmaterial", "application", "attachment"),
            models.UniqueConstraint(fields=["district", "application", "code"], name="subsidies_material_once_an_item"),
            models.CheckConstraint(
                name="subsidies_material_has_a_file_or_a_record",
                condition=Q(attachment__isnull=False) | Q(record_id__isnull=False) & ~Q(source=""),
                violation_error_message=_("A material needs a file, or a record of the portal."),
            ),
        ]


class ApplicationAct(AppendOnly, CourtyardRecord):
    """What was done with an application, by whom (its change says it) and why."""

    application = TenantForeignKey(Application, related_name="acts")
    deed = models.CharField(_("deed"), max_length=12, choices=ApplicationDeed.choices)
    came_from = models.CharField(_("from"), max_length=14, choices=ApplicationStep.choices)
    went_to = models.CharField(_("to"), max_length=14, choices=ApplicationStep.choices)
    comment = models.CharField(_("comment"), max_length=600, blank=True)
    acted_on = models.DateField(_("on"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("subsidies_applicationact"),
            *references("subsidies_applicationact", "application", "change"),
        ]
        indexes = [models.Index(fields=["district", "application", "id"], name="subsidies_act_of_application")]


class ApplicationPublicity(DistrictWideModel):
    """Approved applications are shown to everybody for some working days: of one street, or of the whole district."""

    document = models.CharField(_("notice"), max_length=160)
    place = models.CharField(_("where it is shown"), max_length=160)
    published_on = models.DateField(_("published on"))
    days = models.PositiveSmallIntegerField(_("working days"))
    last_on = models.DateField(_("last day"))

    class Meta(DistrictWideModel.Meta):
        abstract = False
        ordering = ["-published_on", "-id"]
        constraints = [
            *DistrictWideModel.Meta.constraints,
            models.CheckConstraint(name="subsidies_publicity_ends", condition=Q(last_on__gt=F("published_on"), days__gte=1)),
        ]

    def __str__(self) -> str:
        return self.document


class ApplicationPublicityLine(AppendOnly, CourtyardRecord):
    """A courtyard as it was made public: what for, area, star, rate, months and a month's amount. No account, no person."""

    kind = models.CharField(_("what it is for"), max_length=12, choices=ApplicationKind.choices, default=ApplicationKind.ENROL)
    publicity = TenantForeignKey(ApplicationPublicity, related_name="lines")
    application = TenantForeignKey(Application, related_name="publicity_lines")
    area_m2 = models.DecimalField(_("floor area"), max_digits=12, decimal_places=2)
    star = models.PositiveSmallIntegerField(_("star"), choices=Star.choices, null=True)
    rate_yuan_per_m2_month = models.DecimalField(_("rate"), max_digits=5, decimal_places=4)
    months = models.PositiveSmallIntegerField(_("months"))
    month_fen = models.BigIntegerField(_("a month's amount"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("subsidies_applicationpublicityline"),
            *references("subsidies_applicationpublicityline", "publicity", "application", "change"),
            models.UniqueConstraint(fields=["district", "publicity", "application"], name="subsidies_public_once_a_notice"),
        ]


class ApplicationObjection(CourtyardRecord):
    """Somebody objects to an application in publicity. Until it is answered this courtyard is not enrolled."""

    application = TenantForeignKey(Application, related_name="objections")
    line = TenantForeignKey(ApplicationPublicityLine, verbose_name=_("published line"))
    number = models.CharField(_("tracking number"), max_length=12, unique=True)
    objector = models.CharField(_("objector"), max_length=12, choices=ApplicationObjector.choices)
    received_on = models.DateField(_("received on"))
    grounds = models.CharField(_("grounds"), max_length=600)
    due_on = models.DateField(_("to be answered by"))
    state = models.CharField(_("state"), max_length=10, choices=ObjectionOutcome.choices, default=ObjectionOutcome.LODGED)
    answer = models.CharField(_("answer"), max_length=600, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    lodged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_by = _person()

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            # Whoever has the number may see how it stands.
            TenantPolicy(name="%(app_label)s_%(class)s_tenant", shape="objection"),
            *of_courtyard("subsidies_applicationobjection")[1:],
            *references("subsidies_applicationobjection", "application", "line"),
            models.CheckConstraint(
                name="subsidies_objection_is_answered_with_words",
                condition=Q(state="lodged", answer="", answered_on__isnull=True, answered_by__isnull=True)
                | ~Q(state="lodged") & ~Q(answer="") & Q(answered_on__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="subsidies_objection_answered_by_another", condition=_others(("answered_by", "lodged_by")),
                violation_error_message=_("Whoever wrote an objection down does not answer it."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ApprovedArea(AppendOnly, CourtyardRecord):
    """The floor area by which a courtyard was approved, or to which a later change was confirmed. The latest one holds.

    An area is NULL where the register knows none; `before_m2` is what was approved until then.
    """

    application = TenantForeignKey(Application, null=True, blank=True, related_name="areas")
    deed = models.CharField(_("deed"), max_length=14, choices=AreaDeed.choices)
    before_m2 = models.DecimalField(_("floor area before"), max_digits=12, decimal_places=2, null=True)
    area_m2 = models.DecimalField(_("floor area"), max_digits=12, decimal_places=2, null=True)
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *of_courtyard("subsidies_approvedarea"),
            *references("subsidies_approvedarea", "application", "change"),
        ]
        indexes = [models.Index(fields=["district", "courtyard", "-id"], name="subsidies_area_of_courtyard")]
