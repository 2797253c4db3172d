from django.db import models
from django.utils.translation import gettext_lazy as _


class ComplaintSource(models.TextChoices):
    """By which way a complaint came in."""

    PHONE = "phone", _("telephone")
    COUNTER = "counter", _("service counter")
    ONLINE = "online", _("online")
    HOTLINE = "hotline", _("hotline 12345")


class ComplaintCategory(models.TextChoices):
    """What a complaint is about: the twelve classes of a district that published its own."""

    PERFORMANCE = "performance", _("performance of the service contract")
    FACILITIES = "facilities", _("facilities")
    CHARGES = "charges", _("charges")
    PARKING = "parking", _("parking")
    COMMON_AREAS = "common_areas", _("common areas")
    BUILDING = "building", _("quality of the building")
    SAFETY = "safety", _("safety and emergencies")
    DECORATION = "decoration", _("decoration works")
    NEIGHBOURS = "neighbours", _("neighbours")
    VIOLATIONS = "violations", _("violations of law")
    COMMITTEE = "committee", _("self-governance of the committee")
    OTHER = "other", _("other matters")


class ComplaintWay(models.TextChoices):
    """How a complaint was dealt with."""

    MEDIATED = "mediated", _("mediated")
    TRANSFERRED = "transferred", _("handed on")
    DISMISSED = "dismissed", _("dismissed")


class Agreement(models.TextChoices):
    """What a mediation came to."""

    REACHED = "reached", _("agreement reached")
    NONE = "none", _("no agreement")


class Satisfaction(models.TextChoices):
    """What the caller says when called back."""

    SATISFIED = "satisfied", _("satisfied")
    UNSATISFIED = "unsatisfied", _("unsatisfied")
    NOT_REACHED = "not_reached", _("not reached")


class RepairCategory(models.TextChoices):
    """What had to be repaired at once."""

    WATER = "water", _("water supply")
    DRAINS = "drains", _("drains")
    POWER = "power", _("electricity")
    LIFT = "lift", _("lift")
    ROOF = "roof", _("roof and outer wall")
    GATE = "gate", _("gates and doors")
    OTHER = "other", _("other matters")


class ProjectClass(models.TextChoices):
    """Eight classes of service projects. The article names the first three; the others are examples of a district's own."""

    DAILY = "daily", _("daily services")
    RELIEF = "relief", _("assistance and relief")
    SPACES = "spaces", _("shared spaces")
    ELDERLY = "elderly", _("care for the elderly")
    CHILDREN = "children", _("care for children")
    HEALTH = "health", _("health")
    CULTURE = "culture", _("culture and sports")
    ENVIRONMENT = "environment", _("environment")


class ProjectStage(models.TextChoices):
    """How far a project has come, from the need to what stands in the courtyard."""

    COLLECTED = "collected", _("need collected")
    MATCHED = "matched", _("resources matched")
    LANDED = "landed", _("landed in a courtyard")
    COMPLETED = "completed", _("completed")


class SiteKind(models.TextChoices):
    """What a project leaves in a courtyard."""

    CHILDREN = "children", _("children's micro-park")
    ELDERLY = "elderly", _("activity area for the elderly")
    REHABILITATION = "rehabilitation", _("rehabilitation station")
    AESTHETICS = "aesthetics", _("micro-aesthetics of the courtyard")
    OTHER = "other", _("other matters")


class SocialClass(models.TextChoices):
    """The classes of community social organisations; the article counts three, the ministry four."""

    CHARITY = "charity", _("charity")
    AFFAIRS = "affairs", _("community affairs")
    CULTURE = "culture", _("culture and sports")
    DAILY = "daily", _("daily services")


class SocialField(models.TextChoices):
    """The fields in which social organisations are cultivated."""

    GOVERNANCE = "governance", _("courtyard governance")
    HEALTH = "health", _("health")
    ELDERLY = "elderly", _("care for the elderly")
    CHILDREN = "children", _("care for children")
