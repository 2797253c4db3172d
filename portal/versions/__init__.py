"""What the pages of standards and of schemes have in common: how a state looks, what a person saw, who may go on."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.dateparse import parse_datetime

from governance.versions.choices import VersionStatus
from governance.versions.models import Versioned

TONES = {
    VersionStatus.DRAFT: "warn", VersionStatus.CHECKED: "warn", VersionStatus.RELEASED: "good", VersionStatus.SUPERSEDED: "plain"
}


def demand_present(request: Any) -> None:
    """Nobody writes into the past."""
    if request.portal.clock.is_past:
        raise PermissionDenied


def seen(request: Any) -> datetime | None:
    """What the person looked at: the moment when that text was written."""
    try:
        return parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        return None


def token(version: Versioned) -> str:
    """The same, for the form."""
    return version.drafted_at.isoformat() if version.drafted_at else ""


def own_title(title: str) -> str:
    """The title without the mark of an example: what the district drafts from it is its own."""
    return title.replace("（示例，非本区正式标准）", "").replace("，示例，非本区正式标准）", "）")
