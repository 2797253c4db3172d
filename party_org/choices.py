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
