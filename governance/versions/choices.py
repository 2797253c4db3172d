from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    CHECKED = "checked", _("checked")
    RELEASED = "released", _("released")
    SUPERSEDED = "superseded", _("superseded")


# Whose text may still be changed; what was released once never is.
IN_THE_MAKING = (VersionStatus.DRAFT, VersionStatus.CHECKED)
