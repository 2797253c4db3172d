from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does in a district. What each role may do: `governance.people.permissions`."""

    OPERATOR = "operator", _("platform operator")
    LEADER = "leader", _("district leader")
    GOVERNANCE = "governance", _("governance office")
    HOUSING = "housing", _("housing centre")
    ORGANISATION = "organisation", _("organisation department")
    FINANCE = "finance", _("finance")
    CLERK = "clerk", _("street clerk")
    REVIEWER = "reviewer", _("street reviewer")
    AUDITOR = "auditor", _("auditor")
    API = "api", _("API client")


class TokenScope(models.TextChoices):
    """What a token may do. Writing is also held to what the token's owner may do on that day."""

    STATISTICS = "statistics", _("read statistics")
    RECORDS = "records", _("read records")
    WRITE = "write", _("write records")
