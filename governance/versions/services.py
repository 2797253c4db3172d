"""Versions: drafted, checked by a second person, released by another than who drafted them, superseded by the next one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.versions.choices import IN_THE_MAKING, VersionStatus
from governance.versions.models import Versioned

V = TypeVar("V", bound=Versioned)
Data = Mapping[str, Any]


class MovedOn(Refused):
    """Somebody else changed the version meanwhile; what one looked at is no longer what stands there."""


class NotInTheMaking(Refused):
    """Only a draft can be changed, only a checked one released."""


class OwnVersion(Refused):
    """Whoever drafts a version neither checks nor releases it."""


@dataclass(frozen=True)
class Life(Generic[V]):
    """What the life of a kind of versions needs to know of it.

    `demand_shape` and `demand_sound` raise faults of the data; `complete` gives it every part that may be left out. `part`
    and `columns` write sound data into rows, `data_of` reads it again; `sketched` are the columns that a text in the making
    has already. `supersede` ends the version before; `demand_possible` refuses what may not come into force.
    """

    model: type[V]
    turn: str
    checked: str | Promise
    demand_shape: Callable[[Any], None]
    demand_sound: Callable[[Data], None]
    complete: Callable[[Data], dict[str, Any]]
    data_of: Callable[[V], dict[str, Any]]
    write_parts: Callable[[V, Data], None]
    columns: Callable[[Data], dict[str, Any]]
    supersede: Callable[[V], None]
    sketched: Callable[[Data], dict[str, Any]] = lambda data: {"title": data["title"]}
    demand_possible: Callable[[V, Data], None] = lambda version, data: None


def draft(life: Life[V], *, district: int, data: Any, by: User, now: datetime, reason: str) -> V:
    """A version in the making: the next one of the data's `key`, or the first of a new one. Faults may still be in it.

    Raises Refused where one is in the making already, and the faults of what has not even the shape.
    """
    life.demand_shape(data)
    key = data["key"]
    with change(district=district, by=by, reason=reason):
        turns.take(district, life.turn, key)
        known = life.model._default_manager.filter(district_id=district, key=key)
        if known.filter(status__in=IN_THE_MAKING).exists():
            raise Refused(_("The next version is in the making already. Go on with that one."), "key")
        version = (known.aggregate(last=Max("version"))["last"] or 0) + 1
        told = life.complete(data) | {"key": key, "version": version, "is_example": False}
        return life.model._default_manager.create(
            district_id=district, key=key, version=version, draft=told, **life.sketched(told), **_drafted(by, now)
        )


def begin_next(life: Life[V], *, version: V, by: User, now: datetime, reason: str) -> V:
    """The next version, as a copy of this one. Raises Refused where one is in the making already."""
    return draft(life, district=version.district_id, data=life.data_of(version), by=by, now=now, reason=reason)


def save(life: Life[V], *, version: V, seen: datetime | None, data: Any, by: User, now: datetime, reason: str = "") -> V:
    """Writes the text of a version in the making; `seen` is `drafted_at` of what the person changed.

    A check that there was is gone with it. Raises MovedOn, NotInTheMaking, and the faults of what has not even the shape.
    """
    life.demand_shape(data)
    told = life.complete(data) | {"key": version.key, "version": version.version, "is_example": False}
    with change(district=version.district_id, by=by, reason=reason or _("draft of %(title)s") % {"title": version}):
        current = _current(life, version, seen)
        _set(current, {"draft": told, "status": VersionStatus.DRAFT} | life.sketched(told) | _drafted(by, now) | _unchecked())
    return current


def check(life: Life[V], *, version: V, seen: datetime | None, by: User, now: datetime) -> V:
    """A second person has the draft checked: it is sound from then on. Raises every fault of it at once."""
    with change(district=version.district_id, by=by, reason=str(life.checked) % {"title": version}):
        current = _current(life, version, seen)
        if current.status != VersionStatus.DRAFT:
            raise NotInTheMaking(_("This version is checked already."))
        _demand_another(current, by)
        data = life.data_of(current)
        life.demand_sound(data)
        life.demand_possible(current, data)
        _set(current, {"status": VersionStatus.CHECKED, "checked_by": by, "checked_by_name": by.name, "checked_at": now})
    return current


def release(life: Life[V], *, version: V, seen: datetime | None, by: User, now: datetime, reason: str) -> V:
    """Puts a checked version in force and supersedes the one before; from then on nobody edits it.

    Raises NotInTheMaking, OwnVersion, Refused without a reason or where it may not come into force, and the faults of what
    was sound and no longer is.
    """
    if not reason.strip():
        raise Refused(_("Say which document or decision releases it; it stands in the history for ever."), "reason")
    with change(district=version.district_id, by=by, reason=reason):
        current = _current(life, version, seen)
        if current.status != VersionStatus.CHECKED:
            raise NotInTheMaking(_("A version is released once somebody else has checked it."))
        _demand_another(current, by)
        data = life.data_of(current)
        life.demand_sound(data)
        life.demand_possible(current, data)
        life.write_parts(current, data)
        put_in_force(life, current, life.columns(data) | {
            "draft": None, "released_for": reason.strip()[:300], "released_by": by, "released_by_name": by.name,
            "released_at": now,
        })
    return current


def put_in_force(life: Life[V], version: V, columns: Mapping[str, Any]) -> None:
    """Supersedes the version before and releases this one, in the change that is open."""
    for name, value in columns.items():
        setattr(version, name, value)
    life.supersede(version)
    _set(version, {"status": VersionStatus.RELEASED})


def discard(life: Life[V], *, version: V, seen: datetime | None, by: User, reason: str) -> None:
    """Takes a version in the making away; its texts stay in the history. Raises NotInTheMaking, MovedOn."""
    if not reason.strip():
        raise Refused(_("Say in a few words why; it stands in the history."), "reason")
    with change(district=version.district_id, by=by, reason=reason):
        _current(life, version, seen).delete()


def _current(life: Life[V], version: V, seen: datetime | None) -> V:
    """The version as it is now, held until the end of the transaction."""
    turns.take(version.district_id, life.turn, version.key)
    current = life.model._default_manager.filter(pk=version.pk).select_for_update().first()
    if current is None or current.drafted_at != seen:
        raise MovedOn(_("Somebody changed this version meanwhile. Look at it anew, then go on."))
    if not current.is_in_the_making:
        raise NotInTheMaking(_("A released version is never edited. Begin the next one."))
    return current


def _demand_another(version: Versioned, by: User) -> None:
    if version.drafted_by_id == by.pk:
        raise OwnVersion(_("You wrote this version yourself: somebody else must check and release it."))


def _set(version: Versioned, columns: Mapping[str, Any]) -> None:
    for name, value in columns.items():
        setattr(version, name, value)
    version.save()


def _drafted(by: User, now: datetime) -> dict[str, Any]:
    return {"drafted_by": by, "drafted_by_name": by.name, "drafted_at": now}


def _unchecked() -> dict[str, Any]:
    return {"checked_by": None, "checked_by_name": "", "checked_at": None}
