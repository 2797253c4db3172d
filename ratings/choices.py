from django.db import models
from django.utils.translation import gettext_lazy as _

from ratings.rules.standard import Bands, Kind


class VersionStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    CHECKED = "checked", _("checked")
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


class ItemKind(models.TextChoices):
    """How an item turns what was found into points."""

    FAULTS = Kind.FAULTS.value, _("deducted for each fault")
    MERITS = Kind.MERITS.value, _("added for each merit")
    SHORTFALL = Kind.SHORTFALL.value, _("deducted for each percentage point below the target")
    POINTS = Kind.POINTS.value, _("points given by the scorer")
    SHARE = Kind.SHARE.value, _("full mark times a percentage")


COUNTED_KINDS = (ItemKind.FAULTS, ItemKind.MERITS)


class StarBands(models.TextChoices):
    SCORE = Bands.SCORE.value, _("by score")
    RANK = Bands.RANK.value, _("by rank")


class Source(models.TextChoices):
    """Whose word an item goes by."""

    SELF = "self", _("committee or firm itself")
    OWNERS = "owners", _("owners, by opinion")
    STREET = "street", _("street office")
    EXPERT = "expert", _("experts of the district")
    THIRD_PARTY = "third_party", _("third party")
    SURVEY = "survey", _("satisfaction survey")
    COLLECTION = "collection", _("fee collection rate")
    INDICATOR = "indicator", _("indicator of the portal")


# What the portal reads by itself when a round is computed; nobody types it.
READ_SOURCES = (Source.SURVEY, Source.COLLECTION, Source.INDICATOR)


class Scorer(models.IntegerChoices):
    """Whose finding it is: of two people who score without seeing each other's, or the one that holds."""

    AGREED = 0, _("what holds")
    FIRST = 1, _("first scorer")
    SECOND = 2, _("second scorer")


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
