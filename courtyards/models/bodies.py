"""Who governs a courtyard from within: committees and their members, building heads, covenants, volunteers."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courtyards.choices import AdoptionWay, CommitteeKind, CommitteePost, ElectionForm
from courtyards.models.places import Building
from courtyards.models.record import CourtyardRecord, by_courtyard, of_courtyard, one_at_a_time
from governance.common.fields import PersonNameField, TelephoneField, shown
from governance.common.periods import Month
from governance.returns.months import IsMonth
from governance.tenancy.constraints import references
from governance.tenancy.fields import Dated, TenantForeignKey
from governance.tenancy.models import StreetModel


class Committee(Dated, CourtyardRecord):
    """A self-governance body of a courtyard (自管会, 业委会, 物管会); `valid` is its term."""

    kind = models.CharField(_("kind"), max_length=20, choices=CommitteeKind.choices)
    name = models.CharField(_("name"), max_length=120)
    head = PersonNameField(_("head"), max_length=40, blank=True)
    members = models.PositiveSmallIntegerField(_("members"), default=0)
    election_form = models.CharField(_("how it came about"), max_length=12, choices=ElectionForm.choices, blank=True)
    elected_on = models.DateField(_("elected on"), null=True, blank=True)
    filed_under = models.CharField(_("filed under"), max_length=80, blank=True)
    dissolved_why = models.CharField(_("why it was dissolved"), max_length=160, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_committee"),
            models.UniqueConstraint(fields=["district", "courtyard", "id"], name="courtyards_committee_courtyard_key"),
            one_at_a_time("courtyards_committee_one_of_a_kind_at_a_time", "courtyard", "kind"),
        ]
        indexes = [by_courtyard("courtyards_committee_on")]

    def __str__(self) -> str:
        return self.name


class CommitteeMember(Dated, CourtyardRecord):
    """A member of a committee with a post; `valid` is the time in the post."""

    committee = TenantForeignKey(Committee, verbose_name=_("committee"))
    name = PersonNameField(_("name"), max_length=40)
    post = models.CharField(_("post"), max_length=12, choices=CommitteePost.choices, default=CommitteePost.MEMBER)
    is_party_member = models.BooleanField(_("Party member"), default=False)
    phone = TelephoneField(_("telephone"), max_length=30, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_committeemember"),
            *references("courtyards_committeemember", "committee"),
            one_at_a_time(
                "courtyards_committeemember_once_at_a_time", "committee", "name",
                message=_("This person is already a member of this committee in part of this period."),
            ),
        ]
        indexes = [
            by_courtyard("courtyards_member_on"),
            models.Index(fields=["district", "committee"], name="courtyards_member_committee"),
        ]

    def __str__(self) -> str:
        return shown(self)


class BuildingHead(Dated, CourtyardRecord):
    """The head of a building (楼栋长) in a courtyard."""

    # A head may look after a part of a building or several; the building's own record is named where there is one.
    building = models.CharField(_("building or part of it"), max_length=40)
    of_building = TenantForeignKey(Building, verbose_name=_("record of the building"), null=True, blank=True)
    name = PersonNameField(_("name"), max_length=40)
    phone = TelephoneField(_("telephone"), max_length=30, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_buildinghead"),
            *references("courtyards_buildinghead", "of_building"),
            one_at_a_time("courtyards_buildinghead_one_per_building", "courtyard", "building"),
        ]
        indexes = [by_courtyard("courtyards_buildinghead_on")]

    def __str__(self) -> str:
        return f"{self.building} {shown(self)}"


class Covenant(Dated, CourtyardRecord):
    """A version of a courtyard's management covenant (管理规约).

    Adopted by the owners, the votes of Civil Code art. 278 stand here (`courtyards.rules.quorum` judges them);
    the four `covers_*` are the closed loop of charging, management, use and publicity.
    """

    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    covers_charging = models.BooleanField(_("covers charging"), default=False)
    covers_management = models.BooleanField(_("covers management"), default=False)
    covers_use = models.BooleanField(_("covers use"), default=False)
    covers_publicity = models.BooleanField(_("covers publicity"), default=False)
    adopted_how = models.CharField(_("how it was adopted"), max_length=12, choices=AdoptionWay.choices, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    owners_total = models.PositiveIntegerField(_("owners"), null=True, blank=True)
    owners_voting = models.PositiveIntegerField(_("owners who voted"), null=True, blank=True)
    owners_for = models.PositiveIntegerField(_("owners in favour"), null=True, blank=True)
    area_total_m2 = models.DecimalField(_("exclusive area"), max_digits=12, decimal_places=2, null=True, blank=True)
    area_voting_m2 = models.DecimalField(_("area that voted"), max_digits=12, decimal_places=2, null=True, blank=True)
    area_for_m2 = models.DecimalField(_("area in favour"), max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_covenant"),
            models.UniqueConstraint(
                fields=["district", "courtyard", "number"], name="courtyards_covenant_number_once"
            ),
            one_at_a_time("courtyards_covenant_one_at_a_time", "courtyard"),
            models.CheckConstraint(
                name="courtyards_covenant_votes_add_up",
                condition=(Q(owners_voting__isnull=True) | Q(owners_voting__lte=F("owners_total")))
                & (Q(owners_for__isnull=True) | Q(owners_for__lte=F("owners_voting")))
                & (Q(area_voting_m2__isnull=True) | Q(area_voting_m2__lte=F("area_total_m2")))
                & (Q(area_for_m2__isnull=True) | Q(area_for_m2__lte=F("area_voting_m2"))),
                violation_error_message=_("Not more can vote than there are, nor be in favour than voted."),
            ),
        ]
        indexes = [by_courtyard("courtyards_covenant_on")]


class VolunteerOrganisation(Dated, StreetModel):
    """A residents' volunteer organisation of a street."""

    name = models.CharField(_("name"), max_length=120)
    volunteers = models.PositiveIntegerField(_("volunteers"))
    leader = PersonNameField(_("leader"), max_length=40, blank=True)
    phone = TelephoneField(_("telephone"), max_length=30, blank=True)

    class Meta(StreetModel.Meta):
        abstract = False
        constraints = [
            *StreetModel.Meta.constraints,
            models.UniqueConstraint(fields=["district", "street", "id"], name="courtyards_volunteers_street_key"),
        ]

    def __str__(self) -> str:
        return self.name


