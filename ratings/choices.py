from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    RELEASED = "released", _("released")
    SUPERSEDED = "superseded", _("superseded")


class RoundStatus(models.TextChoices):
    SCORING = "scoring", _("scoring")
    COMPUTED = "computed", _("computed")
    ANNOUNCED = "announced", _("announced")


class Star(models.IntegerChoices):
    NONE = 0, _("no star")
    ONE = 1, _("one star")
    TWO = 2, _("two stars")
    THREE = 3, _("three stars")
    FOUR = 4, _("four stars")
    FIVE = 5, _("five stars")


class DemonstrationLevel(models.TextChoices):
    STREET = "street", _("demonstration street")
    COMMUNITY = "community", _("demonstration community")
    COURTYARD = "courtyard", _("demonstration courtyard")


class DemonstrationState(models.TextChoices):
    CREATION = "creation", _("in creation")
    APPLIED = "applied", _("applied")
    ASSESSED = "assessed", _("assessed")
    DESIGNATED = "designated", _("designated")
    WITHDRAWN = "withdrawn", _("struck off")


# The deed that leads into a state, for buttons.
DEMONSTRATION_DEEDS = {
    DemonstrationState.CREATION: _("back to creation"), DemonstrationState.APPLIED: _("apply"),
    DemonstrationState.ASSESSED: _("assess"), DemonstrationState.DESIGNATED: _("designate"),
    DemonstrationState.WITHDRAWN: _("strike off"),
}
