"""Who leads: Party organisations, whom they cover, and the cadres and branches paired with courtyards."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, by_courtyard, of_courtyard, one_at_a_time
from governance.tenancy.constraints import references
from governance.tenancy.fields import Dated, TenantForeignKey
from governance.tenancy.models import DistrictWideModel, StreetModel
from governance.units.models import Unit
from party_org.choices import OrganisationKind, RankClass


class PartyOrganisation(Dated, DistrictWideModel):
    """A Party organisation: of a courtyard or cluster (`PartyCover` says which), or standing in a unit."""

    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind.choices)
    name = models.CharField(_("name"), max_length=160)
    parent = TenantForeignKey("self", null=True, blank=True, verbose_name=_("superior organisation"))
    unit = TenantForeignKey(Unit, null=True, blank=True, verbose_name=_("unit"))
    secretary = models.CharField(_("secretary"), max_length=40, blank=True)
    members = models.PositiveIntegerField(_("members"), default=0)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            *references("party_org_partyorganisation", "parent", "unit"),
        ]
        indexes = [
            models.Index(
                fields=["district", "unit"], name="party_org_organisation_unit", include=["valid_from", "valid_to"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class PartyCover(Dated, CourtyardRecord):
    """A Party organisation covers a courtyard: its own branch, or one branch for a cluster of several."""

    organisation = TenantForeignKey(PartyOrganisation, verbose_name=_("Party organisation"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("party_org_partycover"),
            *references("party_org_partycover", "organisation"),
            one_at_a_time("party_org_partycover_once_at_a_time", "courtyard", "organisation"),
        ]
        indexes = [
            by_courtyard("party_org_cover_on"),
            models.Index(fields=["district", "organisation"], name="party_org_cover_organisation"),
        ]


class BranchPairing(Dated, StreetModel):
    """支部联建: an organ's branch is paired with a courtyard branch; many to many."""

    organ_branch = TenantForeignKey(PartyOrganisation, verbose_name=_("organ branch"))
    courtyard_branch = TenantForeignKey(PartyOrganisation, verbose_name=_("courtyard branch"))
    agreement = models.CharField(_("agreement"), max_length=120, blank=True)

    class Meta(StreetModel.Meta):
        abstract = False
        constraints = [
            *StreetModel.Meta.constraints,
            *references("party_org_branchpairing", "organ_branch", "courtyard_branch"),
            one_at_a_time("party_org_branchpairing_once_at_a_time", "organ_branch", "courtyard_branch"),
            models.CheckConstraint(
                name="party_org_branchpairing_of_two_branches", condition=~Q(organ_branch=F("courtyard_branch"))
            ),
        ]
        indexes = [
            models.Index(
                fields=["district", "courtyard_branch"], name="party_org_pairing_on",
                include=["valid_from", "valid_to"],
            )
        ]


class Cadre(Dated, DistrictWideModel):
    """A cadre who can be assigned to courtyards; `valid` is the time in office."""

    name = models.CharField(_("name"), max_length=40)
    unit = TenantForeignKey(Unit, verbose_name=_("unit"))
    rank_class = models.CharField(_("rank class"), max_length=10, choices=RankClass.choices)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [*DistrictWideModel.Meta.constraints, *references("party_org_cadre", "unit")]

    def __str__(self) -> str:
        return self.name


class CadreAssignment(Dated, CourtyardRecord):
    """干部分包: a cadre answers for a courtyard."""

    cadre = TenantForeignKey(Cadre, verbose_name=_("cadre"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("party_org_cadreassignment"),
            *references("party_org_cadreassignment", "cadre"),
            one_at_a_time("party_org_cadreassignment_once_at_a_time", "courtyard", "cadre"),
        ]
        indexes = [by_courtyard("party_org_assignment_on")]


class Instructor(Dated, DistrictWideModel):
    """党建指导员: sent to a firm that has no Party organisation of its own."""

    name = models.CharField(_("name"), max_length=40)
    unit = TenantForeignKey(Unit, verbose_name=_("firm"))

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [*DistrictWideModel.Meta.constraints, *references("party_org_instructor", "unit")]
        indexes = [
            models.Index(
                fields=["district", "unit"], name="party_org_instructor_on", include=["valid_from", "valid_to"]
            )
        ]

    def __str__(self) -> str:
        return self.name
