from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.versions.choices import VersionStatus as VersionStatus
from ratings.rules.rounds import Deed, Step
from ratings.rules.standard import Bands, Kind


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


class EntryStep(models.TextChoices):
    """Where a courtyard stands in a round; the way is `ratings.rules.rounds`."""

    SELF = Step.SELF.value, _("self-score")
    OPINION = Step.OPINION.value, _("community opinion")
    RATING = Step.RATING.value, _("preliminary rating")
    RECHECK = Step.RECHECK.value, _("district re-check")
    PASSED = Step.PASSED.value, _("to be published")
    PUBLISHED = Step.PUBLISHED.value, _("stars published")
    REINSPECTION = Step.REINSPECTION.value, _("re-inspection")


class EntryDeed(models.TextChoices):
    HAND_ON = Deed.HAND_ON.value, _("handed to the next step")
    GIVE_BACK = Deed.GIVE_BACK.value, _("given back")
    SPARE = Deed.SPARE.value, _("passed without re-check")
    PUBLISH = Deed.PUBLISH.value, _("stars published")
    ORDER = Deed.ORDER.value, _("re-inspection ordered")
    CLOSE = Deed.CLOSE.value, _("re-inspection closed")


class LeftOutReason(models.TextChoices):
    """Why a courtyard of the register is not rated in a round."""

    NOT_IN_POPULATION = "population", _("It is not among the courtyards that this standard rates.")
    NOT_SERVED = "not_served", _("No firm serves it on that day.")
    SERVED_TOO_SHORT = "too_short", _("It has not been served long enough.")
    NO_COVENANT = "no_covenant", _("It has no management covenant in force on that day.")


class Objector(models.TextChoices):
    """Who may object to a star that is being published."""

    FIRM = "firm", _("the serving firm")
    COMMITTEE = "committee", _("the courtyard's committee")
    RESIDENTS = "residents", _("the residents' or villagers' committee")
    OWNERS = "owners", _("owners together")


class ObjectionState(models.TextChoices):
    LODGED = "lodged", _("being looked into")
    REJECTED = "rejected", _("rejected")
    REINSPECTION = "reinspection", _("re-inspection ordered")
    CHANGED = "changed", _("result changed")
    CONFIRMED = "confirmed", _("result confirmed")


# What still has to be answered before the stars can be announced.
OPEN_OBJECTIONS = (ObjectionState.LODGED, ObjectionState.REINSPECTION)


class DecisionKind(models.TextChoices):
    """What may still change a star that was announced."""

    REVOCATION = "revocation", _("revocation of the star")
    RULING = "ruling", _("decision of a court or authority")


class DecisionState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    DECLINED = "declined", _("declined")
