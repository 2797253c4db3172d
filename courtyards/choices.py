from django.db import models
from django.utils.translation import gettext_lazy as _


class CourtyardKind(models.TextChoices):
    COURTYARD = "courtyard", _("courtyard")
    COMPOUND = "compound", _("residential compound")
    BUILDING = "building", _("single building")


class CommitteeKind(models.TextChoices):
    SELF_MANAGEMENT = "self_management", _("self-management committee")
    OWNERS = "owners", _("owners' committee")
    PROPERTY_MANAGEMENT = "property_management", _("property management committee")


class ManagementMode(models.TextChoices):
    """The four ways in which a courtyard is managed for good (分类施策)."""

    MARKET = "market", _("market property firm")
    STREET_PLATFORM = "street_platform", _("street platform firm")
    UNIT_TRUST = "unit_trust", _("owner-unit trust")
    OWNER_SELF = "owner_self", _("owner self-management")


# Of the courtyards: all, those with the baseline label, the renovated ones, by kind, by management mode. What any app
# counts of courtyards is counted of each.
PARTS = (
    "all", "three_no", "renovated", *(f"kind_{kind}" for kind in CourtyardKind.values),
    *(f"mode_{mode}" for mode in ManagementMode.values),
)


class SuccessionKind(models.TextChoices):
    MERGE = "merge", _("merged into")
    SPLIT = "split", _("split into")


class StationFunction(models.TextChoices):
    """What a neighbourhood station (三问邻里驿站) is for: 议事、服务、交流、学习、休闲、应急."""

    DELIBERATION = "deliberation", _("deliberation")
    SERVICE = "service", _("services")
    EXCHANGE = "exchange", _("meeting neighbours")
    LEARNING = "learning", _("learning")
    LEISURE = "leisure", _("leisure")
    EMERGENCY = "emergency", _("emergencies")


class ElectionForm(models.TextChoices):
    ELECTION = "election", _("elected by residents or owners")
    NOMINATION = "nomination", _("put forward and confirmed by the community")
    FORMED = "formed", _("formed by the street")


class CommitteePost(models.TextChoices):
    HEAD = "head", _("director")
    DEPUTY = "deputy", _("deputy director")
    MEMBER = "member", _("member")
    SUPERVISOR = "supervisor", _("supervisor")


class AdoptionWay(models.TextChoices):
    """How a covenant came into force."""

    OWNERS_VOTE = "owners_vote", _("vote of the owners")
    RESIDENTS = "residents", _("residents' meeting")
    COMMITTEE = "committee", _("committee, heard with the residents")
