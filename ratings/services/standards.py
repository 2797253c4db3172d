"""Standards: drafted, checked by a second person, released by another than who drafted them, superseded by the next version.

The life is that of all versions (`governance/versions/services.py`); here stands what a standard does differently.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.audit.services import change
from governance.people.models import User
from governance.versions import services as versions
from governance.versions.services import Life, MovedOn, NotInTheMaking, OwnVersion
from ratings import reading, standards
from ratings.choices import VersionStatus
from ratings.models import RatingStandard
from ratings.services import parts

__all__ = [
    "NotInTheMaking", "OwnVersion", "StandardMovedOn", "begin_next", "check_standard", "discard_draft", "draft_standard",
    "load_standard", "release_standard", "save_draft",
]
StandardMovedOn = MovedOn


def load_standard(*, district: int, data: Mapping[str, Any], by: User, reason: str) -> RatingStandard:
    """A released version of a standard that the portal ships. Raises standards.StandardFaults naming every fault."""
    standards.demand_sound(data)
    with change(district=district, by=by, reason=reason):
        standard = parts.write(district, data)
        versions.put_in_force(LIFE, standard, {})
        return standard


def draft_standard(*, district: int, data: Mapping[str, Any], by: User, now: datetime, reason: str) -> RatingStandard:
    """A version in the making: the next one of the data's `key`, or the first of a new one. Faults may still be in it.

    Raises Refused where one is in the making already, and standards.StandardFaults for what is no standard at all.
    """
    return versions.draft(LIFE, district=district, data=data, by=by, now=now, reason=reason)


def begin_next(*, standard: RatingStandard, by: User, now: datetime, reason: str) -> RatingStandard:
    """The next version, as a copy of this one. Raises Refused where one is in the making already."""
    return versions.begin_next(LIFE, version=standard, by=by, now=now, reason=reason)


def save_draft(
    *, standard: RatingStandard, seen: datetime | None, data: Mapping[str, Any], by: User, now: datetime, reason: str = ""
) -> RatingStandard:
    """Writes the text of a version in the making; `seen` is `drafted_at` of what the person changed.

    A check that there was is gone with it. Raises StandardMovedOn, NotInTheMaking, and standards.StandardFaults for what is
    no standard at all; sums and bounds may still be wrong.
    """
    return versions.save(LIFE, version=standard, seen=seen, data=data, by=by, now=now, reason=reason)


def check_standard(*, standard: RatingStandard, seen: datetime | None, by: User, now: datetime) -> RatingStandard:
    """A second person has the draft checked: it is sound from then on. Raises standards.StandardFaults with every fault."""
    return versions.check(LIFE, version=standard, seen=seen, by=by, now=now)


def release_standard(
    *, standard: RatingStandard, seen: datetime | None, by: User, now: datetime, reason: str
) -> RatingStandard:
    """Puts a checked version in force and supersedes the one before; from then on nobody edits it.

    Raises NotInTheMaking, OwnVersion, Refused without a reason, and standards.StandardFaults if what is sound has changed.
    """
    return versions.release(LIFE, version=standard, seen=seen, by=by, now=now, reason=reason)


def discard_draft(*, standard: RatingStandard, seen: datetime | None, by: User, reason: str) -> None:
    """Takes a version in the making away; its texts stay in the history. Raises NotInTheMaking, StandardMovedOn."""
    versions.discard(LIFE, version=standard, seen=seen, by=by, reason=reason)


def _supersede(standard: RatingStandard) -> None:
    """The version before is no longer in force; rounds that were opened by it keep it."""
    before = RatingStandard.objects.filter(
        district_id=standard.district_id, key=standard.key, status=VersionStatus.RELEASED
    )
    before.update(status=VersionStatus.SUPERSEDED)


def _demand_shape(data: Any) -> None:
    if faults := standards.shape.faults(data):
        raise standards.StandardFaults(faults)


LIFE = Life(
    model=RatingStandard, turn="ratings.standard", checked=_("standard checked: %(title)s"), demand_shape=_demand_shape,
    demand_sound=standards.demand_sound, complete=standards.shape.complete, data_of=reading.data_of,
    write_parts=parts.write_parts, columns=parts.columns, supersede=_supersede,
)