class VolunteerService(Dated, CourtyardRecord):
    """A volunteer organisation serves a courtyard."""

    organisation = TenantForeignKey(VolunteerOrganisation, verbose_name=_("volunteer organisation"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_volunteerservice"),
            *references("courtyards_volunteerservice", "organisation"),
            one_at_a_time("courtyards_volunteerservice_once_at_a_time", "courtyard", "organisation"),
        ]
        indexes = [by_courtyard("courtyards_volunteer_on")]


class ActivityReturn(StreetModel):
    """What a volunteer organisation did in a calendar month: how many activities, how many took part, for how long.

    The portal keeps no record of a single activity of volunteers: they sign in on paper, or in the city's own volunteer
    system. There is nothing to count these figures from, so they are asked for. The activities of paired branches are
    records (`party_org.PairingActivity`) and are counted; nobody is asked for their number.
    """

    named_by = ("organisation",)
    organisation = TenantForeignKey(VolunteerOrganisation, verbose_name=_("volunteer organisation"))
    period = DateRangeField(_("period"))
    activities = models.PositiveIntegerField(_("activities"))
    participants = models.PositiveIntegerField(_("participants"))
    hours = models.DecimalField(_("hours of service"), max_digits=8, decimal_places=1, null=True, blank=True)

    class Meta(StreetModel.Meta):
        abstract = False
        constraints = [
            *StreetModel.Meta.constraints,
            *references("courtyards_activityreturn", street=("organisation",)),
            models.UniqueConstraint(
                fields=["district", "organisation", "period"], name="courtyards_activityreturn_once_a_month",
                violation_error_message=_("This organisation's return of this month is there already."),
            ),
            models.CheckConstraint(
                name="courtyards_activityreturn_is_of_a_month", condition=IsMonth("period"),
                violation_error_message=_("An activity return counts one calendar month, from its first to its last day."),
            ),
            models.CheckConstraint(
                name="courtyards_activityreturn_without_activity_nobody",
                condition=Q(activities__gt=0) | Q(participants=0) & (Q(hours__isnull=True) | Q(hours=0)),
                violation_error_message=_("Without an activity nobody took part."),
            ),
            models.CheckConstraint(
                name="courtyards_activityreturn_hours_not_negative", condition=Q(hours__isnull=True) | Q(hours__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {Month.of(self.period.lower)}"
