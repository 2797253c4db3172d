from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    COMMITTEE = "committee", _("Party committee")
    GENERAL_BRANCH = "general_branch", _("general Party branch")
    BRANCH = "branch", _("Party branch")
    JOINT = "joint", _("joint Party branch")


class RankClass(models.TextChoices):
    SECTION = "section", _("section-level cadre")
    YOUNG = "young", _("outstanding young cadre")


class Standing(models.TextChoices):
    """Where in the tree of the Party's organisations one stands."""

    DISTRICT = "district", _("district committee")
    STREET = "street", _("street committee")
    STREET_JOINT = "street_joint", _("joint committee of a street")
    COMMUNITY = "community", _("community organisation")
    COURTYARD = "courtyard", _("courtyard or cluster organisation")
    FIRM = "firm", _("firm's organisation")
    ORGAN = "organ", _("organ's organisation")


class BodyKind(models.TextChoices):
    """The kinds of bodies between which posts cross (双向进入、交叉任职)."""

    COMMUNITY = "community", _("community Party or residents' committee")
    FIRM = "firm", _("property service firm")
    OWNERS = "owners", _("self-management or owners' committee")
    PARTY = "party", _("Party organisation")


class GroupKind(models.TextChoices):
    WORKING_GROUP = "working_group", _("cadres' working group in courtyards")
    TASK_FORCE = "task_force", _("task force of a street")
