"""The places of a district, and what belongs to a place itself: its bodies, rules, volunteers and works.

Four things about a courtyard are independent and are kept apart: the governance body (`Committee`), the
service provider (`property_firms.ServiceContract`), the management mode (`ModeConfirmation`) and the
Party cover (`party_org.PartyCover`).
"""

from decimal import Decimal
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courtyards.choices import CommitteeKind, CourtyardKind, ManagementMode
from courtyards.querysets import CourtyardQuerySet
from governance.divisions.models import Cluster, Community
from governance.tenancy.constraints import references
from governance.tenancy.fields import Dated, TenantForeignKey
from governance.tenancy.models import StreetModel


def one_at_a_time(name: str, *keys: str, message: Any = "") -> ExclusionConstraint:
    """Only one row per `keys` may hold on any day; held by the database, also between concurrent edits."""
    expressions: list[tuple[str | F, str]] = [(key, RangeOperators.EQUAL) for key in ("district", *keys)]
    return ExclusionConstraint(
        name=name,
        expressions=[*expressions, ("valid", RangeOperators.OVERLAPS)],
        violation_error_message=message or _("Another record of this kind already covers part of this period."),
    )


class Courtyard(Dated, StreetModel):
    """A courtyard (楼院), compound or single building; `valid` is the time it stands in the register."""

    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    name_pinyin = models.CharField(max_length=300, editable=False)
    kind = models.CharField(
        _("kind"), max_length=12, choices=CourtyardKind.choices, default=CourtyardKind.COURTYARD
    )
    community = TenantForeignKey(Community, verbose_name=_("community"))
    cluster = TenantForeignKey(Cluster, verbose_name=_("cluster"), null=True, blank=True)
    address = models.CharField(_("address"), max_length=160, blank=True)
    built_year = models.PositiveSmallIntegerField(_("year built"), null=True, blank=True)
    area_m2 = models.DecimalField(
        _("floor area"), max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal("0.01"), _("The area must be more than 0 ㎡."))],
    )
    buildings = models.PositiveSmallIntegerField(_("buildings"), null=True, blank=True)
    households = models.PositiveIntegerField(_("households"), null=True, blank=True)
    residents = models.PositiveIntegerField(_("residents"), null=True, blank=True)
    owner_unit = models.CharField(_("original owner unit"), max_length=120, blank=True)

    objects = CourtyardQuerySet.as_manager()  # type: ignore[django-manager-missing]

    class Meta(StreetModel.Meta):
        abstract = False
        ordering = ["name_pinyin", "id"]
        constraints = [
            *StreetModel.Meta.constraints,
            *references("courtyards_courtyard", street=("community", "cluster")),
            models.UniqueConstraint(fields=["district", "street", "id"], name="courtyards_courtyard_street_key"),
            models.UniqueConstraint(
                fields=["district", "code"], name="courtyards_courtyard_code_once",
                violation_error_message=_("This district already has a courtyard with this code."),
            ),
            models.CheckConstraint(
                name="courtyards_courtyard_area_is_positive",
                condition=Q(area_m2__isnull=True) | Q(area_m2__gt=0),
                violation_error_message=_("The area must be more than 0 ㎡."),
            ),
            models.CheckConstraint(
                name="courtyards_courtyard_built_in_living_memory",
                condition=Q(built_year__isnull=True) | Q(built_year__range=(1900, 2100)),
                violation_error_message=_("The year built must lie between 1900 and 2100."),
            ),
        ]
        indexes = [
            models.Index(fields=["district", "name_pinyin", "id"], name="courtyards_courtyard_list"),
            models.Index(
                fields=["district", "valid_from", "valid_to"], name="courtyards_courtyard_valid",
                include=["id", "street", "community"],
            ),
        ]

    def __str__(self) -> str:
        return self.name


def of_courtyard(table: str) -> list[models.BaseConstraint]:
    """The constraints of a record that stands in its courtyard's street."""
    return [*StreetModel.Meta.constraints, *references(table, street=("courtyard",))]


def by_courtyard(name: str) -> models.Index:
    return models.Index(fields=["district", "courtyard"], include=["valid_from", "valid_to"], name=name)


class CourtyardRecord(StreetModel):
    """A record about one courtyard; its street is the courtyard's, held by the database."""

    courtyard = TenantForeignKey(Courtyard, verbose_name=_("courtyard"))

    class Meta(StreetModel.Meta):
        abstract = True


