"""Persons and their posts: who stands in two kinds of bodies at once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courtyards.models import Committee
from governance.common.fields import PersonNameField, TelephoneField, shown
from governance.divisions.models import Community
from governance.tenancy.constraints import references
from governance.tenancy.fields import Dated, TenantForeignKey
from governance.tenancy.models import DistrictWideModel
from governance.units.models import Unit
from party_org.choices import BodyKind
from party_org.models.organisations import PartyOrganisation


class Person(DistrictWideModel):
    """Somebody who holds posts in the district's bodies. No identity number is kept."""

    name = PersonNameField(_("name"), max_length=40)
    phone = TelephoneField(_("telephone"), max_length=30, blank=True)
    is_party_member = models.BooleanField(_("Party member"), default=False)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [*DistrictWideModel.Meta.constraints]
        indexes = [models.Index(fields=["district", "name", "id"], name="party_org_person_name")]

    def __str__(self) -> str:
        return shown(self)


class Post(Dated, DistrictWideModel):
    """A person's post in a body; posts in two kinds of bodies at a time are a cross-appointment (交叉任职)."""

    person = TenantForeignKey(Person, verbose_name=_("person"))
    body_kind = models.CharField(_("kind of body"), max_length=10, choices=BodyKind.choices)
    organisation = TenantForeignKey(PartyOrganisation, null=True, blank=True, verbose_name=_("Party organisation"))
    unit = TenantForeignKey(Unit, null=True, blank=True, verbose_name=_("firm"))
    committee = TenantForeignKey(Committee, null=True, blank=True, verbose_name=_("committee"))
    community = TenantForeignKey(Community, null=True, blank=True, verbose_name=_("community"))
    title = models.CharField(_("post"), max_length=60)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            *references("party_org_post", "person", "organisation", "unit", "committee", "community"),
            models.CheckConstraint(
                name="party_org_post_in_one_body_of_its_kind",
                condition=Q(body_kind=BodyKind.PARTY, organisation__isnull=False, unit__isnull=True,
                            committee__isnull=True, community__isnull=True)
                | Q(body_kind=BodyKind.FIRM, organisation__isnull=True, unit__isnull=False,
                    committee__isnull=True, community__isnull=True)
                | Q(body_kind=BodyKind.OWNERS, organisation__isnull=True, unit__isnull=True,
                    committee__isnull=False, community__isnull=True)
                | Q(body_kind=BodyKind.COMMUNITY, organisation__isnull=True, unit__isnull=True,
                    committee__isnull=True, community__isnull=False),
                violation_error_message=_("Choose the one body that fits the kind of body, and leave the others empty."),
            ),
        ]
        indexes = [models.Index(fields=["district", "person"], name="party_org_post_person")]

    def __str__(self) -> str:
        return self.title
