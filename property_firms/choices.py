from django.db import models
from django.utils.translation import gettext_lazy as _


class FirmKind(models.TextChoices):
    MARKET = "market", _("market firm")
    STREET_PLATFORM = "street_platform", _("street platform firm")
    OWNER_UNIT = "owner_unit", _("owner unit's firm")


class IncomeMeasure(models.TextChoices):
    TURNOVER = "turnover", _("turnover")
    INCOME = "income", _("gross income")


class CreditKind(models.TextChoices):
    GOOD = "good", _("good")
    BAD = "bad", _("bad")


class Appeal(models.TextChoices):
    NONE = "none", _("no appeal")
    PENDING = "pending", _("pending")
    UPHELD = "upheld", _("upheld: the event does not count")
    REJECTED = "rejected", _("rejected")