class Placement(Dated, CourtyardRecord):
    """Where a courtyard lay on a day: statistics of a past date stay in the street of that date."""

    # Not the row's `street`, which follows the courtyard when it moves.
    in_street = TenantForeignKey("governance.Street", verbose_name=_("street at that time"))
    in_community = TenantForeignKey(Community, verbose_name=_("community at that time"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_placement"),
            *references("courtyards_placement", "in_street", "in_community"),
            one_at_a_time("courtyards_placement_one_at_a_time", "courtyard"),
        ]
        indexes = [by_courtyard("courtyards_placement_on")]


class ThreeNoBaseline(CourtyardRecord):
    """The dated label 三无: on the day of a roster the courtyard had no management, no unit, no guarding.

    It stays when the courtyard is managed later; what is still missing today is in `ThreeNoState`.
    """

    on = models.DateField(_("date of the roster"))
    source = models.CharField(_("source"), max_length=160)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_threenobaseline"),
            models.UniqueConstraint(fields=["district", "courtyard", "on"], name="courtyards_threeno_once_a_roster"),
        ]
        indexes = [models.Index(fields=["district", "on"], include=["courtyard"], name="courtyards_threeno_on")]


class ThreeNoState(Dated, CourtyardRecord):
    """Which of the three are missing, and when: the present state of each "no"."""

    no_property_management = models.BooleanField(_("no property management"))
    no_responsible_unit = models.BooleanField(_("no responsible unit"))
    no_guarding = models.BooleanField(_("no guarding"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_threenostate"),
            one_at_a_time("courtyards_threenostate_one_at_a_time", "courtyard"),
        ]
        indexes = [by_courtyard("courtyards_threenostate_on")]


class Renovation(CourtyardRecord):
    """A renovation (改造) of a courtyard; accepted on a day, or still under way."""

    project = models.CharField(_("project"), max_length=120)
    started_on = models.DateField(_("started on"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True)
    document = models.CharField(_("document"), max_length=120, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_renovation"),
            models.CheckConstraint(
                name="courtyards_renovation_starts_before_it_is_accepted",
                condition=Q(started_on__isnull=True) | Q(accepted_on__isnull=True)
                | Q(started_on__lte=F("accepted_on")),
                violation_error_message=_("A renovation can't be accepted before it started."),
            ),
        ]
        indexes = [models.Index(fields=["district", "courtyard", "accepted_on"], name="courtyards_renovation_on")]


class ModeConfirmation(Dated, CourtyardRecord):
    """The long-term management mode (长效管理模式) of a courtyard, confirmed with evidence."""

    mode = models.CharField(_("management mode"), max_length=16, choices=ManagementMode.choices)
    evidence = models.CharField(_("evidence"), max_length=160)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_modeconfirmation"),
            one_at_a_time("courtyards_modeconfirmation_one_at_a_time", "courtyard"),
        ]
        indexes = [by_courtyard("courtyards_mode_on")]


class Committee(Dated, CourtyardRecord):
    """A self-governance body of a courtyard (自管会, 业委会, 物管会); `valid` is its term."""

    kind = models.CharField(_("kind"), max_length=20, choices=CommitteeKind.choices)
    name = models.CharField(_("name"), max_length=120)
    head = models.CharField(_("head"), max_length=40, blank=True)
    members = models.PositiveSmallIntegerField(_("members"), default=0)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_committee"),
            one_at_a_time("courtyards_committee_one_of_a_kind_at_a_time", "courtyard", "kind"),
        ]
        indexes = [by_courtyard("courtyards_committee_on")]

    def __str__(self) -> str:
        return self.name


class BuildingHead(Dated, CourtyardRecord):
    """The head of a building (楼栋长) in a courtyard."""

    building = models.CharField(_("building"), max_length=40)
    name = models.CharField(_("name"), max_length=40)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_buildinghead"),
            one_at_a_time("courtyards_buildinghead_one_per_building", "courtyard", "building"),
        ]
        indexes = [by_courtyard("courtyards_buildinghead_on")]


class Covenant(Dated, CourtyardRecord):
    """A version of a courtyard's management covenant (管理规约)."""

    number = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_covenant"),
            models.UniqueConstraint(
                fields=["district", "courtyard", "number"], name="courtyards_covenant_number_once"
            ),
            one_at_a_time("courtyards_covenant_one_at_a_time", "courtyard"),
        ]
        indexes = [by_courtyard("courtyards_covenant_on")]


class VolunteerOrganisation(Dated, StreetModel):
    """A residents' volunteer organisation of a street."""

    name = models.CharField(_("name"), max_length=120)
    volunteers = models.PositiveIntegerField(_("volunteers"))

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
