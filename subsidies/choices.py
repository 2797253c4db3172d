from django.db import models
from django.utils.translation import gettext_lazy as _


class SchemeStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    RELEASED = "released", _("released")
    SUPERSEDED = "superseded", _("superseded")


class Outcome(models.TextChoices):
    """Why a month's line has its amount."""

    ENTITLED = "entitled", _("entitled")
    NO_STAR = "no_star", _("rated, but without a star")
    VETOED = "vetoed", _("vetoed in the rating")
    NOT_RATED = "not_rated", _("not rated")
    NO_AREA = "no_area", _("floor area missing")
    LEFT = "left", _("no longer in the subsidy")
