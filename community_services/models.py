"""What helps a courtyard beside its firm and its committee: complaints, repairs, projects, social organisations."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from community_services.choices import (
    Agreement,
    ComplaintCategory,
    ComplaintSource,
    ComplaintWay,
    ProjectClass,
    ProjectStage,
    RepairCategory,
    Satisfaction,
    SiteKind,
    SocialClass,
    SocialField,
)
from courtyards.models.record import CourtyardRecord, of_courtyard
from governance.common.fields import FenField, PersonNameField
from governance.tenancy.constraints import references
from governance.tenancy.fields import Dated, TenantForeignKey
from governance.tenancy.models import DistrictWideModel, StreetModel


class Complaint(CourtyardRecord):
    """A complaint or dispute that a street's mediation station took up. Who complained is nobody's to keep here."""

    number = models.CharField(_("number"), max_length=24)
    received_on = models.DateField(_("received on"))
    source = models.CharField(_("came by"), max_length=10, choices=ComplaintSource.choices, default=ComplaintSource.PHONE)
    category = models.CharField(_("category"), max_length=16, choices=ComplaintCategory.choices)
    summary = models.CharField(_("summary"), max_length=300)
    handler = models.CharField(_("dealt with by"), max_length=80, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    way = models.CharField(_("way"), max_length=12, choices=ComplaintWay.choices, blank=True)
    agreement = models.CharField(_("what the mediation came to"), max_length=8, choices=Agreement.choices, blank=True)
    result = models.CharField(_("outcome reached"), max_length=200, blank=True)
    called_back_on = models.DateField(_("called back on"), null=True, blank=True)
    satisfaction = models.CharField(_("said when called back"), max_length=12, choices=Satisfaction.choices, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("community_services_complaint"),
            models.UniqueConstraint(fields=["district", "number"], name="community_services_complaint_number_once"),
            models.CheckConstraint(
                name="community_services_complaint_goes_its_way",
                condition=(Q(closed_on__isnull=True) | Q(closed_on__gte=F("received_on")))
                & (Q(called_back_on__isnull=True) | Q(closed_on__isnull=False, called_back_on__gte=F("closed_on"))),
                violation_error_message=_("A complaint goes its way: it is received, closed, then the caller is called back."),
            ),
            models.CheckConstraint(
                name="community_services_complaint_agreed_when_mediated",
                condition=Q(agreement="") | Q(way=ComplaintWay.MEDIATED),
                violation_error_message=_("Only a mediated complaint comes to an agreement."),
            ),
        ]
        indexes = [models.Index(fields=["district", "received_on"], name="community_complaint_on")]

    def __str__(self) -> str:
        return self.number


class EmergencyRepair(CourtyardRecord):
    """Something that had to be repaired at once, by the street's repair station."""

    category = models.CharField(_("category"), max_length=10, choices=RepairCategory.choices)
    reported_at = models.DateTimeField(_("reported at"))
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True)
    completed_at = models.DateTimeField(_("completed at"), null=True, blank=True)
    cost_fen = FenField(_("cost"), default=0)
    fund_source = models.CharField(_("paid from"), max_length=80, blank=True)
    accepted_by = models.CharField(_("repair accepted by"), max_length=80, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("community_services_emergencyrepair"),
            models.CheckConstraint(
                name="community_services_repair_goes_its_way",
                condition=(Q(arrived_at__isnull=True) | Q(arrived_at__gte=F("reported_at")))
                & (Q(completed_at__isnull=True) | Q(arrived_at__isnull=False, completed_at__gte=F("arrived_at"))),
                violation_error_message=_("A repair goes its way: it is reported, somebody arrives, then it is completed."),
            ),
            models.CheckConstraint(name="community_services_repair_cost_is_not_negative", condition=Q(cost_fen__gte=0)),
        ]
        indexes = [models.Index(fields=["district", "reported_at"], name="community_repair_at")]


class ServiceProject(DistrictWideModel):
    """A service project (社区服务项目): a need and a resource brought together, with what it cost and where it came to stand."""

    name = models.CharField(_("name"), max_length=120)
    project_class = models.CharField(_("class"), max_length=12, choices=ProjectClass.choices)
    need_source = models.CharField(_("source of the need"), max_length=120, blank=True)
    resource_party = models.CharField(_("who brings the resources"), max_length=120, blank=True)
    stage = models.CharField(_("stage"), max_length=10, choices=ProjectStage.choices, default=ProjectStage.COLLECTED)
    entered_on = models.DateField(_("in the ledger since"))
    planned_on = models.DateField(_("planned for"), null=True, blank=True)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    budget_fen = FenField(_("budget"), default=0)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            models.CheckConstraint(
                name="community_services_project_completed_says_when",
                condition=~Q(stage=ProjectStage.COMPLETED) | Q(completed_on__isnull=False),
                violation_error_message=_("A completed project has the day of its completion."),
            ),
            models.CheckConstraint(name="community_services_project_budget_is_not_negative", condition=Q(budget_fen__gte=0)),
        ]

    def __str__(self) -> str:
        return self.name


class ProjectSite(CourtyardRecord):
    """What a project set up in one courtyard."""

    project = TenantForeignKey(ServiceProject, verbose_name=_("service project"))
    kind = models.CharField(_("kind"), max_length=16, choices=SiteKind.choices)
    completed_on = models.DateField(_("completed on"), null=True, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("community_services_projectsite"),
            *references("community_services_projectsite", "project"),
            models.UniqueConstraint(
                fields=["district", "project", "courtyard", "kind"], name="community_services_site_once",
                violation_error_message=_("This project has such a site in this courtyard already."),
            ),
        ]


class Incubator(Dated, StreetModel):
    """A street's platform on which social organisations grow (孵化平台)."""

    name = models.CharField(_("name"), max_length=120)

    class Meta(StreetModel.Meta):
        abstract = False
        constraints = [*StreetModel.Meta.constraints]

    def __str__(self) -> str:
        return self.name


class SocialOrganisation(Dated, StreetModel):
    """A community social organisation. Registered and filed are two facts: below the conditions of the one stands the other."""

    name = models.CharField(_("name"), max_length=120)
    social_class = models.CharField(_("class"), max_length=10, choices=SocialClass.choices)
    field = models.CharField(_("field of work"), max_length=12, choices=SocialField.choices, blank=True)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    registration_number = models.CharField(_("registration number"), max_length=40, blank=True)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    filing_number = models.CharField(_("filing number"), max_length=40, blank=True)
    leader = PersonNameField(_("leader"), max_length=40, blank=True)
    members = models.PositiveIntegerField(_("members"), default=0)
    incubator = TenantForeignKey(Incubator, null=True, blank=True, verbose_name=_("incubator"))

    class Meta(StreetModel.Meta):
        abstract = False
        constraints = [
            *StreetModel.Meta.constraints, *references("community_services_socialorganisation", "incubator"),
        ]
        indexes = [models.Index(fields=["district", "social_class"], name="community_social_class")]

    def __str__(self) -> str:
        return self.name
