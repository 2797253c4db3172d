"""The places themselves: courtyards, their buildings, where they lay when, and what was done to them."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courtyards.choices import CourtyardKind, ManagementMode, StationFunction, SuccessionKind
from courtyards.models.record import CourtyardRecord, by_courtyard, of_courtyard, one_at_a_time
from courtyards.querysets import CourtyardQuerySet
from governance.divisions.models import Cluster, Community
from governance.tenancy.constraints import references
from governance.tenancy.fields import Dated, TenantForeignKey
from governance.tenancy.models import StreetModel


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
    area_measured_by = models.CharField(_("area measured by"), max_length=80, blank=True)
    area_document = models.CharField(_("document of the area"), max_length=120, blank=True)
    buildings = models.PositiveSmallIntegerField(_("buildings"), null=True, blank=True)
    households = models.PositiveIntegerField(_("households"), null=True, blank=True)
    residents = models.PositiveIntegerField(_("residents"), null=True, blank=True)
    owner_unit = models.CharField(_("original owner unit"), max_length=120, blank=True)
    # WGS 84 degrees; the range is mainland China's and its islands'.
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True,
        validators=[MinValueValidator(Decimal(73)), MaxValueValidator(Decimal(136))],
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=6, null=True, blank=True,
        validators=[MinValueValidator(Decimal(3)), MaxValueValidator(Decimal(54))],
    )

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


class Succession(CourtyardRecord):
    """A courtyard (`courtyard`) went into another one on a day: merged into it, or split into it and others.

    Both keep their own past; figures of earlier days count the one that stood then.
    """

    successor = TenantForeignKey(Courtyard, verbose_name=_("successor"))
    kind = models.CharField(_("kind"), max_length=8, choices=SuccessionKind.choices)
    on = models.DateField(_("on"))

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_succession"),
            *references("courtyards_succession", "successor"),
            models.UniqueConstraint(
                fields=["district", "courtyard", "successor"], name="courtyards_succession_once"
            ),
            models.CheckConstraint(
                name="courtyards_succession_of_another", condition=~Q(courtyard=F("successor")),
                violation_error_message=_("A courtyard can't succeed itself."),
            ),
        ]
        indexes = [models.Index(fields=["district", "successor"], name="courtyards_succession_to")]


class Building(Dated, CourtyardRecord):
    """A building of a courtyard, with its units (entrances), floors and households."""

    name = models.CharField(_("building"), max_length=40)
    units = models.PositiveSmallIntegerField(_("units"), null=True, blank=True)
    floors = models.PositiveSmallIntegerField(_("floors"), null=True, blank=True)
    households = models.PositiveIntegerField(_("households"), null=True, blank=True)
    built_year = models.PositiveSmallIntegerField(_("year built"), null=True, blank=True)

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_building"),
            models.UniqueConstraint(fields=["district", "courtyard", "id"], name="courtyards_building_courtyard_key"),
            one_at_a_time(
                "courtyards_building_name_once_at_a_time", "courtyard", "name",
                message=_("This courtyard already has a building of this name."),
            ),
        ]
        indexes = [by_courtyard("courtyards_building_on")]

    def __str__(self) -> str:
        return self.name


class Station(Dated, CourtyardRecord):
    """A neighbourhood station (三问邻里驿站) of a courtyard: where residents meet, and what for."""

    name = models.CharField(_("name"), max_length=120)
    functions = ArrayField(
        models.CharField(max_length=12, choices=StationFunction.choices), verbose_name=_("functions"), default=list
    )
    address = models.CharField(_("address"), max_length=160, blank=True)
    area_m2 = models.DecimalField(
        _("floor area"), max_digits=8, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal("0.01"), _("The area must be more than 0 ㎡."))],
    )

    class Meta(CourtyardRecord.Meta):
        abstract = False
        constraints = [
            *of_courtyard("courtyards_station"),
            one_at_a_time(
                "courtyards_station_one_at_a_time", "courtyard",
                message=_("This courtyard already has a neighbourhood station in part of this period."),
            ),
            models.CheckConstraint(
                name="courtyards_station_does_something", condition=Q(functions__len__gt=0),
                violation_error_message=_("Choose at least one function of the station."),
            ),
        ]
        indexes = [by_courtyard("courtyards_station_on")]

    def __str__(self) -> str:
        return self.name


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
