"""Standards: drafted, checked by a second person, released by another than who drafted them, superseded by the next version."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from ratings import reading, standards
from ratings.choices import VersionStatus
from ratings.models import RatingStandard
from ratings.services import parts


class StandardMovedOn(Refused):
    """Somebody else changed the version meanwhile; what one looked at is no longer what stands there."""


class NotInTheMaking(Refused):
    """Only a draft can be changed, only a checked one released."""


class OwnVersion(Refused):
    """Whoever drafts a version neither checks nor releases it."""


def load_standard(*, district: int, data: Mapping[str, Any], by: User, reason: str) -> RatingStandard:
    """A released version of a standard that the portal ships. Raises standards.StandardFaults naming every fault."""
    standards.demand_sound(data)
    with change(district=district, by=by, reason=reason):
        standard = parts.write(district, data)
        _supersede(standard)
        standard.status = VersionStatus.RELEASED
        standard.save(update_fields=["status"])
        return standard


def draft_standard(*, district: int, data: Mapping[str, Any], by: User, now: datetime, reason: str) -> RatingStandard:
    """A version in the making: the next one of the data's `key`, or the first of a new one. Faults may still be in it.

    Raises Refused where one is in the making already, and standards.StandardFaults for what is no standard at all.
    """
    _demand_shape(data)
    key = data["key"]
    with change(district=district, by=by, reason=reason):
        turns.take(district, "ratings.standard", key)
        known = RatingStandard.objects.filter(district_id=district, key=key)
        if known.filter(status__in=(VersionStatus.DRAFT, VersionStatus.CHECKED)).exists():
            raise Refused(_("The next version of this standard is in the making already. Go on with that one."), "key")
        version = (known.aggregate(last=Max("version"))["last"] or 0) + 1
        return RatingStandard.objects.create(
            district_id=district, key=key, version=version, title=data["title"],
            draft=standards.shape.complete(data) | {"key": key, "version": version, "is_example": False}, **_drafted(by, now),
        )


def begin_next(*, standard: RatingStandard, by: User, now: datetime, reason: str) -> RatingStandard:
    """The next version, as a copy of this one. Raises Refused where one is in the making already."""
    return draft_standard(
        district=standard.district_id, data=reading.data_of(standard), by=by, now=now, reason=reason
    )


def save_draft(
    *, standard: RatingStandard, seen: datetime | None, data: Mapping[str, Any], by: User, now: datetime, reason: str = ""
) -> RatingStandard:
    """Writes the text of a version in the making; `seen` is `drafted_at` of what the person changed.

    A check that there was is gone with it. Raises StandardMovedOn, NotInTheMaking, and standards.StandardFaults for what is
    no standard at all; sums and bounds may still be wrong.
    """
    _demand_shape(data)
    told = standards.shape.complete(data) | {"key": standard.key, "version": standard.version, "is_example": False}
    with change(district=standard.district_id, by=by, reason=reason or _("draft of %(title)s") % {"title": standard}):
        current = _current(standard, seen)
        current.title, current.draft, current.status = told["title"], told, VersionStatus.DRAFT
        for name, value in (_drafted(by, now) | _unchecked()).items():
            setattr(current, name, value)
        current.save()
    return current


def check_standard(*, standard: RatingStandard, seen: datetime | None, by: User, now: datetime) -> RatingStandard:
    """A second person has the draft checked: it is sound from then on. Raises standards.StandardFaults with every fault."""
    with change(district=standard.district_id, by=by, reason=_("standard checked: %(title)s") % {"title": standard}):
        current = _current(standard, seen)
        if current.status != VersionStatus.DRAFT:
            raise NotInTheMaking(_("This version is checked already."))
        _demand_another(current, by)
        standards.demand_sound(reading.data_of(current))
        current.status = VersionStatus.CHECKED
        current.checked_by, current.checked_by_name, current.checked_at = by, by.name, now
        current.save()
    return current


def release_standard(
    *, standard: RatingStandard, seen: datetime | None, by: User, now: datetime, reason: str
) -> RatingStandard:
    """Puts a checked version in force and supersedes the one before; from then on nobody edits it.

    Raises NotInTheMaking, OwnVersion, Refused without a reason, and standards.StandardFaults if what is sound has changed.
    """
    if not reason.strip():
        raise Refused(_("Say which document or decision releases it; it stands in the history for ever."), "reason")
    with change(district=standard.district_id, by=by, reason=reason):
        current = _current(standard, seen)
        if current.status != VersionStatus.CHECKED:
            raise NotInTheMaking(_("A version is released once somebody else has checked it."))
        _demand_another(current, by)
        data = reading.data_of(current)
        standards.demand_sound(data)
        parts.write_parts(current, data)
        _supersede(current)
        for name, value in parts.columns(data).items():
            setattr(current, name, value)
        current.draft, current.status, current.released_for = None, VersionStatus.RELEASED, reason.strip()[:300]
        current.released_by, current.released_by_name, current.released_at = by, by.name, now
        current.save()
    return current


def discard_draft(*, standard: RatingStandard, seen: datetime | None, by: User, reason: str) -> None:
    """Takes a version in the making away; its texts stay in the history. Raises NotInTheMaking, StandardMovedOn."""
    if not reason.strip():
        raise Refused(_("Say in a few words why; it stands in the history."), "reason")
    with change(district=standard.district_id, by=by, reason=reason):
        _current(standard, seen).delete()


def _supersede(standard: RatingStandard) -> None:
    """The version before is no longer in force; rounds that were opened by it keep it."""
    before = RatingStandard.objects.filter(
        district_id=standard.district_id, key=standard.key, status=VersionStatus.RELEASED
    )
    before.update(status=VersionStatus.SUPERSEDED)


def _current(standard: RatingStandard, seen: datetime | None) -> RatingStandard:
    """The version as it is now, held until the end of the transaction."""
    turns.take(standard.district_id, "ratings.standard", standard.key)
    current = RatingStandard.objects.filter(pk=standard.pk).select_for_update().first()
    if current is None or current.drafted_at != seen:
        raise StandardMovedOn(_("Somebody changed this version meanwhile. Look at it anew, then go on."))
    if not current.is_in_the_making:
        raise NotInTheMaking(_("A released standard is never edited. Begin its next version."))
    return current


def _demand_another(standard: RatingStandard, by: User) -> None:
    if standard.drafted_by_id == by.pk:
        raise OwnVersion(_("You wrote this version yourself: somebody else must check and release it."))


def _demand_shape(data: Mapping[str, Any]) -> None:
    if faults := standards.shape.faults(data):
        raise standards.StandardFaults(faults)


def _drafted(by: User, now: datetime) -> dict[str, Any]:
    return {"drafted_by": by, "drafted_by_name": by.name, "drafted_at": now}


def _unchecked() -> dict[str, Any]:
    return {"checked_by": None, "checked_by_name": "", "checked_at": None}
