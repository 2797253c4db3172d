from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.versions.choices import IN_THE_MAKING as IN_THE_MAKING
from governance.versions.choices import VersionStatus

# A version of a scheme lives as all versions do.
SchemeStatus = VersionStatus


class Tiers(models.TextChoices):
    """What the rate of a subsidy year follows from."""

    STAR = "star", _("a rate for each star")
    SHARE = "share", _("one rate, of which the score gives a share")


class AreaBasis(models.TextChoices):
    TOTAL = "total", _("registered floor area")
    PAYING = "paying", _("floor area of the households that paid")


class StartRule(models.TextChoices):
    """Which month after the acceptance of the renovation is the first that may be subsidised."""

    NEXT_MONTH = "next_month", _("the month after acceptance")
    FIFTEENTH = "fifteenth", _("the month of acceptance until its 15th, else the next")


class Proration(models.TextChoices):
    WHOLE = "whole", _("whole months only")
    DAYS = "days", _("by days in a month that is begun or left")


class RoundingUnit(models.IntegerChoices):
    FEN = 1, _("to the fen, halves up")
    JIAO = 10, _("down to ten fen")
    YUAN = 100, _("down to the yuan")


class Outcome(models.TextChoices):
    """Why a month's line has its amount; of several reasons against it the first that holds."""

    ENTITLED = "entitled", _("entitled")
    LEFT = "left", _("no longer in the subsidy")
    AWAY = "away", _("left for a time")
    NOT_RATED = "not_rated", _("not rated")
    VETOED = "vetoed", _("vetoed in the rating")
    NO_STAR = "no_star", _("rated, but without a star")
    LOW_STAR = "low_star", _("fewer stars than the scheme demands")
    NO_COVENANT = "no_covenant", _("no covenant in force")
    NO_MODE = "no_mode", _("management mode not confirmed")
    BLACKLISTED = "blacklisted", _("served by a firm on the black list")
    NO_RETURNS = "no_returns", _("no fee returns of the twelve months before")
    LOW_FEES = "low_fees", _("fewer fees collected than the scheme demands")
    NO_AREA = "no_area", _("floor area missing")


class BlockKind(models.TextChoices):
    """What a block of the chain seals."""

    LINES = "lines", _("ledger lines")
    PAYMENTS = "payments", _("payments")
    BATCHES = "batches", _("acts of batches")
    READINGS = "readings", _("scheme versions")
