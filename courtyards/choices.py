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
