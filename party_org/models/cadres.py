"""Cadres answering for courtyards, their visits, working groups, and Party members in touch with households."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, by_courtyard, of_courtyard, one_at_a_time
from governance.common.fields import PersonNameField, TelephoneField, shown
from governance.tenancy.constraints import references
from governance.tenancy.fields import Dated, TenantForeignKey
from governance.tenancy.models import DistrictWideModel
from governance.units.models import Unit
from party_org.choices import GroupKind, RankClass


class Cadre(Dated, DistrictWideModel):
    """A cadre who can be assigned to courtyards; `valid` is the time in office."""

    name = PersonNameField(_("name"), max_length=40)
    unit = TenantForeignKey(Unit, verbose_name=_("unit"))
    phone = TelephoneField(_("telephone"), max_length=30, blank=True)
    rank_class = models.CharField(_("rank class"), max_length=10, choices=RankClass.choices)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [*DistrictWideModel.Meta.constraints, *references("party_org_cadre", "unit")]

    def __str__(self) -> str:
        return shown(self)


class CadreAssignment(Dated, CourtyardRecord):
    """干部分包: a cadre answers for a courtyard."""

    named_by = ("cadre", "courtyard")
    cadre = TenantForeignKey(Cadre, verbose_name=_("cadre"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("party_org_cadreassignment"),
            *references("party_org_cadreassignment", "cadre"),
            one_at_a_time("party_org_cadreassignment_once_at_a_time", "courtyard", "cadre"),
        ]
        indexes = [by_courtyard("party_org_assignment_on")]

    def __str__(self) -> str:
        return f"{self.cadre} · {self.courtyard}"


class CadreVisit(CourtyardRecord):
    """A cadre went to the courtyard: what was found, and what was solved."""

    assignment = TenantForeignKey(CadreAssignment, verbose_name=_("assignment"))
    visited_on = models.DateField(_("visited on"))
    found = models.CharField(_("what was found"), max_length=300)
    solved = models.CharField(_("what was solved"), max_length=300, blank=True)
    solved_on = models.DateField(_("solved on"), null=True, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("party_org_cadrevisit"),
            *references("party_org_cadrevisit", "assignment"),
            models.CheckConstraint(
                name="party_org_cadrevisit_solves_what_it_found",
                condition=Q(solved_on__isnull=True) | Q(solved_on__gte=F("visited_on")),
                violation_error_message=_("Nothing can be solved before it was found."),
            ),
        ]
        indexes = [models.Index(fields=["district", "courtyard", "visited_on"], name="party_org_visit_on")]


class Group(Dated, DistrictWideModel):
    """A working group of cadres stationed in courtyards, or a street's task force."""

    kind = models.CharField(_("kind"), max_length=14, choices=GroupKind.choices)
    name = models.CharField(_("name"), max_length=120)
    leader = PersonNameField(_("leader"), max_length=40, blank=True)
    members = models.PositiveSmallIntegerField(_("members"), default=0)
    task = models.CharField(_("task"), max_length=200, blank=True)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [*DistrictWideModel.Meta.constraints]

    def __str__(self) -> str:
        return self.name


class GroupStay(Dated, CourtyardRecord):
    """A working group is stationed in a courtyard."""

    group = TenantForeignKey(Group, verbose_name=_("working group"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("party_org_groupstay"),
            *references("party_org_groupstay", "group"),
            one_at_a_time("party_org_groupstay_once_at_a_time", "courtyard", "group"),
        ]
        indexes = [by_courtyard("party_org_stay_on")]


class HouseholdLink(Dated, CourtyardRecord):
    """党员联户: a Party member keeps in touch with households of a courtyard."""

    name = PersonNameField(_("Party member"), max_length=40)
    phone = TelephoneField(_("telephone"), max_length=30, blank=True)
    area = models.CharField(_("building or part of it"), max_length=40, blank=True)
    households = models.PositiveIntegerField(_("households"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [*of_courtyard("party_org_householdlink")]
        indexes = [by_courtyard("party_org_link_on")]

    def __str__(self) -> str:
        return shown(self)
