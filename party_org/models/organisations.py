"""Party organisations: the tree, joint committees, whom they cover, and branches paired with each other."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import CourtyardRecord, by_courtyard, of_courtyard, one_at_a_time
from governance.common.fields import PersonNameField, TelephoneField, shown
from governance.divisions.models import Community
from governance.tenancy.constraints import references
from governance.tenancy.fields import Dated, TenantForeignKey
from governance.tenancy.models import DistrictWideModel, StreetModel
from governance.units.models import Unit
from party_org.choices import OrganisationKind, Standing


class PartyOrganisation(Dated, DistrictWideModel):
    """A Party organisation: of a courtyard or cluster (`PartyCover` says which), or standing in a unit."""

    standing = models.CharField(_("where it stands"), max_length=12, choices=Standing.choices, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=OrganisationKind.choices)
    name = models.CharField(_("name"), max_length=160)
    parent = TenantForeignKey("self", null=True, blank=True, verbose_name=_("superior organisation"))
    unit = TenantForeignKey(Unit, null=True, blank=True, verbose_name=_("unit"))
    community = TenantForeignKey(Community, null=True, blank=True, verbose_name=_("community"))
    secretary = PersonNameField(_("secretary"), max_length=40, blank=True)
    members = models.PositiveIntegerField(_("members"), default=0)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            *references("party_org_partyorganisation", "parent", "unit", "community"),
            models.CheckConstraint(
                name="party_org_partyorganisation_is_not_its_own_superior",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message=_("An organisation can't be its own superior."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["district", "unit"], name="party_org_organisation_unit", include=["valid_from", "valid_to"]
            )
        ]

    def __str__(self) -> str:
        return self.name


class JointMembership(Dated, DistrictWideModel):
    """An organisation is a member of a joint committee (红色物业联合党委): community, firm, public unit."""

    joint = TenantForeignKey(PartyOrganisation, verbose_name=_("joint committee"))
    member = TenantForeignKey(PartyOrganisation, verbose_name=_("member organisation"))

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            *references("party_org_jointmembership", "joint", "member"),
            one_at_a_time(
                "party_org_jointmembership_once_at_a_time", "joint", "member",
                message=_("This organisation is a member already in part of this period."),
            ),
            models.CheckConstraint(
                name="party_org_jointmembership_of_two", condition=~Q(joint=F("member")),
                violation_error_message=_("A joint committee can't be a member of itself."),
            ),
        ]


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

    named_by = ("organ_branch", "courtyard_branch")
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

    def __str__(self) -> str:
        return f"{self.organ_branch} ↔ {self.courtyard_branch}"


class PairingActivity(StreetModel):
    """What two paired branches did together on a day."""

    pairing = TenantForeignKey(BranchPairing, verbose_name=_("pairing"))
    held_on = models.DateField(_("held on"))
    subject = models.CharField(_("subject"), max_length=160)
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)

    class Meta(StreetModel.Meta):
        abstract = False
        constraints = [
            *StreetModel.Meta.constraints,
            *references("party_org_pairingactivity", "pairing"),
        ]
        indexes = [models.Index(fields=["district", "pairing", "held_on"], name="party_org_activity_on")]

    def __str__(self) -> str:
        return self.subject


class Instructor(Dated, DistrictWideModel):
    """党建指导员: sent to a firm that has no Party organisation of its own."""

    name = PersonNameField(_("name"), max_length=40)
    phone = TelephoneField(_("telephone"), max_length=30, blank=True)
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
        return shown(self)
