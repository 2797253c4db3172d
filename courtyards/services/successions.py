"""Merging and splitting: courtyards end on a day and others take their place; the past stays with those that had it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from courtyards.choices import SuccessionKind
from courtyards.models import Courtyard, Placement, Succession
from courtyards.rules import sums
from courtyards.services import endings, laws
from courtyards.services.carrying import Carrier
from courtyards.services.endings import Ending
from governance.audit import locking
from governance.audit.services import change
from governance.common.pinyin import pinyin_key
from governance.people.models import User
from governance.registers import constraints, registry
from governance.registers.declarations import Refused

MOST_PARTS = 12
# What a split part has from the whole, and a merged courtyard where all that went into it agree.
SHARED = ("kind", "address", "built_year", "owner_unit")
SIZES = ("area_m2", "buildings", "households", "residents")


class SumsDiffer(Refused):
    """The parts don't make up the whole; somebody has to say that this is right."""


@dataclass(frozen=True)
class Part:
    """A new courtyard out of an old one."""

    name: str
    area_m2: Decimal | None = None
    households: int | None = None


@dataclass(frozen=True)
class Succeeded:
    """What a merger or a split does: which end, which stand for them, and what ends with them."""

    ended: list[Courtyard]
    successors: list[Courtyard]
    on: date
    endings: list[Ending] = field(default_factory=list)

    @property
    def last_day(self) -> date:
        """The last day of those that end."""
        return self.on - timedelta(days=1)


def merge(
    *, courtyards: Sequence[Courtyard], into: Courtyard | None = None, name: str = "", on: date, today: date,
    versions: Mapping[int, int], by: User, reason: str, carry: bool = False, dry_run: bool = False,
) -> Succeeded:
    """Ends courtyards the day before `on`; from then on `into` stands for them, or a new one called `name`.

    A new one lies where the first of them lay, with the sums of their figures. An existing one keeps its own figures:
    they have no dates, and a larger area would reach back into months that are accounted for. Their dated records end;
    with `carry` the ties go on at the successor where it has none of the kind.
    `versions` are those that the person saw, by id. Raises StaleRecord, Refused. `dry_run` as for a move.
    """
    _demand_merger(courtyards, into, name, on, today)
    everybody = [*courtyards, *([into] if into else [])]
    with endings.only_tried(dry_run), change(
        district=courtyards[0].district_id, by=by, reason=reason, street=_street(everybody)
    ):
        locked = {c.pk: _lock(c, versions) for c in sorted(everybody, key=lambda c: c.pk)}
        ending = [locked[c.pk] for c in courtyards]
        for courtyard in ending:
            _demand_end(courtyard, on)
        if into is None:
            successor = _enter(ending[0].community, on, {"name": name, **_sums(ending), **_agreed(ending)})
        else:
            successor = locked[into.pk]
            if successor.valid.upper is not None or (successor.valid.lower and successor.valid.lower > on):
                raise Refused(_("The courtyard that is to stand for them must be in the register on that day."), "into")
        carrier = Carrier(successor, on) if carry else None
        told = [line for courtyard in ending for line in _close(courtyard, on, carrier)]
        for courtyard in ending:
            _succeed(courtyard, successor, SuccessionKind.MERGE, on)
    return Succeeded(ending, [successor], on, told)


def split(
    *, courtyard: Courtyard, parts: Sequence[Part], on: date, today: date, version: int, by: User, reason: str,
    confirmed: bool = False, dry_run: bool = False,
) -> Succeeded:
    """Ends a courtyard the day before `on`; new ones with codes of their own take its place, where it lay.

    Its dated records end with it: which of them goes on in which part, nobody but a person can say.
    Raises StaleRecord, SumsDiffer unless `confirmed`, Refused. `dry_run` as for a move.
    """
    _demand_parts(parts, on, today)
    with endings.only_tried(dry_run), change(
        district=courtyard.district_id, by=by, reason=reason, street=courtyard.street_id
    ):
        current = _lock(courtyard, {courtyard.pk: version})
        _demand_end(current, on)
        if not confirmed:
            _demand_sums(current, parts)
        shared = {name: getattr(current, name) for name in (*SHARED, "cluster")}
        told = _close(current, on, None)
        made = [
            _enter(current.community, on, {**shared, "name": p.name, "area_m2": p.area_m2, "households": p.households})
            for p in parts
        ]
        for successor in made:
            _succeed(current, successor, SuccessionKind.SPLIT, on)
    return Succeeded([current], made, on, told)


def _demand_merger(courtyards: Sequence[Courtyard], into: Courtyard | None, name: str, on: date, today: date) -> None:
    if on > today:
        raise Refused(_("It is entered on its day or later, not before."), "on")
    if into is None and not name:
        raise Refused(_("Say which courtyard stands for them, or how the new one is called."), "into")
    if into is not None and name:
        raise Refused(_("Either an existing courtyard stands for them or a new one, not both."), "name")
    ids = [courtyard.pk for courtyard in courtyards]
    if len(ids) != len(set(ids)) or (into is not None and into.pk in ids):
        raise Refused(_("Each courtyard can be named once."), "into")
    if len(ids) < (1 if into else 2):
        raise Refused(_("Name another courtyard: one alone can't be merged."))


def _demand_parts(parts: Sequence[Part], on: date, today: date) -> None:
    if on > today:
        raise Refused(_("It is entered on its day or later, not before."), "on")
    if not 2 <= len(parts) <= MOST_PARTS:
        raise Refused(_("A courtyard is split into 2 to %(most)s new ones.") % {"most": MOST_PARTS})
    if len({part.name for part in parts}) != len(parts) or not all(part.name for part in parts):
        raise Refused(_("Give each of the new courtyards a name of its own."))


def _demand_sums(courtyard: Courtyard, parts: Sequence[Part]) -> None:
    found = []
    for name, label in (("area_m2", _("Floor area")), ("households", _("Households"))):
        whole, sizes = getattr(courtyard, name), [getattr(part, name) for part in parts]
        if sums.differs(whole, sizes):
            told = sums.total(sizes)
            shown = _("not known") if told is None else told
            found.append(_("%(what)s: the parts are %(parts)s in all, the whole is %(whole)s.") % {
                "what": label, "parts": shown, "whole": whole})
    if found:
        raise SumsDiffer(" ".join(found), "confirm")


def _demand_end(courtyard: Any, on: date) -> None:
    """It stands in the register, and has lain in its place for a day at least when it ends."""
    if courtyard.valid.upper is not None:
        raise Refused(_("%(name)s has left the register already.") % {"name": courtyard})
    last = Placement.objects.filter(courtyard=courtyard).order_by("valid_from").last()
    since = max(day for day in (courtyard.valid.lower, last and last.valid.lower, date.min) if day)
    if on <= since:
        raise Refused(_("%(name)s lies there since %(day)s: choose a later day.") % {"name": courtyard, "day": since}, "on")


def _lock(courtyard: Courtyard, versions: Mapping[int, int]) -> Any:
    return locking.lock(courtyard, version=versions.get(courtyard.pk, locking.version_of(courtyard)))


def _street(courtyards: Sequence[Courtyard]) -> int | None:
    streets = {courtyard.street_id for courtyard in courtyards}
    return streets.pop() if len(streets) == 1 else None


def _sums(courtyards: Sequence[Courtyard]) -> dict[str, Any]:
    return {name: sums.total([getattr(courtyard, name) for courtyard in courtyards]) for name in SIZES}


def _agreed(courtyards: Sequence[Courtyard]) -> dict[str, Any]:
    """What all of them say; a column keeps its default where they don't agree."""
    found = {}
    for name in (*SHARED, "cluster"):
        said = {getattr(courtyard, name) for courtyard in courtyards}
        if len(said) == 1:
            found[name] = said.pop()
    return found


def _enter(community: Any, on: date, data: Mapping[str, Any]) -> Courtyard:
    """A new courtyard by the laws of its register, within the open change."""
    register = registry.of_model(Courtyard)
    assert register is not None
    made = Courtyard(district_id=community.district_id, community=community, valid=DateRange(on, None), **data)
    made.name_pinyin = pinyin_key(made.name)
    with constraints.in_words(register):
        laws.prepare_courtyard(made, None)
        laws.number_courtyards([made])
        made.save()
        laws.after_courtyard(made, None)
    return made


def _close(courtyard: Any, on: date, carrier: Carrier | None) -> list[Ending]:
    """Ends the courtyard's records and then itself; the carrier begins anew what can go on."""
    rows = endings.open_on(courtyard, on)
    until = {(type(row), row.pk): row.valid.upper for row in rows}
    told = [(row, endings.end(row, on)) for row in rows]
    before = Courtyard.objects.get(pk=courtyard.pk)
    courtyard.valid = DateRange(courtyard.valid.lower, on)
    courtyard.save()
    laws.after_courtyard(courtyard, before)
    return [carrier.carry(row, ending, until[type(row), row.pk]) if carrier else ending for row, ending in told]


def _succeed(courtyard: Courtyard, successor: Courtyard, kind: SuccessionKind, on: date) -> None:
    Succession.objects.create(
        district_id=courtyard.district_id, street_id=courtyard.street_id, courtyard=courtyard, successor=successor,
        kind=kind, on=on,
    )
